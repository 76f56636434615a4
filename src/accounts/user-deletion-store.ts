import { sql } from 'kysely';
import type { Transaction } from '../platform/database.ts';
import type { CountedUse, UserUse } from './rules/deleting.ts';

/** The row of a user, locked against other writers and against whoever would refer to it. */
export async function lockDoomedUser(transaction: Transaction, userId: string): Promise<number | undefined> {
  const row = await transaction
    .selectFrom('licetUser')
    .select('licetUser.id')
    .where('licetUser.userId', '=', userId)
    .forUpdate()
    .executeTakeFirst();
  return row?.id;
}

/** How often something refers to a user, each kind for itself. */
export async function countUsesOfUser(
  transaction: Transaction,
  id: number,
  userId: string,
): Promise<readonly CountedUse<UserUse>[]> {
  const { rows } = await sql<CountedUse<UserUse>>`
    select ${userId}::text as key, used.kind, used.count
      from (
        select 'email' as kind, count(*) as count from email where email.user_id = ${id}
        union all select 'renewalRequest', count(*) from renewal_request where renewal_request.user_id = ${id}
        union all select 'contact', count(*) from entitlement_contact where entitlement_contact.user_id = ${id}
        union all select 'partnerContact', count(*) from entitlement_channel_partner where entitlement_channel_partner.contact_id = ${id}
      ) used
     where used.count > 0
     order by used.kind`.execute(transaction.withoutPlugins());
  return rows;
}

/** Deletes a user with all memberships, sessions and links. */
export async function deleteUserRow(transaction: Transaction, id: number): Promise<void> {
  await transaction.deleteFrom('licetUser').where('licetUser.id', '=', id).execute();
}

/** Keeps a user on record only: with no way in, no roles, no product lines, no subscriptions, and without the user name, which is free again. */
export async function updateUserDeleted(
  transaction: Transaction,
  id: number,
  { deletedAt, updatedBy }: { readonly deletedAt: Date; readonly updatedBy: string },
): Promise<void> {
  await sql`delete from membership_role using membership
    where membership.id = membership_role.membership_id and membership.user_id = ${id}`.execute(transaction);
  await transaction.deleteFrom('productLineUser').where('productLineUser.userId', '=', id).execute();
  await transaction
    .updateTable('licetUser')
    .set({
      status: 'inactive',
      portalAccess: false,
      sharedLogin: false,
      userName: null,
      subscribesExpiringEntitlements: false,
      subscribesProductUpgrades: false,
      subscribesAnnouncements: false,
      deletedAt,
      version: sql`licet_user.version + 1`,
      updatedAt: sql`now()`,
      updatedBy,
    })
    .where('licetUser.id', '=', id)
    .execute();
}
