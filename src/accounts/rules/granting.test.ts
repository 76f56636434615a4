import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  combineGrants,
  isVisibleRole,
  reasonsAgainstGranting,
  reasonsAgainstMixedScopes,
  type RoleGrant,
} from './granting.ts';
import { isInScope, permissions, type AccountScope, type Permission } from './permissions.ts';

const scope: fc.Arbitrary<AccountScope> = fc.oneof(
  fc.constant({ all: true } as const),
  fc.uniqueArray(fc.nat(5)).map((accountIds) => ({ all: false as const, accountIds })),
);
const someone = fc.record({
  permissions: fc.uniqueArray(fc.constantFrom(...permissions.slice(0, 8))).map((names) => new Set<Permission>(names)),
  scope,
});
const grant: fc.Arbitrary<RoleGrant> = someone.map((one) => ({ name: 'role', kind: 'producer', ...one }));

describe('granting', () => {
  test('is refused for each permission and account that the giver lacks, and names the permissions', () => {
    const giver = { permissions: new Set<Permission>(['viewUsers']), scope: { all: false, accountIds: [1] } as const };
    const role: RoleGrant = {
      name: 'Boss',
      kind: 'producer',
      permissions: new Set(['viewUsers', 'manageUsers']),
      scope: { all: true },
    };
    expect(reasonsAgainstGranting(giver, role, '/roles/0')).toMatchObject([
      {
        code: 'beyond_own_permissions',
        message: 'Boss grants what you do not hold yourself: manageUsers.',
        pointer: '/roles/0',
      },
      { code: 'beyond_own_accounts', pointer: '/roles/0' },
    ]);
  });

  test('never lets two who were granted something do together what the giver may not', () => {
    fc.assert(
      fc.property(someone, fc.array(grant, { maxLength: 4 }), (giver, grants) => {
        const given = combineGrants(grants.filter((one) => reasonsAgainstGranting(giver, one, '').length === 0));
        expect([...given.permissions].filter((permission) => !giver.permissions.has(permission))).toEqual([]);
        const reached = given.scope.all
          ? [giver.scope.all]
          : given.scope.accountIds.map((id) => isInScope(giver.scope, id));
        expect(reached.every(Boolean)).toBe(true);
      }),
    );
  });

  test('gives no permission for an account for which none of the roles gives it', () => {
    fc.assert(
      fc.property(fc.array(grant, { maxLength: 4 }), fc.nat(5), (grants, account) => {
        const together = combineGrants(grants);
        if (!isInScope(together.scope, account)) return;
        for (const permission of together.permissions)
          expect(grants.some((one) => one.permissions.has(permission) && isInScope(one.scope, account))).toBe(true);
      }),
    );
  });

  test('roles for the same accounts give together what each of them gives', () => {
    fc.assert(
      fc.property(scope, fc.array(grant, { minLength: 1, maxLength: 4 }), (same, grants) => {
        const grantsOfSame = grants.map((one) => ({ ...one, scope: same }));
        expect(reasonsAgainstMixedScopes(grantsOfSame, { pointer: '/roles', remedy: '' })).toEqual([]);
        expect(combineGrants(grantsOfSame)).toEqual({
          permissions: new Set(grants.flatMap((one) => [...one.permissions])),
          scope: same,
        });
      }),
    );
  });

  test('refuses producer roles for different accounts to one holder, naming two of them', () => {
    const role = (name: string, kind: RoleGrant['kind'], own: AccountScope): RoleGrant => ({
      name,
      kind,
      permissions: new Set(),
      scope: own,
    });
    const north = role('North', 'producer', { all: false, accountIds: [1] });
    const everywhere = role('Reader', 'producer', { all: true });
    const shopper = role('Shopper', 'customer', { all: true });
    const where = { pointer: '/roles', remedy: 'Make two keys.' };
    expect(reasonsAgainstMixedScopes([north, everywhere], where)).toMatchObject([
      {
        code: 'mixed_scopes',
        message: 'North and Reader are not for the same accounts, so not for one holder.',
        ...where,
      },
    ]);
    expect(reasonsAgainstMixedScopes([north, shopper], where)).toEqual([]);
  });

  test('to nobody gives nothing: no permission, and no account', () => {
    expect(combineGrants([])).toEqual({ permissions: new Set(), scope: { all: false, accountIds: [] } });
    const customer: RoleGrant = {
      name: 'Shopper',
      kind: 'customer',
      permissions: new Set(['viewLicenses']),
      scope: { all: true },
    };
    expect(combineGrants([customer])).toEqual(combineGrants([]));
  });

  test('asks only of roles that the giver may know of: those of every account, and those of accounts in sight', () => {
    const own = { all: false, accountIds: [1, 2] } as const;
    expect(isVisibleRole(own, { scope: { all: true } })).toBe(true);
    expect(isVisibleRole(own, { scope: { all: false, accountIds: [2] } })).toBe(true);
    expect(isVisibleRole(own, { scope: { all: false, accountIds: [2, 3] } })).toBe(false);
  });
});
