import type { Day } from '../../shared/day.ts';
import type { AccountType, UserStatus } from '../../shared/vocabulary.ts';
import { permissionsBelow } from './child-permissions.ts';
import { combineGrants, type RoleGrant } from './granting.ts';
import { everyLine, noAccount, type Actor, type LineScope, type Permission } from './permissions.ts';

/** A user's place in an account: its row, what the roles there give, and the last valid day. */
export interface StandingMembership {
  readonly accountRow: number;
  readonly accountType: AccountType;
  readonly expiresOn: Day | null;
  readonly grants: readonly RoleGrant[];
  /** rows of the product lines that all who belong to the account get */
  readonly productLines: readonly number[];
  /** rows of the accounts below, where a role gives anything there */
  readonly below: readonly number[];
}

type Rights = Pick<Actor, 'audience' | 'permissions' | 'scope' | 'productLines'>;

/** What a user may do: as one of the producer's people, or account by account as an end user. */
export type Standing =
  | { readonly audience: 'producer'; readonly rights: Rights }
  | {
      readonly audience: 'endUser';
      readonly permissionsIn: ReadonlyMap<number, ReadonlySet<Permission>>;
      readonly productLines: LineScope;
    };

/**
 * What a user may do today, undefined where there is no way in: they are inactive or a contact, or no membership is valid. Whoever is
 * of the producer's people is that alone, with what all roles there give together (`combineGrants`).
 */
export function standingOf(
  user: {
    readonly status: UserStatus;
    readonly portalAccess: boolean;
    /** rows of the product lines of their own */
    readonly productLines: readonly number[];
    readonly memberships: readonly StandingMembership[];
  },
  today: Day,
): Standing | undefined {
  const valid = user.memberships.filter(({ expiresOn }) => expiresOn === null || expiresOn >= today);
  if (user.status !== 'active' || !user.portalAccess || valid.length === 0) return undefined;
  const productLines = linesOf([user, ...valid]);
  const producers = valid.filter(({ accountType }) => accountType === 'producer');
  if (producers.length > 0)
    return {
      audience: 'producer',
      rights: { audience: 'producer', productLines, ...combineGrants(producers.flatMap(({ grants }) => grants)) },
    };
  return { audience: 'endUser', permissionsIn: permissionsInEach(valid), productLines };
}

/** Lines of the user and of the accounts together; whoever has none is not limited (reference 1.6). */
function linesOf(sources: readonly { readonly productLines: readonly number[] }[]): LineScope {
  const lineRows = [...new Set(sources.flatMap(({ productLines }) => productLines))];
  return lineRows.length === 0 ? everyLine : { all: false, lineRows };
}

/** What is given in the accounts of memberships and, by permissions on sub-accounts, in those below. */
function permissionsInEach(memberships: readonly StandingMembership[]): ReadonlyMap<number, ReadonlySet<Permission>> {
  const permissionsIn = new Map(memberships.map((one) => [one.accountRow, permissionsOf(one)]));
  for (const membership of memberships) {
    const given = permissionsBelow(permissionsOf(membership));
    if (given.size === 0) continue;
    for (const row of membership.below) {
      const known = permissionsIn.get(row);
      permissionsIn.set(row, known === undefined ? given : new Set([...known, ...given]));
    }
  }
  return permissionsIn;
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
  const { productLines } = standing;
  if (first === undefined) return { audience: 'endUser', permissions: new Set(), scope: noAccount, productLines };
  const permissions = new Set([...first].filter((one) => others.every((given) => given.has(one))));
  return {
    audience: 'endUser',
    permissions,
    scope: { all: false, accountIds: chosen.map(([row]) => row) },
    productLines,
  };
}

/** Every permission that a user has anywhere. */
export function permissionsAnywhere(standing: Standing): readonly Permission[] {
  const given = standing.audience === 'producer' ? [standing.rights.permissions] : [...standing.permissionsIn.values()];
  return [...new Set(given.flatMap((permissions) => [...permissions]))].toSorted();
}
