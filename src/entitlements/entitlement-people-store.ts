import { sql } from 'kysely';
import type { Reader } from '../platform/database.ts';

/** The userIds of the contacts of the table `entitlement` of a statement, in their order. */
export const contactsOf = sql<readonly string[]>`array(
  select licet_user.user_id from entitlement_contact join licet_user on licet_user.id = entitlement_contact.user_id
   where entitlement_contact.entitlement_id = entitlement.id order by entitlement_contact.position)`.as('contacts');

/** The channel partners of entitlements by their rows, in the order of their tiers. */
export async function selectChannelPartners(reader: Reader, ids: readonly number[]) {
  const rows = await reader
    .selectFrom('entitlementChannelPartner')
    .innerJoin('account', 'account.id', 'entitlementChannelPartner.accountId')
    .leftJoin('licetUser', 'licetUser.id', 'entitlementChannelPartner.contactId')
    .select([
      'entitlementChannelPartner.entitlementId',
      'entitlementChannelPartner.tier',
      'account.accountId',
      'entitlementChannelPartner.currentOwner',
      'licetUser.userId as contact',
    ])
    .where('entitlementChannelPartner.entitlementId', '=', sql<number>`any(${ids})`)
    .execute();
  const grouped = Map.groupBy(rows, (row) => row.entitlementId);
  return new Map(
    [...grouped].map(([id, found]) => [
      id,
      found
        .map(({ tier, accountId, currentOwner, contact }) => ({ tier, accountId, currentOwner, contact }))
        .toSorted((a, b) => (a.tier < b.tier ? -1 : 1)),
    ]),
  );
}
