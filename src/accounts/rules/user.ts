import type { Reason } from '../../shared/decision.ts';
import type { Day } from '../../shared/day.ts';
import { userDeleted } from './deleting.ts';
import { reasonsAgainstMemberships, type MembershipFacts } from './memberships.ts';
import type { AccountType, JsonObject, RoleKind, UserStatus } from '../../shared/vocabulary.ts';

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
  /** null for contacts without one */
  readonly userName: string | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly status: UserStatus;
  /** false: a contact, who is on record and has no way in */
  readonly portalAccess: boolean;
  /** several people or programs sign in as this one */
  readonly sharedLogin: boolean;
  readonly phone: string | null;
  readonly address: Readonly<Record<string, string>>;
  /** in the order of their accounts */
  readonly memberships: readonly Membership[];
  readonly subscriptions: Subscriptions;
  readonly attributes: JsonObject;
}

export interface UserFacts extends MembershipFacts {
  readonly roleKinds: ReadonlyMap<string, RoleKind>;
  /** who has a user name, by the name in small letters */
  readonly userNames: ReadonlyMap<string, string>;
  /** those of the users who were deleted and are kept on record */
  readonly deleted: ReadonlySet<string>;
}

const accountTypesOf: Readonly<Record<RoleKind, readonly AccountType[]>> = {
  producer: ['producer'],
  customer: ['customer', 'selfRegistered'],
  partner: ['partner'],
};

/** True where a role of a kind can be given in an account of a type. */
export function isRoleFor(kind: RoleKind, type: AccountType): boolean {
  return accountTypesOf[kind].includes(type);
}

/**
 * What speaks against keeping a user (reference 1.4): accounts and roles exist and fit, one membership an account, all of one type and
 * none above another; who has a way in has a user name, and a contact has no roles.
 */
export function reasonsAgainstUser(user: User, facts: UserFacts): readonly Reason[] {
  if (facts.deleted.has(user.userId)) return [userDeleted(user.userId)];
  const memberships = user.memberships.flatMap((membership, index) =>
    reasonsAgainstMembership(membership, `/memberships/${index}`, facts),
  );
  return [
    ...reasonsAgainstUserName(user, facts),
    ...memberships,
    ...repeated(user),
    ...reasonsAgainstMemberships(user.memberships, facts),
    ...(user.portalAccess ? [] : reasonsAgainstContact(user)),
  ];
}

function reasonsAgainstUserName({ userId, userName, portalAccess }: User, { userNames }: UserFacts): readonly Reason[] {
  const pointer = '/userName';
  if (userName === null)
    return portalAccess
      ? [
          {
            code: 'user_name_required',
            message: 'Whoever signs in has a user name.',
            remedy: 'Give a userName, or portalAccess false for a contact.',
            pointer,
          },
        ]
      : [];
  const owner = userNames.get(userName.toLowerCase());
  if (owner === undefined || owner === userId) return [];
  return [
    { code: 'user_name_taken', message: `The user name ${userName} is taken.`, remedy: 'Choose another.', pointer },
  ];
}

function reasonsAgainstContact({ memberships, sharedLogin }: User): readonly Reason[] {
  const withRoles = memberships.flatMap(({ roles, accountId }, index) =>
    roles.length === 0
      ? []
      : [
          {
            code: 'contact_has_roles',
            message: `A contact has no way in, and so no roles in ${accountId}.`,
            remedy: 'Give portalAccess with a userName, or take the roles away.',
            pointer: `/memberships/${index}/roles`,
          },
        ],
  );
  const shared = {
    code: 'contact_shares_login',
    message: 'A contact has no login to share.',
    remedy: 'Give portalAccess with a userName, or take sharedLogin away.',
    pointer: '/sharedLogin',
  };
  return [...withRoles, ...(sharedLogin ? [shared] : [])];
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
    else if (type !== undefined && !isRoleFor(kind, type))
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
