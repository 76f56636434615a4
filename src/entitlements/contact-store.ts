import { sql } from 'kysely';
import { inScope } from '../accounts/account-scope.ts';
import type { AccountScope } from '../accounts/rules/permissions.ts';
import type { Reader, Transaction } from '../platform/database.ts';

/** Users with the accounts that they belong to, none for whoever was deleted; nobody deletes them until the transaction ends. */
export async function holdContacts(transaction: Transaction, userIds: readonly string[]) {
  if (userIds.length === 0) return [];
  return transaction
    .selectFrom('licetUser')
    .select(['licetUser.id', 'licetUser.userId'])
    .select([
      sql<readonly string[]>`array(
      select account.account_id from membership join account on account.id = membership.account_id
       where membership.user_id = licet_user.id)`.as('accounts'),
      sql<boolean>`licet_user.deleted_at is not null`.as('isDeleted'),
    ])
    .where('licetUser.userId', '=', sql<string>`any(${userIds})`)
    .orderBy('licetUser.id')
    .forKeyShare()
    .execute();
}

/** Those of some users who belong to an account that the caller may see. */
export async function selectUsersInScope(
  reader: Reader,
  scope: AccountScope,
  userIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (userIds.length === 0) return new Set();
  const rows = await reader
    .selectFrom('licetUser')
    .innerJoin('membership', 'membership.userId', 'licetUser.id')
    .select('licetUser.userId')
    .where('licetUser.userId', '=', sql<string>`any(${userIds})`)
    .where(inScope(scope, 'membership.account_id'))
    .execute();
  return new Set(rows.map((row) => row.userId));
}
