import { unknownAccountId } from '../../accounts/rules/account.ts';
import { endUserStates } from '../../entitlements/rules/visible-states.ts';
import type { Reason } from '../../shared/decision.ts';
import type { AccountType, RightState } from '../../shared/vocabulary.ts';

/** What somebody named who registers, as far as there is such a thing. */
export interface NamedRight {
  readonly accountId: string;
  readonly accountType: AccountType;
  readonly state: RightState;
  readonly entitlementState: RightState;
}

/**
 * What speaks against somebody registering (reference 9.6): it is switched off, the ID names nothing that a customer may know of, or the
 * account that holds it is none to join. Who makes a company of their own joins none.
 */
export function reasonsAgainstRegistration(
  right: NamedRight | undefined,
  { isOpen, ownCompany }: { readonly isOpen: boolean; readonly ownCompany: boolean },
): readonly Reason[] {
  const closed: readonly Reason[] = isOpen
    ? []
    : [
        {
          code: 'registration_closed',
          message: 'People cannot register themselves here.',
          remedy: 'Ask for an invitation.',
        },
      ];
  return [...closed, ...reasonsAgainstRight(right, ownCompany)];
}

function reasonsAgainstRight(right: NamedRight | undefined, ownCompany: boolean): readonly Reason[] {
  const isSeen =
    right !== undefined && [right.state, right.entitlementState].every((state) => endUserStates.includes(state));
  if (!isSeen)
    return [
      {
        code: 'unknown_reference',
        message: 'There is no activation ID or entitlement ID like this.',
        remedy: 'Type it exactly as it stands in your order, or ask who sold it to you.',
        pointer: '/id',
      },
    ];
  return ownCompany ? [] : reasonsAgainstJoining(right);
}

function reasonsAgainstJoining({ accountId, accountType }: NamedRight): readonly Reason[] {
  if (accountId === unknownAccountId)
    return [
      {
        code: 'holder_unknown',
        message: 'Nobody has said yet which company this belongs to.',
        remedy: 'Name your company: an account is made for it.',
        pointer: '/companyName',
      },
    ];
  if (accountType === 'customer' || accountType === 'selfRegistered') return [];
  return [
    {
      code: 'not_for_customers',
      message: 'This belongs to a company whose people come in by invitation.',
      remedy: 'Ask your producer for an invitation, or name a company of your own.',
      pointer: '/id',
    },
  ];
}
