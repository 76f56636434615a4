import type { Reason } from '../../shared/decision.ts';
import type { AccountType } from '../../shared/vocabulary.ts';

export interface MembershipFacts {
  readonly accountTypes: ReadonlyMap<string, AccountType>;
  /** everything above each account that is named, where a user is in more than one */
  readonly ancestors: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Self-registered accounts are customers who came by themselves. */
const peopleOf: Readonly<Record<AccountType, string>> = {
  producer: 'the producer',
  customer: 'customers',
  selfRegistered: 'customers',
  partner: 'partners',
};

/**
 * What speaks against a user's memberships together (reference 1.4): they are all with accounts of one type, and no account is above
 * another. The messages name only the membership that they point to, as the others may not be seen by who asks.
 */
export function reasonsAgainstMemberships(
  memberships: readonly { readonly accountId: string }[],
  { accountTypes, ancestors }: MembershipFacts,
): readonly Reason[] {
  const named = new Set(memberships.map(({ accountId }) => accountId));
  const above = new Set([...named].flatMap((key) => [...(ancestors.get(key) ?? [])]));
  const first = memberships.flatMap(({ accountId }) => accountTypes.get(accountId) ?? []).at(0);
  return memberships.flatMap(({ accountId }, index) => {
    const type = accountTypes.get(accountId);
    const isOther = type !== undefined && first !== undefined && peopleOf[type] !== peopleOf[first];
    const isBelow = [...(ancestors.get(accountId) ?? [])].some((key) => named.has(key));
    const pointer = `/memberships/${index}/accountId`;
    return [
      ...(isOther ? [otherType(accountId, peopleOf[type], pointer)] : []),
      ...(isBelow || above.has(accountId) ? [inOneLine(accountId, pointer)] : []),
    ];
  });
}

function otherType(accountId: string, people: string, pointer: string): Reason {
  return {
    code: 'memberships_of_several_types',
    message: `${accountId} is of ${people}, but the user also belongs to an account of another type.`,
    remedy: 'Make another user for it.',
    pointer,
  };
}

function inOneLine(accountId: string, pointer: string): Reason {
  return {
    code: 'memberships_in_one_line',
    message: `${accountId} is above or below another account that the user belongs to.`,
    remedy: 'Keep one of them: a role with permissions on sub-accounts reaches what is below.',
    pointer,
  };
}
