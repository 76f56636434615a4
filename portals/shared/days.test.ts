import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { formatFor } from './days.ts';

beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-03-07T22:00:00Z'), toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

const ago = (instant: string, timeZone: string): string => formatFor('en', '2026-03-07', timeZone).ago(instant);

test('on a Saturday evening a run on Monday morning is in two days, not tomorrow', () => {
  expect(ago('2026-03-09T05:00:00Z', 'UTC')).toBe('in 2 days');
  expect(ago('2026-03-08T23:00:00Z', 'UTC')).toBe('tomorrow');
  expect(ago('2026-03-06T01:00:00Z', 'UTC')).toBe('yesterday');
  expect(ago('2026-03-05T23:00:00Z', 'UTC')).toBe('2 days ago');
});

test('the calendar is the one of the reader', () => {
  expect(ago('2026-03-09T05:00:00Z', 'America/Los_Angeles')).toBe('tomorrow');
  expect(ago('2026-03-09T16:00:00Z', 'Asia/Tokyo')).toBe('in 2 days');
});

test('within a day hours count, and far away months', () => {
  expect(ago('2026-03-08T03:00:00Z', 'UTC')).toBe('in 5 hours');
  expect(ago('2026-03-07T21:59:30Z', 'UTC')).toBe('30 seconds ago');
  expect(ago('2026-09-07T22:00:00Z', 'UTC')).toBe('in 6 months');
});
