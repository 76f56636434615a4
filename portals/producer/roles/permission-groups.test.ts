import { describe, expect, test } from 'vitest';
import { endUserPermissions, producerPermissions } from '../../../src/accounts/rules/permissions.ts';
import { permissionsOf, withoutPermission, withPermission, wordsOf } from './permission-groups.ts';

describe('the groups of permissions', () => {
  test('hold every permission of a kind of role once, and no other', () => {
    expect(permissionsOf('producer').toSorted()).toEqual(producerPermissions.toSorted());
    expect(permissionsOf('customer').toSorted()).toEqual(endUserPermissions.toSorted());
    expect(permissionsOf('partner')).toEqual(permissionsOf('customer'));
  });

  test('tell each in words that no other of its group has', () => {
    for (const kind of ['producer', 'customer'] as const) {
      const told = permissionsOf(kind).map((permission) => wordsOf(kind, permission).join(' '));
      expect(new Set(told).size).toBe(told.length);
    }
    expect(wordsOf('producer', 'ofAnotherRelease')).toEqual(['ofAnotherRelease', '']);
  });
});

describe('ticking a permission', () => {
  test('also ticks what it is of no use without, all the way', () => {
    expect(withPermission('producer', [], 'createEntitlements')).toEqual([
      'viewEntitlements',
      'updateEntitlements',
      'createEntitlements',
    ]);
    expect(withPermission('producer', ['viewUsers'], 'manageUsers')).toEqual(['viewUsers', 'manageUsers']);
    expect(withPermission('customer', [], 'viewLicenses')).toEqual(['viewLicenses']);
  });

  test('and taking one away takes along what is of no use without it', () => {
    const held = ['viewEntitlements', 'updateEntitlements', 'createEntitlements', 'viewUsers'] as const;
    expect(withoutPermission('producer', held, 'viewEntitlements')).toEqual(['viewUsers']);
    expect(withoutPermission('producer', held, 'createEntitlements')).toEqual([
      'viewEntitlements',
      'updateEntitlements',
      'viewUsers',
    ]);
  });
});
