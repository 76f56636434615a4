import type { Reason } from '../../shared/decision.ts';
import type { RoleKind } from '../../shared/vocabulary.ts';
import { endUserPermissions, producerPermissions } from './permissions.ts';

export interface Role {
  readonly name: string;
  readonly kind: RoleKind;
  readonly permissions: readonly string[];
  /** keys of the accounts that a producer role is limited to; none for every account */
  readonly accounts: readonly string[];
}

export interface RoleFacts {
  /** the accounts that exist, of those that are named */
  readonly idOf: ReadonlyMap<string, number>;
  readonly builtIn: ReadonlySet<string>;
}

/** What speaks against keeping a role (reference 1.5): permissions fit its kind, its accounts exist, built-in ones stay. */
export function reasonsAgainstRole(role: Role, facts: RoleFacts): readonly Reason[] {
  const known: readonly string[] = role.kind === 'producer' ? producerPermissions : endUserPermissions;
  const reasons: Reason[] = [];
  if (facts.builtIn.has(role.name))
    reasons.push({
      code: 'built_in_role',
      message: `${role.name} is a built-in role that cannot be changed.`,
      remedy: 'Make a role of another name.',
    });
  role.permissions.forEach((permission, index) => {
    if (!known.includes(permission))
      reasons.push({
        code: 'permission_not_for_kind',
        message: `${permission} is not for roles of kind ${role.kind}.`,
        pointer: `/permissions/${index}`,
      });
  });
  if (role.kind !== 'producer' && role.accounts.length > 0)
    reasons.push({
      code: 'only_producer_roles_are_limited',
      message: 'Only producer roles are limited to accounts; memberships limit the others.',
      pointer: '/accounts',
    });
  role.accounts.forEach((account, index) => {
    if (!facts.idOf.has(account))
      reasons.push({
        code: 'unknown_reference',
        message: `There is no account ${account}.`,
        remedy: 'Create it first.',
        pointer: `/accounts/${index}`,
      });
  });
  return reasons;
}

/** How many have a role. */
export interface RoleUses {
  readonly users: number;
  /** keys that can still be used */
  readonly apiKeys: number;
  readonly jobs: readonly string[];
}

/** What speaks against deleting a role: it is built in, or somebody has it. */
export function reasonsAgainstDeletingRole({
  name,
  builtIn,
  uses: { users, apiKeys, jobs },
}: {
  readonly name: string;
  readonly builtIn: boolean;
  readonly uses: RoleUses;
}): readonly Reason[] {
  const inUse = (who: string, remedy: string): Reason => ({
    code: 'role_in_use',
    message: `${name} is the role of ${who}.`,
    remedy,
  });
  return [
    ...(builtIn ? [{ code: 'built_in_role', message: `${name} is a built-in role, which is always there.` }] : []),
    ...(users > 0 ? [inUse(users === 1 ? '1 user' : `${users} users`, 'Give them another role first.')] : []),
    ...(apiKeys > 0 ? [inUse(apiKeys === 1 ? '1 API key' : `${apiKeys} API keys`, 'Revoke them first.')] : []),
    ...jobs.map((job) => inUse(`whoever may subscribe to the alerts of ${job}`, 'Take it out of the job first.')),
  ];
}
