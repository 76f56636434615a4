import { sql, type RawBuilder } from 'kysely';
import type { Transaction } from '../platform/database.ts';
import type { Day } from '../shared/day.ts';

/** A user as an email addresses them. */
export interface AddressedUser {
  readonly id: number;
  readonly userId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly locale: string;
}

/** The account that is told, by its key. */
export async function selectHolder(transaction: Transaction, accountId: string) {
  return transaction
    .selectFrom('account')
    .select(['account.id', 'account.accountId', 'account.name'])
    .where('account.accountId', '=', accountId)
    .executeTakeFirst();
}

/** The active users of an account who may view entitlements and take announcements, in the order of their addresses. */
export async function selectAnnouncementReceivers(
  transaction: Transaction,
  account: number,
  today: Day,
): Promise<readonly AddressedUser[]> {
  return selectMembers(
    transaction,
    account,
    sql`licet_user.subscribes_announcements and licet_user.portal_access
      and (membership.expires_on is null or membership.expires_on >= ${today})
      and exists (select 1 from membership_role join role on role.id = membership_role.role_id
                   where membership_role.membership_id = membership.id
                     and (role.grants_all or 'viewEntitlements' = any(role.permissions)))`,
  );
}

/** The active users of an account who have one of some addresses. */
export async function selectMembersByAddress(
  transaction: Transaction,
  account: number,
  addresses: readonly string[],
): Promise<readonly AddressedUser[]> {
  if (addresses.length === 0) return [];
  const folded = addresses.map((address) => address.toLowerCase());
  return selectMembers(transaction, account, sql`lower(licet_user.email) = any(${folded}::text[])`);
}

async function selectMembers(
  transaction: Transaction,
  account: number,
  condition: RawBuilder<unknown>,
): Promise<readonly AddressedUser[]> {
  const { rows } = await sql<AddressedUser>`
    select licet_user.id, licet_user.user_id, licet_user.first_name, licet_user.last_name, licet_user.email, licet_user.locale
      from membership join licet_user on licet_user.id = membership.user_id
     where membership.account_id = ${account} and licet_user.status = 'active' and ${condition}
     order by licet_user.email collate "C", licet_user.id`.execute(transaction);
  return rows;
}

/** Active users by their keys, in the order of the keys. */
export async function selectActiveUsers(
  transaction: Transaction,
  userIds: readonly string[],
): Promise<readonly AddressedUser[]> {
  if (userIds.length === 0) return [];
  const rows = await transaction
    .selectFrom('licetUser')
    .select(['licetUser.id', 'licetUser.userId', 'licetUser.firstName', 'licetUser.lastName'])
    .select(['licetUser.email', 'licetUser.locale'])
    .where('licetUser.userId', '=', sql<string>`any(${userIds})`)
    .where('licetUser.status', '=', 'active')
    .execute();
  const place = new Map(userIds.map((userId, index) => [userId, index]));
  return rows.toSorted((a, b) => (place.get(a.userId) ?? 0) - (place.get(b.userId) ?? 0));
}

/** Names and versions of products by their keys. */
export async function selectNamesOfProducts(transaction: Transaction, productIds: readonly string[]) {
  const rows = await transaction
    .selectFrom('product')
    .select(['product.productId', 'product.name', 'product.version'])
    .where('product.productId', '=', sql<string>`any(${[...new Set(productIds)]})`)
    .execute();
  return new Map(rows.map(({ productId, name, version }) => [productId, { name, version }]));
}
