import type { Reason } from '../../shared/decision.ts';
import { reasonsAgainstGranting, type RoleGrant } from './granting.ts';
import type { Actor } from './permissions.ts';
import type { User } from './user.ts';

type Admitter = Pick<Actor, 'permissions' | 'scope'>;

/**
 * What speaks against somebody admitting a user: nobody gives a producer role that grants more than their own, and who is
 * limited to some accounts admits users to these only. Other roles hold for the account of the membership alone.
 */
export function reasonsAgainstAdmitting(
  actor: Admitter,
  user: Pick<User, 'memberships'>,
  roles: ReadonlyMap<string, RoleGrant>,
): readonly Reason[] {
  const homeless: readonly Reason[] =
    actor.scope.all || user.memberships.length > 0
      ? []
      : [
          {
            code: 'membership_required',
            message: 'You may only make users of your own accounts.',
            remedy: 'Give the user a membership in one of them.',
            pointer: '/memberships',
          },
        ];
  const granted = user.memberships.flatMap((membership, index) =>
    membership.roles.flatMap((name, position) => {
      const role = roles.get(name);
      return role?.kind === 'producer'
        ? reasonsAgainstGranting(actor, role, `/memberships/${index}/roles/${position}`)
        : [];
    }),
  );
  return [...homeless, ...granted];
}

/** What speaks against somebody changing a stored user: nobody changes somebody who may do what they may not. */
export function reasonsAgainstChangingUser(
  actor: Admitter,
  stored: Pick<User, 'userId' | 'memberships'>,
  roles: ReadonlyMap<string, RoleGrant>,
): readonly Reason[] {
  const held = new Set(stored.memberships.flatMap((membership) => membership.roles));
  const beyond = [...held].filter((name) => {
    const role = roles.get(name);
    return role?.kind === 'producer' && reasonsAgainstGranting(actor, role, '').length > 0;
  });
  if (beyond.length === 0) return [];
  return [
    {
      code: 'beyond_own_permissions',
      message: `${stored.userId} is ${beyond.join(', ')} and so may do what you may not.`,
      remedy: 'Ask an administrator who may.',
    },
  ];
}

/** A user's fields but the memberships: these are the same in every account. */
const shared = [
  'userName',
  'firstName',
  'lastName',
  'email',
  'locale',
  'timeZone',
  'status',
  'portalAccess',
  'sharedLogin',
  'phone',
  'address',
  'subscriptions',
  'attributes',
] as const;

/**
 * What speaks against changing what a user is in every account, where they also belong to accounts that the actor does not see:
 * with the email address comes the password, and with that the other accounts.
 */
export function reasonsAgainstChangingElsewhere(
  before: User,
  after: User,
  belongsElsewhere: boolean,
): readonly Reason[] {
  const changed = shared.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  if (!belongsElsewhere || changed.length === 0) return [];
  return changed.map((field) => ({
    code: 'beyond_own_accounts',
    message: `${before.userId} also belongs to accounts that are not yours, where ${field} is the same.`,
    remedy: 'Change only the memberships in your accounts, or ask an administrator.',
    pointer: `/${field}`,
  }));
}

/** What speaks against another user name: who signs in with one keeps it. A contact may be given one, with access or before. */
export function reasonsAgainstRenaming(before: User, after: User): readonly Reason[] {
  if (before.userName === null || !before.portalAccess || before.userName === after.userName) return [];
  return [
    {
      code: 'user_name_fixed',
      message: `${before.userId} signs in as ${before.userName} and keeps that name.`,
      remedy: 'Make another user.',
      pointer: '/userName',
    },
  ];
}

/** What speaks against users changing themselves so that they lose their own way in; others may. */
export function reasonsAgainstChangingOneself(
  actor: Pick<Actor, 'user'>,
  before: User,
  after: User,
): readonly Reason[] {
  if (actor.user?.userId !== before.userId) return [];
  const lost = (['status', 'portalAccess', 'memberships'] as const).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
  return lost.map((field) => ({
    code: 'own_user',
    message: `Nobody changes their own ${field}.`,
    remedy: 'Ask another administrator.',
    pointer: `/${field}`,
  }));
}

/** What speaks against users deleting themselves. */
export function reasonsAgainstDeletingOneself(actor: Pick<Actor, 'user'>, userId: string): readonly Reason[] {
  if (actor.user?.userId !== userId) return [];
  return [{ code: 'own_user', message: 'Nobody deletes themselves.', remedy: 'Ask another administrator.' }];
}

/** What speaks against deleting a user who also belongs to accounts that the actor does not see. */
export function reasonsAgainstDeletingElsewhere(userId: string, belongsElsewhere: boolean): readonly Reason[] {
  if (!belongsElsewhere) return [];
  return [
    {
      code: 'beyond_own_accounts',
      message: `${userId} also belongs to accounts that are not yours.`,
      remedy: 'End the memberships in your accounts instead, or ask an administrator.',
    },
  ];
}
