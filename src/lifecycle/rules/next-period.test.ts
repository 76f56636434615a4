import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, parseDay, parseTerm, periodOf, type Day, type Term } from '../../shared/day.ts';
import { renewedPeriod } from './next-period.ts';

const day = (text: string): Day => parseDay(text) ?? fail(text);
const term = (text: string): Term => parseTerm(text) ?? fail(text);
function fail(text: string): never {
  throw new Error(`${text} is none`);
}

const parentOf = (startDate: string, expirationDate: string, ofTerm: string, anchorDate: string | null = null) => ({
  startDate: day(startDate),
  expirationDate: day(expirationDate),
  term: term(ofTerm),
  anchorDate: anchorDate === null ? null : day(anchorDate),
});

describe('the period of a renewal', () => {
  test('is the next one of the chain', () => {
    const parent = parentOf('2026-02-28', '2026-03-30', 'P1M', '2026-01-31');
    expect(renewedPeriod(parent, term('P1M'), day('2026-03-31'))).toEqual({
      expirationDate: '2026-04-29',
      anchorDate: '2026-01-31',
    });
  });

  test('begins a chain of its own with another term, after a gap, or where the parent is no period', () => {
    const parent = parentOf('2026-01-31', '2026-02-27', 'P1M');
    const own = (expirationDate: string) => ({ expirationDate, anchorDate: null });
    expect(renewedPeriod(parent, term('P1Y'), day('2026-02-28'))).toEqual(own('2027-02-27'));
    expect(renewedPeriod(parent, term('P1M'), day('2026-03-01'))).toEqual(own('2026-03-31'));
    const longer = parentOf('2026-01-31', '2026-03-05', 'P1M');
    expect(renewedPeriod(longer, term('P1M'), day('2026-03-06'))).toEqual(own('2026-04-05'));
  });

  test('ends nowhere beyond the calendar', () => {
    const parent = parentOf('9990-01-01', '9998-12-31', 'P9Y');
    expect(renewedPeriod(parent, term('P9Y'), day('9999-01-01')).expirationDate).toBe(null);
  });

  test('never drifts, however often it is renewed', () => {
    const days = fc.integer({ min: 0, max: 20_000 }).map((more) => addDays(day('2000-01-01'), more));
    const terms = fc.tuple(fc.integer({ min: 1, max: 30 }), fc.constantFrom('D', 'W', 'M', 'Y'));
    fc.assert(
      fc.property(days, terms, fc.integer({ min: 1, max: 12 }), (anchor, [count, unit], times) => {
        const each = term(`P${count}${unit}`);
        let parent = {
          startDate: anchor,
          expirationDate: periodOf(anchor, each, 0)?.end ?? null,
          term: each,
          anchorDate: null as Day | null,
        };
        for (let k = 1; k <= times && parent.expirationDate !== null; k++) {
          const startDate = addDays(parent.expirationDate, 1);
          const next = renewedPeriod(parent, each, startDate);
          expect({ start: startDate, end: next.expirationDate }).toEqual(
            periodOf(anchor, each, k) ?? { start: startDate, end: null },
          );
          parent = { ...next, startDate, term: each };
        }
      }),
    );
  });
});
