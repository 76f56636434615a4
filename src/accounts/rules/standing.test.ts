import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayInZone } from '../../shared/day.ts';
import { everyAccount, permissions, type Permission } from './permissions.ts';
import { permissionsAnywhere, rightsFor, standingOf, type StandingMembership } from './standing.ts';

const today = dayInZone(Date.UTC(2026, 2, 1), 'UTC');

function membership(accountRow: number, given: readonly Permission[], more: Partial<StandingMembership> = {}) {
  const grants = [{ name: 'r', kind: 'customer' as const, permissions: new Set(given), scope: everyAccount }];
  return {
    accountRow,
    accountType: 'customer' as const,
    expiresOn: null,
    grants,
    productLines: [],
    below: [],
    ...more,
  };
}

function standing(...memberships: readonly StandingMembership[]) {
  return standingOf({ status: 'active', portalAccess: true, productLines: [], memberships }, today);
}

function rights(permission: Permission | null, ...memberships: readonly StandingMembership[]) {
  const found = standing(...memberships);
  if (found === undefined) return undefined;
  const { audience, permissions: held, scope } = rightsFor(found, permission);
  return { audience, permissions: [...held].toSorted(), accounts: scope.all ? 'all' : scope.accountIds };
}

const view = 'viewEntitlements';
const expiring = 'viewExpiringEntitlements';

describe('the product lines that somebody sees', () => {
  const linesOf = (own: readonly number[], ...memberships: readonly StandingMembership[]) => {
    const found = standingOf({ status: 'active', portalAccess: true, productLines: own, memberships }, today);
    return found && rightsFor(found, null).productLines;
  };
  const of = (productLines: readonly number[], more: Partial<StandingMembership> = {}) =>
    membership(1, [view], { productLines, ...more });

  test('are their own and those of their accounts together', () => {
    expect(linesOf([1], of([2, 1]), of([3]))).toEqual({ all: false, lineRows: [1, 2, 3] });
    expect(linesOf([1], of([], { accountType: 'producer' }))).toEqual({ all: false, lineRows: [1] });
    expect(linesOf([], of([4], { accountType: 'producer' }))).toEqual({ all: false, lineRows: [4] });
  });

  test('are all where they have none', () => {
    expect(linesOf([], of([]))).toEqual({ all: true });
  });

  test('come from no membership that is over', () => {
    const over = of([2], { expiresOn: addDays(today, -1) });
    expect(linesOf([], over, of([]))).toEqual({ all: true });
    expect(linesOf([1], over, of([3]))).toEqual({ all: false, lineRows: [1, 3] });
  });
});

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

  test('is nothing while they are inactive or contacts, or belong nowhere', () => {
    const memberships = [membership(1, [view])];
    const user = { status: 'active', portalAccess: true, productLines: [], memberships } as const;
    expect(standingOf(user, today)).toBeDefined();
    expect(standingOf({ ...user, status: 'inactive' }, today)).toBeUndefined();
    expect(standingOf({ ...user, portalAccess: false }, today)).toBeUndefined();
    expect(standing()).toBeUndefined();
  });

  test('reaches the accounts below by the permissions on sub-accounts, and by no other', () => {
    const place = membership(1, [view, expiring, 'viewLicenses', 'viewChildLineItems'], { below: [2, 3] });
    expect(rights(view, place)).toMatchObject({ permissions: [view, expiring], accounts: [1, 2, 3] });
    expect(rights(expiring, place)?.accounts).toEqual([1, 2, 3]);
    expect(rights('viewLicenses', place)?.accounts).toEqual([1]);
    const own = membership(3, ['viewLicenses']);
    expect(rights(view, membership(1, ['viewChildLineItems'], { below: [3] }), own)?.accounts).toEqual([3]);
    expect(rights('viewLicenses', membership(1, ['viewChildLineItems'], { below: [3] }), own)?.accounts).toEqual([3]);
  });

  test('reaches nothing below once the membership is over', () => {
    const over = membership(1, [view, 'viewChildLineItems'], { below: [2], expiresOn: addDays(today, -1) });
    expect(rights(view, over, membership(9, [view]))?.accounts).toEqual([9]);
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
