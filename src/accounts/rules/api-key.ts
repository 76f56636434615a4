import type { Reason } from '../../shared/decision.ts';
import { isVisibleRole, reasonsAgainstGranting, reasonsAgainstMixedScopes, type RoleGrant } from './granting.ts';
import type { Actor } from './permissions.ts';

/** What is asked for: names of roles, and the instant of expiry in milliseconds; null for never. */
export interface WantedApiKey {
  readonly roles: readonly string[];
  readonly expiresAt: number | null;
}

/** What speaks against making an API key: its roles are producer roles within the maker's own, all for the same accounts; its end is to come. */
export function reasonsAgainstApiKey(
  actor: Pick<Actor, 'permissions' | 'scope'>,
  wanted: WantedApiKey,
  roles: ReadonlyMap<string, RoleGrant>,
  now: number,
): readonly Reason[] {
  const late: readonly Reason[] =
    wanted.expiresAt === null || wanted.expiresAt > now
      ? []
      : [
          {
            code: 'expiry_in_the_past',
            message: 'The key would have expired already.',
            remedy: 'Give an instant to come, or none.',
            pointer: '/expiresAt',
          },
        ];
  const known = wanted.roles
    .flatMap((name) => roles.get(name) ?? [])
    .filter((role) => isVisibleRole(actor.scope, role));
  return [
    ...wanted.roles.flatMap((name, index) => reasonsAgainstRoleOfKey(actor, name, roles.get(name), `/roles/${index}`)),
    ...reasonsAgainstMixedScopes(known, {
      pointer: '/roles',
      remedy: 'Make two keys, or one role that is limited to all the accounts.',
    }),
    ...late,
  ];
}

function reasonsAgainstRoleOfKey(
  actor: Pick<Actor, 'permissions' | 'scope'>,
  name: string,
  role: RoleGrant | undefined,
  pointer: string,
): readonly Reason[] {
  if (role === undefined || !isVisibleRole(actor.scope, role))
    return [{ code: 'unknown_reference', message: `There is no role ${name}.`, remedy: 'Create it first.', pointer }];
  if (role.kind !== 'producer')
    return [
      {
        code: 'role_kind_mismatch',
        message: `${name} is a role for ${role.kind} accounts; API keys take producer roles.`,
        pointer,
      },
    ];
  return reasonsAgainstGranting(actor, role, pointer);
}
