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
const shared = ['firstName', 'lastName', 'email', 'locale', 'timeZone', 'status', 'subscriptions'] as const;

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

/** What speaks against users changing themselves so that they lose their own way in; others may. */
export function reasonsAgainstChangingOneself(
  actor: Pick<Actor, 'user'>,
  before: User,
  after: User,
): readonly Reason[] {
  if (actor.user?.userId !== before.userId) return [];
  const lost = (['status', 'memberships'] as const).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
  return lost.map((field) => ({
    code: 'own_user',
    message: `Nobody changes their own ${field}.`,
    remedy: 'Ask another administrator.',
    pointer: `/${field}`,
  }));
}
