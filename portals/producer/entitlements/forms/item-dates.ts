import { endOfTerm, parseDay, type Day } from '../../../../src/shared/day.ts';
import type { StartDateOption } from '../../../../src/shared/vocabulary.ts';
import { termOf } from './term-of.ts';
import { oneYear, termText, termWishOf, type TermWish } from './term-wish.ts';

/** How an item ends. */
export const ends = ['term', 'date', 'permanent'] as const;
export type End = (typeof ends)[number];

/** The days of an item as somebody types them. */
export interface DatesWish {
  readonly startDateOption: StartDateOption;
  /** empty: today, where it starts now */
  readonly startDate: string;
  readonly end: End;
  readonly term: TermWish;
  readonly expirationDate: string;
}

export const usualDates: DatesWish = {
  startDateOption: 'now',
  startDate: '',
  end: 'term',
  term: oneYear,
  expirationDate: '',
};

/** What is known of the days already, while they are typed. */
export interface KnownDays {
  readonly start: Day | undefined;
  readonly end: Day | undefined;
}

/** The first and the last valid day, as far as they are known; the server counts a term in the same way. */
export function knownDays(wish: DatesWish, today: string): KnownDays {
  const start = wish.startDateOption === 'now' ? parseDay(wish.startDate || today) : undefined;
  return { start, end: endOf(wish, start) };
}

function endOf({ end, term, expirationDate }: DatesWish, start: Day | undefined): Day | undefined {
  if (end === 'date') return parseDay(expirationDate);
  const counted = termOf(term);
  return end === 'term' && start !== undefined && counted !== undefined ? endOfTerm(start, counted) : undefined;
}

/** The end as the server takes it of a line item. */
export function endRecord({ end, term, expirationDate }: DatesWish) {
  return {
    permanent: end === 'permanent',
    term: end === 'term' ? termText(term) : null,
    expirationDate: end === 'date' ? expirationDate || null : null,
  };
}

interface Dated {
  readonly permanent: boolean;
  readonly startDate: string | null;
  readonly expirationDate: string | null;
  readonly term?: string | null;
}

/** How a stored item ends. One whose last day is no longer what its term gives, as it was renewed since, ends on that day. */
export function endOfStored({ permanent, startDate, expirationDate, term = null }: Dated): End {
  if (permanent) return 'permanent';
  if (term === null) return 'date';
  const [start, counted] = [parseDay(startDate ?? ''), termOf(termWishOf(term))];
  const isKnown = start !== undefined && counted !== undefined && expirationDate !== null;
  return isKnown && endOfTerm(start, counted) !== expirationDate ? 'date' : 'term';
}
