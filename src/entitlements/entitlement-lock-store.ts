import { sql } from 'kysely';
import type { Reader } from '../platform/database.ts';

/**
 * Keeps other writers away from entitlements, by their rows. By a statement of its own: one that waits for a lock sees the row as it is
 * then, but what stands beside it (the account, the contacts) as it was when it began to wait, so that the row would be missed, or
 * the contacts of whoever was first be taken back.
 */
export async function lockEntitlements(reader: Reader, ids: readonly number[]): Promise<void> {
  await reader
    .selectFrom('entitlement')
    .select('entitlement.id')
    .where('entitlement.id', '=', sql<number>`any(${ids})`)
    .orderBy('entitlement.id')
    .forNoKeyUpdate()
    .execute();
}
