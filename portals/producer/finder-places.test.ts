import { expect, test } from 'vitest';
import type { Hit } from './finder-address.ts';
import { offersFor } from './finder-places.ts';

const hit = (kind: Hit['kind'], key: string, label: string, detail = ''): Hit => ({
  kind,
  key,
  label,
  detail,
  entitlementId: null,
});
const everything = (): boolean => true;
const shown = (...given: Parameters<typeof offersFor>) =>
  offersFor(...given).map(({ key, words, address }) => `${key ?? ''}|${words}|${address.to}`);

test('a page that is called as what is typed comes first, a setting with its words after what was found', () => {
  expect(shown('Part', [hit('partNumber', 'P-1', '')], everything)).toEqual([
    '|Part numbers|/part-numbers',
    'P-1||/part-numbers/P-1',
  ]);
  expect(shown('zone', [hit('account', 'a', 'Zone Ltd', 'customer')], everything)).toEqual([
    'a|Zone Ltd, customer|/accounts/a',
    '|Business time zone|/settings',
  ]);
});

test('what has exactly this ID comes before every page', () => {
  expect(shown('users', [hit('role', 'Users', 'Users', 'producer')], everything)[0]).toBe(
    'Users|producer|/roles/Users',
  );
});

test('pages and settings are offered to those who may see them', () => {
  expect(shown('users', [], () => false)).toEqual([]);
  expect(shown('business', [], (permission) => permission !== 'viewSettings')).toEqual([]);
});

test('each kind leads to its page', () => {
  expect(shown('x', [hit('emailTemplate', '7', 'renewal-reminder')], () => false)).toEqual([
    '|renewal-reminder|/email-templates/7',
  ]);
  expect(shown('x', [hit('role', 'A/B', 'A/B')], () => false)).toEqual(['A/B||/roles/A%2FB']);
});
