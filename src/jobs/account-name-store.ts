import { sql } from 'kysely';
import type { Database, Transaction } from '../platform/database.ts';

/** The names of some accounts by their IDs; one that is not there any more has none. */
export async function selectNamesOfAccounts(
  reader: Database | Transaction,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (accountIds.length === 0) return new Map();
  const rows = await reader
    .selectFrom('account')
    .select(['account.accountId', 'account.name'])
    .where('account.accountId', '=', sql<string>`any(${accountIds})`)
    .execute();
  return new Map(rows.map((row) => [row.accountId, row.name]));
}
