import { expect, test } from 'vitest';
import { reasonsAgainstLonePermissions } from './permission-needs.ts';
import { endUserPermissions, producerPermissions } from './permissions.ts';

test('a permission is told which other it needs, and where it stands', () => {
  expect(reasonsAgainstLonePermissions('producer', ['viewAccounts', 'createEntitlements'])).toEqual([
    {
      code: 'permission_needs',
      message: 'createEntitlements is of no use without updateEntitlements.',
      remedy: 'Give the role updateEntitlements too, or take createEntitlements away.',
      pointer: '/permissions/1',
    },
  ]);
});

test('the producer generates licenses of what it sees as licenses, a customer of what it sees as entitlements', () => {
  const messages = (kind: 'producer' | 'customer') =>
    reasonsAgainstLonePermissions(kind, ['generateLicenses']).map(({ message }) => message);
  expect(messages('producer')).toEqual(['generateLicenses is of no use without viewLicenses.']);
  expect(messages('customer')).toEqual(['generateLicenses is of no use without viewEntitlements.']);
});

test('all permissions together need no other, and what is needed exists', () => {
  expect(reasonsAgainstLonePermissions('producer', producerPermissions)).toEqual([]);
  expect(reasonsAgainstLonePermissions('partner', endUserPermissions)).toEqual([]);
});
