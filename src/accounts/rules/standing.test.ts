import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayInZone } from '../../shared/day.ts';
import { everyAccount, permissions, type Permission } from './permissions.ts';
import { permissionsAnywhere, rightsFor, standingOf, type StandingMembership } from './standing.ts';

const today = dayInZone(Date.UTC(2026, 2, 1), 'UTC');

function membership(accountRow: number, given: readonly Permission[], more: Partial<StandingMembership> = {}) {
  const grants = [{ name: 'r', kind: 'customer' as const, permissions: new Set(given), scope: everyAccount }];
  return { accountRow, accountType: 'customer' as const, expiresOn: null, grants, ...more };
}

function standing(...memberships: readonly StandingMembership[]) {
  return standingOf({ status: 'active', memberships }, today);
}

function rights(permission: Permission | null, ...memberships: readonly StandingMembership[]) {
  const found = standing(...memberships);
  if (found === undefined) return undefined;
  const { audience, permissions: held, scope } = rightsFor(found, permission);
  return { audience, permissions: [...held].toSorted(), accounts: scope.all ? 'all' : scope.accountIds };
}

const view = 'viewEntitlements';
const expiring = 'viewExpiringEntitlements';

describe('what an end user may do', () => {
  test('holds in the accounts in which a role gives it, and in no other', () => {
    const places = [membership(1, [view, expiring]), membership(2, [view])];
    expect(rights(view, ...places)).toEqual({ audience: 'endUser', permissions: [view], accounts: [1, 2] });
    expect(rights(expiring, ...places)).toEqual({ audience: 'endUser', permissions: [view, expiring], accounts: [1] });
    expect(rights('manageUsers', ...places)).toEqual({ audience: 'endUser', permissions: [], accounts: [] });
  });

  test('without a permission to ask for is what is given in every account', () => {
    const places = [membership(1, [view, expiring]), membership(2, [view])];
    expect(rights(null, ...places)).toEqual({ audience: 'endUser', permissions: [view], accounts: [1, 2] });
  });

  test('ends after the last day of the membership', () => {
    const lastDay = membership(1, [view], { expiresOn: today });
    const over = membership(2, [view], { expiresOn: addDays(today, -1) });
    expect(rights(view, lastDay, over)?.accounts).toEqual([1]);
    expect(standing(over)).toBeUndefined();
  });

  test('is nothing while they are inactive, or belong nowhere', () => {
    expect(standingOf({ status: 'inactive', memberships: [membership(1, [view])] }, today)).toBeUndefined();
    expect(standing()).toBeUndefined();
  });

  test('is nothing that a producer role would give', () => {
    const grants = [
      { name: 'p', kind: 'producer' as const, permissions: new Set([view] as const), scope: everyAccount },
    ];
    expect(rights(view, membership(1, [], { grants }))).toEqual({ audience: 'endUser', permissions: [], accounts: [] });
  });
});

describe("what the producer's people may do", () => {
  const grant = (given: readonly Permission[], accounts?: readonly number[]) => ({
    name: 'p',
    kind: 'producer' as const,
    permissions: new Set(given),
    scope: accounts === undefined ? everyAccount : { all: false as const, accountIds: accounts },
  });
  const producer = (grants: StandingMembership['grants']) => membership(9, [], { accountType: 'producer', grants });

  test('is what their producer roles give together, whatever the operation', () => {
    const place = producer([grant([view]), grant(['manageUsers'], [1, 2])]);
    const both = { audience: 'producer', permissions: ['manageUsers', view], accounts: [1, 2] };
    expect(rights(view, place)).toEqual(both);
    expect(rights(null, place)).toEqual(both);
  });

  test('is not added to by what they are somewhere else', () => {
    expect(rights(view, producer([]), membership(1, [view]))).toEqual({
      audience: 'producer',
      permissions: [],
      accounts: [],
    });
  });
});

const someMembership = fc.record({
  accountRow: fc.integer({ min: 1, max: 5 }),
  given: fc.subarray([...permissions].slice(0, 8)),
  kind: fc.constantFrom('customer' as const, 'partner' as const, 'producer' as const),
  endsIn: fc.option(fc.integer({ min: -3, max: 3 })),
});

test('no permission ever reaches an account in which no role that is valid gives it', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(someMembership, { selector: (one) => one.accountRow, maxLength: 5 }),
      fc.option(fc.constantFrom(...permissions.slice(0, 8))),
      (places, permission) => {
        const memberships = places.map(({ accountRow, given, kind, endsIn }) => {
          const grants = [{ name: 'r', kind, permissions: new Set(given), scope: everyAccount }];
          return membership(accountRow, [], { grants, expiresOn: endsIn === null ? null : addDays(today, endsIn) });
        });
        const found = standing(...memberships);
        if (found === undefined) return;
        const { permissions: held, scope } = rightsFor(found, permission);
        expect(scope.all).toBe(false);
        const reached = scope.all ? [] : scope.accountIds;
        for (const row of reached)
          for (const one of held) {
            const place = places.find((known) => known.accountRow === row);
            expect(place?.kind).not.toBe('producer');
            expect(place?.given).toContain(one);
            expect(place?.endsIn ?? 0).toBeGreaterThanOrEqual(0);
          }
        if (permission !== null && reached.length > 0) expect(held.has(permission)).toBe(true);
        for (const one of held) expect(permissionsAnywhere(found)).toContain(one);
      },
    ),
  );
});
