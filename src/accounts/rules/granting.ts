import type { Reason } from '../../shared/decision.ts';
import type { RoleKind } from '../../shared/vocabulary.ts';
import { isInScope, noAccount, type AccountScope, type Actor, type Permission } from './permissions.ts';

/** What a role gives to who has it: permissions, and the accounts for which they hold. */
export interface RoleGrant {
  readonly name: string;
  readonly kind: RoleKind;
  readonly permissions: ReadonlySet<Permission>;
  readonly scope: AccountScope;
}

type Giver = Pick<Actor, 'permissions' | 'scope'>;

/** What speaks against somebody giving a role away: nobody grants a permission, or accounts, beyond their own. */
export function reasonsAgainstGranting(giver: Giver, grant: RoleGrant, pointer?: string): readonly Reason[] {
  const missing = [...grant.permissions].filter((permission) => !giver.permissions.has(permission));
  const shown = `${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ` and ${missing.length - 5} more` : ''}`;
  const remedy = 'Ask an administrator who holds them.';
  const at = pointer === undefined ? {} : { pointer };
  const reasons: Reason[] = [];
  if (missing.length > 0)
    reasons.push({
      code: 'beyond_own_permissions',
      message: `${grant.name} grants what you do not hold yourself: ${shown}.`,
      remedy,
      ...at,
    });
  if (!isWithin(grant.scope, giver.scope))
    reasons.push({
      code: 'beyond_own_accounts',
      message: `${grant.name} is for more accounts than yours.`,
      remedy: 'Limit it to some of your accounts, or ask an administrator.',
      ...at,
    });
  return reasons;
}

/** True where somebody may know of a role: it is limited to no account, or to accounts that they see. */
export function isVisibleRole(scope: AccountScope, role: Pick<RoleGrant, 'scope'>): boolean {
  return role.scope.all || isWithin(role.scope, scope);
}

/**
 * What several producer roles give together: all their permissions, for the accounts that every one of them is for. Roles
 * of other kinds give nothing here. So no permission reaches an account for which no role gives it.
 */
export function combineGrants(grants: readonly RoleGrant[]): Giver {
  const producers = grants.filter((grant) => grant.kind === 'producer');
  return {
    permissions: new Set(producers.flatMap((grant) => [...grant.permissions])),
    scope: producers.length === 0 ? noAccount : producers.map((grant) => grant.scope).reduce(inBoth),
  };
}

/** What speaks against giving roles to one key or user: that its producer roles are for different accounts. */
export function reasonsAgainstMixedScopes(
  grants: readonly RoleGrant[],
  { pointer, remedy }: { readonly pointer: string; readonly remedy: string },
): readonly Reason[] {
  const [first, ...others] = grants.filter((grant) => grant.kind === 'producer');
  const other = others.find(({ scope }) => first !== undefined && !isSame(scope, first.scope));
  if (first === undefined || other === undefined) return [];
  const message = `${first.name} and ${other.name} are not for the same accounts, so not for one holder.`;
  return [{ code: 'mixed_scopes', message, remedy, pointer }];
}

function inBoth(one: AccountScope, other: AccountScope): AccountScope {
  return one.all ? other : { all: false, accountIds: one.accountIds.filter((id) => isInScope(other, id)) };
}

function isSame(one: AccountScope, other: AccountScope): boolean {
  return isWithin(one, other) && isWithin(other, one);
}

function isWithin(inner: AccountScope, outer: AccountScope): boolean {
  return outer.all || (!inner.all && inner.accountIds.every((id) => isInScope(outer, id)));
}
