import type { Reason } from '../../shared/decision.ts';
import type { Day } from '../../shared/day.ts';
import type { AccountType, RoleKind, UserStatus } from '../../shared/vocabulary.ts';

export interface Membership {
  readonly accountId: string;
  /** names of roles, in the order of their text */
  readonly roles: readonly string[];
  /** the last valid day of the membership; null for no end */
  readonly expiresOn: Day | null;
}

export interface Subscriptions {
  readonly expiringEntitlements: boolean;
  readonly productUpgrades: boolean;
  readonly announcements: boolean;
}

export interface User {
  readonly userId: string;
  readonly userName: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly status: UserStatus;
  /** in the order of their accounts */
  readonly memberships: readonly Membership[];
  readonly subscriptions: Subscriptions;
}

export interface UserFacts {
  readonly accountTypes: ReadonlyMap<string, AccountType>;
  readonly roleKinds: ReadonlyMap<string, RoleKind>;
  /** who has a user name, by the name in small letters */
  readonly userNames: ReadonlyMap<string, string>;
}

const accountTypesOf: Readonly<Record<RoleKind, readonly AccountType[]>> = {
  producer: ['producer'],
  customer: ['customer', 'selfRegistered'],
  partner: ['partner'],
};

/** What speaks against keeping a user (reference 1.4): accounts and roles exist and fit, one membership an account. */
export function reasonsAgainstUser(user: User, facts: UserFacts): readonly Reason[] {
  const owner = facts.userNames.get(user.userName.toLowerCase());
  const taken: Reason[] =
    owner === undefined || owner === user.userId
      ? []
      : [
          {
            code: 'user_name_taken',
            message: `The user name ${user.userName} is taken.`,
            remedy: 'Choose another.',
            pointer: '/userName',
          },
        ];
  const memberships = user.memberships.flatMap((membership, index) =>
    reasonsAgainstMembership(membership, `/memberships/${index}`, facts),
  );
  return [...taken, ...memberships, ...repeated(user)];
}

function reasonsAgainstMembership(membership: Membership, pointer: string, facts: UserFacts): readonly Reason[] {
  const reasons: Reason[] = [];
  const type = facts.accountTypes.get(membership.accountId);
  if (type === undefined)
    reasons.push({
      code: 'unknown_reference',
      message: `There is no account ${membership.accountId}.`,
      remedy: 'Create it first.',
      pointer: `${pointer}/accountId`,
    });
  membership.roles.forEach((role, index) => {
    const kind = facts.roleKinds.get(role);
    const at = `${pointer}/roles/${index}`;
    if (kind === undefined)
      reasons.push({
        code: 'unknown_reference',
        message: `There is no role ${role}.`,
        remedy: 'Create it first.',
        pointer: at,
      });
    else if (type !== undefined && !accountTypesOf[kind].includes(type))
      reasons.push({
        code: 'role_kind_mismatch',
        message: `${role} is a role for ${kind} accounts, but ${membership.accountId} is of type ${type}.`,
        pointer: at,
      });
  });
  return reasons;
}

function repeated(user: User): readonly Reason[] {
  const seen = new Set<string>();
  return user.memberships.flatMap((membership, index) => {
    const again = seen.has(membership.accountId);
    seen.add(membership.accountId);
    return again
      ? [
          {
            code: 'repeated',
            message: `The account ${membership.accountId} is named twice.`,
            remedy: 'Put all roles into one membership.',
            pointer: `/memberships/${index}`,
          },
        ]
      : [];
  });
}
