import type { Day } from '../../shared/day.ts';
import type { AccountType, UserStatus } from '../../shared/vocabulary.ts';
import { combineGrants, type RoleGrant } from './granting.ts';
import { noAccount, type Actor, type Permission } from './permissions.ts';

/** A user's place in an account: its row, what the roles there give, and the last valid day. */
export interface StandingMembership {
  readonly accountRow: number;
  readonly accountType: AccountType;
  readonly expiresOn: Day | null;
  readonly grants: readonly RoleGrant[];
}

type Rights = Pick<Actor, 'audience' | 'permissions' | 'scope'>;

/** What a user may do: as one of the producer's people, or account by account as an end user. */
export type Standing =
  | { readonly audience: 'producer'; readonly rights: Rights }
  | { readonly audience: 'endUser'; readonly permissionsIn: ReadonlyMap<number, ReadonlySet<Permission>> };

/**
 * What a user may do today, undefined where there is no way in: they are inactive, or no membership is valid. Whoever is of the
 * producer's people is that alone, with what all roles there give together (`combineGrants`).
 */
export function standingOf(
  user: { readonly status: UserStatus; readonly memberships: readonly StandingMembership[] },
  today: Day,
): Standing | undefined {
  const valid = user.memberships.filter(({ expiresOn }) => expiresOn === null || expiresOn >= today);
  if (user.status !== 'active' || valid.length === 0) return undefined;
  const producers = valid.filter(({ accountType }) => accountType === 'producer');
  if (producers.length > 0)
    return {
      audience: 'producer',
      rights: { audience: 'producer', ...combineGrants(producers.flatMap(({ grants }) => grants)) },
    };
  return { audience: 'endUser', permissionsIn: new Map(valid.map((one) => [one.accountRow, permissionsOf(one)])) };
}

/** Producer roles give nothing to an end user, whatever account they were given in. */
function permissionsOf({ grants }: StandingMembership): ReadonlySet<Permission> {
  const own = grants.filter(({ kind }) => kind !== 'producer');
  return new Set(own.flatMap(({ permissions }) => [...permissions]));
}

/**
 * The rights with which somebody calls one operation. Of an end user: the accounts in which a role gives the permission, and
 * what is given in every one of them. So no permission reaches an account in which no role gives it. An operation without a
 * permission of its own gets all accounts, and what is given in all.
 */
export function rightsFor(standing: Standing, permission: Permission | null): Rights {
  if (standing.audience === 'producer') return standing.rights;
  const chosen = [...standing.permissionsIn].filter(([, given]) => permission === null || given.has(permission));
  const [first, ...others] = chosen.map(([, given]) => given);
  if (first === undefined) return { audience: 'endUser', permissions: new Set(), scope: noAccount };
  const permissions = new Set([...first].filter((one) => others.every((given) => given.has(one))));
  return { audience: 'endUser', permissions, scope: { all: false, accountIds: chosen.map(([row]) => row) } };
}

/** Every permission that a user has anywhere. */
export function permissionsAnywhere(standing: Standing): readonly Permission[] {
  const given = standing.audience === 'producer' ? [standing.rights.permissions] : [...standing.permissionsIn.values()];
  return [...new Set(given.flatMap((permissions) => [...permissions]))].toSorted();
}
