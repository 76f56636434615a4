import { addDays, daysBetween, periodOf, type Day, type Term } from '../../shared/day.ts';

/** The dates of a line item, as far as its chain of periods needs them. */
export interface PeriodDates {
  readonly startDate: Day | null;
  readonly expirationDate: Day | null;
  readonly term: Term | null;
  /** the first day of the chain of equal terms that it continues; null where it begins one itself */
  readonly anchorDate: Day | null;
}

/** How long a renewal lasts, and the anchor that it continues (null: its own start). */
export interface RenewedPeriod {
  /** null where the period would leave the calendar */
  readonly expirationDate: Day | null;
  readonly anchorDate: Day | null;
}

/**
 * The period of a renewal that starts on a day (`product.md` 2): the next one of the parent's anchor where it follows the
 * parent at once, the terms are equal and the parent's dates are one of its periods; else the term from its own start.
 */
export function renewedPeriod(parent: PeriodDates, term: Term, startDate: Day): RenewedPeriod {
  const anchor = parent.anchorDate ?? parent.startDate;
  const follows = parent.expirationDate !== null && addDays(parent.expirationDate, 1) === startDate;
  const end = follows && anchor !== null ? followingEnd(parent, anchor, term) : undefined;
  if (end !== undefined) return { expirationDate: end, anchorDate: anchor };
  return { expirationDate: periodOf(startDate, term, 0)?.end ?? null, anchorDate: null };
}

/** The last day of the period after the parent's, where the parent's dates are a period of the anchor. */
function followingEnd(parent: PeriodDates, anchor: Day, term: Term): Day | undefined {
  if (parent.term !== term || parent.startDate === null || parent.startDate < anchor) return undefined;
  const k = periodNumber(anchor, term, parent.startDate);
  const own = periodOf(anchor, term, k);
  if (own?.start !== parent.startDate || own.end !== parent.expirationDate) return undefined;
  return periodOf(anchor, term, k + 1)?.end;
}

// The starts of periods grow with their number, so halving finds the last one that is not after the day.
function periodNumber(anchor: Day, term: Term, day: Day): number {
  let [low, high] = [0, Math.floor(daysBetween(anchor, day) / daysAtLeast(term))];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const begins = periodOf(anchor, term, middle)?.start;
    if (begins !== undefined && begins <= day) low = middle;
    else high = middle - 1;
  }
  return low;
}

const shortest = new Map([
  ['D', 1],
  ['W', 7],
  ['M', 28],
  ['Y', 365],
]);

// No period is shorter, so nobody looks for one far behind the calendar.
function daysAtLeast(term: Term): number {
  return Number(term.slice(1, -1)) * (shortest.get(term.slice(-1)) ?? 1);
}
