import { sql } from 'kysely';
import type { Reader, Transaction } from '../platform/database.ts';

/** What is about to go: users, or accounts with their memberships, by their rows. */
export interface Leaving {
  readonly users?: readonly number[];
  readonly accounts?: readonly number[];
}

/**
 * True where somebody with a password may do everything, or could until they were locked out: then an operator lets them in again.
 * Whoever is leaving does not count.
 */
export async function hasAdministrator(reader: Reader, leaving: Leaving = {}): Promise<boolean> {
  const { users = [], accounts = [] } = leaving;
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
    .where('licetUser.id', '<>', sql<number>`all(${users})`)
    .where('account.id', '<>', sql<number>`all(${accounts})`)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** True where there is such an administrator, and would be none without those who leave. Of several who leave at once, one waits. */
export async function takesLastAdministrator(transaction: Transaction, leaving: Leaving): Promise<boolean> {
  await lockFirstAdministrator(transaction);
  return (await hasAdministrator(transaction)) && !(await hasAdministrator(transaction, leaving));
}

/** Lets one first administrator be made after the other, so that the second finds that there is one. */
export async function lockFirstAdministrator(transaction: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('licet'), hashtext('first administrator'))`.execute(transaction);
}
