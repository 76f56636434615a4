import { expect, test } from 'vitest';
import { inWords, subscriptionWords } from './user-words.ts';

const subscriptions = { expiringEntitlements: true, productUpgrades: false, announcements: true };

test('subscriptions are told by the emails that somebody gets', () => {
  expect(subscriptionWords(subscriptions)).toBe('What expires, Announcements');
  expect(inWords('subscriptions', { expiringEntitlements: false, productUpgrades: false, announcements: false })).toBe(
    'None',
  );
});

test('a membership is told by its account, its roles and its last day', () => {
  const memberships = [
    { accountId: 'acme', roles: ['Portal User', 'Buyer'], expiresOn: '2027-01-31' },
    { accountId: 'initech', roles: [], expiresOn: null },
  ];
  expect(inWords('memberships', memberships)).toBe('acme (Portal User, Buyer, until 2027-01-31); initech (no roles)');
});

test('other fields are told as they are', () => {
  expect(inWords('locale', 'de-AT')).toBe('de-AT');
});
