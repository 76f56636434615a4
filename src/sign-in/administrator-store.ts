import { sql } from 'kysely';
import type { Reader, Transaction } from '../platform/database.ts';

/** True where somebody with a password may do everything, or could until they were locked out: then an operator lets them in again. */
export async function hasAdministrator(reader: Reader): Promise<boolean> {
  const found = await reader
    .selectFrom('licetUser')
    .innerJoin('membership', 'membership.userId', 'licetUser.id')
    .innerJoin('account', 'account.id', 'membership.accountId')
    .innerJoin('membershipRole', 'membershipRole.membershipId', 'membership.id')
    .innerJoin('role', 'role.id', 'membershipRole.roleId')
    .select('licetUser.id')
    .where((or) => or.or([or('licetUser.status', '=', 'active'), or('licetUser.lockedAt', 'is not', null)]))
    .where('licetUser.passwordHash', 'is not', null)
    .where('membership.expiresOn', 'is', null)
    .where('account.type', '=', 'producer')
    .where('role.grantsAll', '=', true)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** Lets one first administrator be made after the other, so that the second finds that there is one. */
export async function lockFirstAdministrator(transaction: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('licet'), hashtext('first administrator'))`.execute(transaction);
}
