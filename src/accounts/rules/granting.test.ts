import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { combineGrants, isVisibleRole, reasonsAgainstGranting, type RoleGrant } from './granting.ts';
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
