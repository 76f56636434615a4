import { expect, test } from 'vitest';
import { expiringIn } from './month-days.ts';

test('a month lasts from its first to its last day, also in leap years and in December', () => {
  expect(expiringIn('2026-02')).toEqual({
    state: 'deployed',
    expiresFrom: '2026-02-01',
    expiresUntil: '2026-02-28',
  });
  expect(expiringIn('2028-02').expiresUntil).toBe('2028-02-29');
  expect(expiringIn('2026-12').expiresUntil).toBe('2026-12-31');
});
