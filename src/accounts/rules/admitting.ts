import type { Reason } from '../../shared/decision.ts';
import { reasonsAgainstGranting, type RoleGrant } from './granting.ts';
import type { Actor } from './permissions.ts';
import type { User } from './user.ts';

/**
 * What speaks against somebody admitting a user: nobody gives a producer role that grants more than their own, and who is
 * limited to some accounts admits users to these only. Other roles hold for the account of the membership alone.
 */
export function reasonsAgainstAdmitting(
  actor: Pick<Actor, 'permissions' | 'scope'>,
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
