import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  dayInZone,
  daysBetween,
  endOfTerm,
  parseDay,
  parseTerm,
  periodOf,
  type Day,
  type Term,
} from './day.ts';

function day(text: string): Day {
  const parsed = parseDay(text);
  if (parsed === undefined) throw new Error(`${text} is no day`);
  return parsed;
}

function term(text: string): Term {
  const parsed = parseTerm(text);
  if (parsed === undefined) throw new Error(`${text} is no term`);
  return parsed;
}

describe('a day', () => {
  test.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '20260101',
    '0000-01-01',
    '2026-01-01T00:00:00Z',
    '',
    '+002026-01-01',
  ])('is not %j', (text) => expect(parseDay(text)).toBeUndefined());

  test.each(['2028-02-29', '0001-01-01', '9999-12-31'])('is %j', (text) => expect(parseDay(text)).toBe(text));

  test('knows the day in a zone, on both sides of midnight', () => {
    const instant = Date.UTC(2026, 2, 1, 10, 30);
    expect(dayInZone(instant, 'Pacific/Auckland')).toBe('2026-03-01');
    expect(dayInZone(instant, 'Pacific/Kiritimati')).toBe('2026-03-02');
    expect(dayInZone(instant, 'Pacific/Pago_Pago')).toBe('2026-02-28');
  });

  test('is so many days after another as the days between them', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 20_000 }), (days) => {
        const from = day('2026-03-01');
        expect(daysBetween(from, addDays(from, days))).toBe(days);
      }),
    );
  });

  test('counts the days from any day of the calendar to any other', () => {
    expect(daysBetween(day('0001-01-01'), day('9999-12-31'))).toBe(3_652_058);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_652_058 }), (days) => {
        const first = day('0001-01-01');
        expect(daysBetween(first, addDays(first, days))).toBe(days);
        expect(daysBetween(addDays(first, days), first)).toBe(0 - days);
      }),
    );
  });

  test('stays in the calendar however many days are added', () => {
    expect(addDays(day('9999-12-01'), 400)).toBe('9999-12-31');
  });
});

describe('a term', () => {
  test.each(['P0D', 'P1', '1M', 'P1H', 'P1Y2M', 'P-1D', 'p1y', 'PT1M', 'P100000D', ''])('is not %j', (text) =>
    expect(parseTerm(text)).toBeUndefined(),
  );

  test('of a month from the end of January never drifts', () => {
    const periods = Array.from({ length: 4 }, (_, k) => periodOf(day('2026-01-31'), term('P1M'), k));
    expect(periods).toEqual([
      { start: '2026-01-31', end: '2026-02-27' },
      { start: '2026-02-28', end: '2026-03-30' },
      { start: '2026-03-31', end: '2026-04-29' },
      { start: '2026-04-30', end: '2026-05-30' },
    ]);
  });

  test('of a year from a leap day ends on 27 February of common years', () => {
    expect(endOfTerm(day('2028-02-29'), term('P1Y'))).toBe('2029-02-27');
    expect(periodOf(day('2028-02-29'), term('P1Y'), 4)).toEqual({ start: '2032-02-29', end: '2033-02-27' });
  });

  test('that leaves the calendar has no end', () => {
    expect(endOfTerm(day('9999-06-01'), term('P1Y'))).toBeUndefined();
  });

  test('makes periods that follow each other without gap or overlap', () => {
    const anchors = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays(day('1990-01-01'), days));
    const terms = fc
      .tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom('D', 'W', 'M', 'Y'))
      .map(([count, unit]) => term(`P${count}${unit}`));
    fc.assert(
      fc.property(anchors, terms, fc.integer({ min: 0, max: 30 }), (anchor, length, k) => {
        const [one, next] = [periodOf(anchor, length, k), periodOf(anchor, length, k + 1)];
        if (one === undefined || next === undefined) return;
        expect(addDays(one.end, 1)).toBe(next.start);
        expect(one.start <= one.end).toBe(true);
      }),
    );
  });
});
