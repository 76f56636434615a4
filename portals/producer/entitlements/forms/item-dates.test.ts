import { expect, test } from 'vitest';
import { endOfStored, endRecord, knownDays, usualDates } from './item-dates.ts';
import { termText, termWishOf } from './term-wish.ts';

const today = '2026-03-01';
const wish = (patch: Partial<typeof usualDates>) => ({ ...usualDates, ...patch });

test('an item starts today unless another day is typed, and a term counts its last day in', () => {
  expect(knownDays(usualDates, today)).toEqual({ start: today, end: '2027-02-28' });
  expect(knownDays(wish({ startDate: '2026-01-31', term: { count: '1', unit: 'M' } }), today)).toEqual({
    start: '2026-01-31',
    end: '2026-02-27',
  });
});

test('where an activation decides the start, the end of a term is not known, but a day is', () => {
  const later = wish({ startDateOption: 'eachActivationDate' });
  expect(knownDays(later, today)).toEqual({ start: undefined, end: undefined });
  expect(knownDays({ ...later, end: 'date', expirationDate: '2026-12-31' }, today).end).toBe('2026-12-31');
});

test('exactly one kind of end is sent', () => {
  expect(endRecord(usualDates)).toEqual({ permanent: false, term: 'P1Y', expirationDate: null });
  expect(endRecord(wish({ end: 'permanent' }))).toEqual({ permanent: true, term: null, expirationDate: null });
  expect(endRecord(wish({ end: 'date', expirationDate: '2026-12-31' }))).toEqual({
    permanent: false,
    term: null,
    expirationDate: '2026-12-31',
  });
});

test('a line item whose last day was moved since ends on that day, not after its term', () => {
  const stored = { permanent: false, startDate: '2025-03-01', term: 'P1Y' };
  expect(endOfStored({ ...stored, expirationDate: '2026-02-28' })).toBe('term');
  expect(endOfStored({ ...stored, expirationDate: '2027-02-28' })).toBe('date');
  expect(endOfStored({ ...stored, startDate: null, expirationDate: null })).toBe('term');
});

test('a term reads as it was written', () => {
  expect(termText(termWishOf('P12W'))).toBe('P12W');
  expect(termText(termWishOf(null))).toBeNull();
});
