import { unknownAccountId } from '../../accounts/rules/account.ts';
import type { Reason } from '../../shared/decision.ts';
import { reasonsAgainstContacts } from './contacts.ts';
import type { ChannelPartner, Entitlement, EntitlementFacts } from './entitlement.ts';

/** The tier of the end customer, which is `accountId` and never a channel partner. */
export const endCustomerTier = 'endCustomer';

/** What speaks against an entitlement without what it holds: its account, channel partners, contacts and state. */
export function reasonsAgainstHeader(
  entitlement: Entitlement,
  facts: EntitlementFacts,
  stored: Entitlement | undefined,
): readonly Reason[] {
  const { accountId, channelPartners, test, state } = entitlement;
  const reasons: Reason[] = [];
  if (!facts.accounts.has(accountId)) reasons.push(unknownReference('account', accountId, '/accountId'));
  if (channelPartners.filter((partner) => partner.currentOwner).length > 1)
    reasons.push({
      code: 'several_owners',
      message: 'Only one channel partner is the current owner.',
      pointer: '/channelPartners',
    });
  if (test !== (state === 'test'))
    reasons.push({
      code: 'state_combination',
      message: 'A test entitlement is in state test, and no other is.',
      pointer: '/state',
    });
  const tiersBefore = new Set(stored?.channelPartners.map((partner) => partner.tier));
  return [
    ...reasons,
    ...channelPartners.flatMap((partner, index) => [
      ...reasonsAgainstPartner(partner, `/channelPartners/${index}/accountId`, facts),
      ...reasonsAgainstTier(partner, channelPartners.slice(0, index), `/channelPartners/${index}/tier`, {
        ...facts,
        tiersBefore,
      }),
    ]),
    ...reasonsAgainstContacts(entitlement, facts, stored),
  ];
}

function reasonsAgainstPartner({ accountId }: ChannelPartner, pointer: string, facts: EntitlementFacts) {
  const reasons: Reason[] = [];
  if (accountId === unknownAccountId)
    reasons.push({
      code: 'unknown_partner',
      message: 'A channel partner is known; only the end customer may not be.',
      remedy: 'Name the partner, or leave it away.',
      pointer,
    });
  if (!facts.accounts.has(accountId)) reasons.push(unknownReference('account', accountId, pointer));
  return reasons;
}

// What was sold in a tier stays there, also when the producer has taken the tier out of the setting since.
function reasonsAgainstTier(
  { tier }: ChannelPartner,
  others: readonly ChannelPartner[],
  pointer: string,
  facts: Pick<EntitlementFacts, 'channelTiers'> & { readonly tiersBefore: ReadonlySet<string> },
): readonly Reason[] {
  if (others.some((one) => one.tier === tier))
    return [
      {
        code: 'repeated',
        message: `The tier ${tier} is named twice.`,
        remedy: 'Each tier holds one account.',
        pointer,
      },
    ];
  if (facts.tiersBefore.has(tier) || facts.channelTiers.includes(tier)) return [];
  if (tier === endCustomerTier)
    return [
      {
        code: 'reserved_tier',
        message: `The tier ${tier} is the end customer, who is no channel partner.`,
        remedy: 'Name the end customer as accountId.',
        pointer,
      },
    ];
  return [
    {
      code: 'unknown_tier',
      message: `There is no tier ${tier}.`,
      remedy: `Choose one of ${facts.channelTiers.join(', ')}, or add it to the setting channelTiers.`,
      pointer,
    },
  ];
}

function unknownReference(what: string, key: string, pointer: string): Reason {
  return { code: 'unknown_reference', message: `There is no ${what} ${key}.`, remedy: 'Create it first.', pointer };
}
