import { expect, test } from 'vitest';
import { permissionsBelow } from './child-permissions.ts';
import { childPermissions, endUserPermissions, permissions, type Permission } from './permissions.ts';

const below = (...held: readonly Permission[]) => [...permissionsBelow(new Set(held))].toSorted();

test('permissions of the account itself give nothing below it', () => {
  const own = endUserPermissions.filter((one) => !childPermissions.some((child) => child === one));
  expect(below(...own)).toEqual([]);
});

test('each permission on sub-accounts gives something there, and never another such permission', () => {
  for (const child of childPermissions) {
    const given = below(child);
    expect(given, child).toHaveLength(1);
    expect(permissions, child).toContain(given[0]);
    expect(childPermissions, child).not.toContain(given[0]);
  }
});

test('what expires below is seen by who sees the line items there, and what expires in the account itself', () => {
  expect(below('viewExpiringEntitlements')).toEqual([]);
  expect(below('viewChildLineItems')).toEqual(['viewEntitlements']);
  expect(below('viewChildLineItems', 'viewExpiringEntitlements')).toEqual([
    'viewEntitlements',
    'viewExpiringEntitlements',
  ]);
});
