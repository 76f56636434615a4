import { Temporal } from 'temporal-polyfill';

/** A calendar day without a zone, `YYYY-MM-DD`. Days compare as text. */
export type Day = string & { readonly __day: unique symbol };

/** An ISO 8601 duration of one unit: `P30D`, `P12W`, `P1M`, `P3Y`. */
export type Term = string & { readonly __term: unique symbol };

/** The first and the last valid day, both inclusive. */
export interface Period {
  readonly start: Day;
  readonly end: Day;
}

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
const termPattern = /^P([1-9]\d{0,4})([DWMY])$/;

/** The text as a day, or undefined where it is none (29 February of a common year, year 0, other shapes). */
export function parseDay(text: string): Day | undefined {
  if (!dayPattern.test(text) || text < '0001') return undefined;
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return text as Day;
  } catch {
    return undefined;
  }
}

/** The text as a term of one unit, or undefined where it is none. */
export function parseTerm(text: string): Term | undefined {
  return termPattern.test(text) ? (text as Term) : undefined;
}

/** The day so many days later (earlier where negative), or the last day of the calendar where that is beyond it. */
export function addDays(day: Day, days: number): Day {
  return toDay(Temporal.PlainDate.from(day).add({ days })) ?? lastDay;
}

/** Whole days from one day to another; negative where the other is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

// Jobs count the days of millions of items, for which Temporal takes too long. Counted in years that begin with March, so that a
// leap day is the last of its year; months from March on have 31, 30, 31, 30, 31 days, again and again: 153 in five.
function dayNumber(day: Day): number {
  const [month, date] = [Number(day.slice(5, 7)), Number(day.slice(8, 10))];
  const year = Number(day.slice(0, 4)) - (month < 3 ? 1 : 0);
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  return year * 365 + leapDays + Math.floor((((month + 9) % 12) * 153 + 2) / 5) + date;
}

/**
 * Period k of a chain of terms from an anchor: `[anchor + k x term, anchor + (k+1) x term - 1 day]`, the day clamped
 * to the month's end, so that a chain never drifts. Undefined where it leaves the calendar (year 9999).
 */
export function periodOf(anchor: Day, term: Term, k: number): Period | undefined {
  const start = toDay(addTerms(anchor, term, k));
  const end = toDay(addTerms(anchor, term, k + 1).subtract({ days: 1 }));
  return start && end ? { start, end } : undefined;
}

/** The last valid day of a term that begins on a day; undefined where it leaves the calendar. */
export function endOfTerm(start: Day, term: Term): Day | undefined {
  return periodOf(start, term, 0)?.end;
}

/** The calendar day of an instant in a time zone (an IANA name). */
export function dayInZone(epochMilliseconds: number, timeZone: string): Day {
  const date = Temporal.Instant.fromEpochMilliseconds(epochMilliseconds).toZonedDateTimeISO(timeZone).toPlainDate();
  return toDay(date) ?? lastDay;
}

/** The instant at which a calendar day begins in a time zone (an IANA name), in milliseconds. */
export function startOfDay(day: Day, timeZone: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds;
}

const lastDay = '9999-12-31' as Day;

const units = { D: 'days', W: 'weeks', M: 'months', Y: 'years' } as const;

function addTerms(anchor: Day, term: Term, count: number): Temporal.PlainDate {
  const match = termPattern.exec(term);
  const unit = match?.[2] as keyof typeof units;
  return Temporal.PlainDate.from(anchor).add({ [units[unit]]: Number(match?.[1]) * count });
}

function toDay(date: Temporal.PlainDate): Day | undefined {
  return date.year >= 1 && date.year <= 9999 ? (date.toString() as Day) : undefined;
}
