import type { Reason } from '../../shared/decision.ts';
import type { Entitlement, EntitlementFacts } from './entitlement.ts';

type Facts = Pick<EntitlementFacts, 'accountsOfUser'>;

/**
 * What speaks against the contacts of an entitlement: each is somebody of the end customer or of a channel partner, and the
 * contact of a channel partner is somebody of that one. Asked where any of these changes, so that whoever leaves an account
 * later stands in the way of nothing else.
 */
export function reasonsAgainstContacts(
  entitlement: Entitlement,
  facts: Facts,
  stored: Entitlement | undefined,
): readonly Reason[] {
  if (stored !== undefined && peopleOf(stored) === peopleOf(entitlement)) return [];
  const { accountId, contacts, channelPartners } = entitlement;
  const own = [accountId, ...channelPartners.map((partner) => partner.accountId)];
  return [
    ...contacts.flatMap((userId, index) => reasonsAgainstContact(userId, own, `/contacts/${index}`, facts)),
    ...channelPartners.flatMap((partner, index) =>
      partner.contact === null
        ? []
        : reasonsAgainstContact(partner.contact, [partner.accountId], `/channelPartners/${index}/contact`, facts),
    ),
  ];
}

function peopleOf({ accountId, contacts, channelPartners }: Entitlement): string {
  const partners = channelPartners.map((partner) => [partner.tier, partner.accountId, partner.contact]);
  return JSON.stringify([accountId, contacts, partners]);
}

function reasonsAgainstContact(
  userId: string,
  accounts: readonly string[],
  pointer: string,
  facts: Facts,
): readonly Reason[] {
  const accountsOfUser = facts.accountsOfUser.get(userId);
  if (accountsOfUser === undefined)
    return [
      { code: 'unknown_reference', message: `There is no user ${userId}.`, remedy: 'Create them first.', pointer },
    ];
  if (accounts.some((accountId) => accountsOfUser.has(accountId))) return [];
  return [
    {
      code: 'contact_not_of_account',
      message: `${userId} belongs to none of ${accounts.join(', ')}.`,
      remedy: 'Choose somebody of these accounts, or make them a member of one first.',
      pointer,
    },
  ];
}
