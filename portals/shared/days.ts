import { useBranding, useSessionIfAny } from './session.ts';
import { useLanguage } from '../messages/messages.ts';

export interface DayFormat {
  /** `1 Mar 2026` */
  readonly day: (day: string) => string;
  /** `in 12 days`, counted from the producer's today */
  readonly distance: (day: string) => string;
  readonly daysFromToday: (day: string) => number;
  /** an instant, in the time zone of the reader */
  readonly instant: (instant: string) => string;
  /** `3 hours ago` */
  readonly ago: (instant: string) => string;
  readonly month: (month: string) => string;
  readonly number: (value: number) => string;
}

/** True for a calendar day; a list may also begin at an instant. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}

const millisecondsOfDay = 86_400_000;

/** Days, instants and numbers as the reader writes them. */
export function useFormat(): DayFormat {
  const { formatLocale } = useLanguage();
  const { today } = useBranding();
  const timeZone = useSessionIfAny()?.user.timeZone;
  return formatFor(formatLocale, today, timeZone);
}

const made = new Map<string, DayFormat>();

/** The same, for a reader whose language, business day and time zone are known. */
export function formatFor(locale: string, today: string, timeZone: string | undefined): DayFormat {
  const key = `${locale} ${today} ${timeZone ?? ''}`;
  const known = made.get(key) ?? makeFormat(locale, today, timeZone);
  made.set(key, known);
  return known;
}

function makeFormat(locale: string, today: string, timeZone: string | undefined): DayFormat {
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const months = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' });
  const instants = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  const distances = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const numbers = new Intl.NumberFormat(locale);
  const daysFromToday = (day: string): number => daysBetween(today, day);
  return {
    day: (day) => days.format(new Date(`${day}T00:00:00Z`)),
    month: (month) => months.format(new Date(`${month}-01T00:00:00Z`)),
    instant: (instant) => instants.format(new Date(instant)),
    number: (value) => numbers.format(value),
    daysFromToday,
    distance: (day) => distances.format(...rounded(daysFromToday(day))),
    ago: agoIn(distances, calendarOf(timeZone)),
  };
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / millisecondsOfDay);
}

/** Tells on which calendar day an instant is in a time zone. */
function calendarOf(timeZone: string | undefined): (instant: number) => string {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  // Sweden writes days as ISO 8601 does.
  const days = new Intl.DateTimeFormat('sv-SE', { ...parts, ...(timeZone === undefined ? {} : { timeZone }) });
  return (instant) => days.format(instant);
}

function rounded(days: number): [number, Intl.RelativeTimeFormatUnit] {
  if (Math.abs(days) < 90) return [days, 'day'];
  if (Math.abs(days) < 730) return [Math.round(days / 30.44), 'month'];
  return [Math.round(days / 365.25), 'year'];
}

const steps = [
  { below: 60, seconds: 1, unit: 'second' },
  { below: 3600, seconds: 60, unit: 'minute' },
  { below: 86_400, seconds: 3600, unit: 'hour' },
] as const;

/** From a day on, what counts is how many calendar days lie between, not how often 24 hours pass. */
function agoIn(distances: Intl.RelativeTimeFormat, dayOf: (instant: number) => string): (instant: string) => string {
  return (instant) => {
    const [then, now] = [Date.parse(instant), Date.now()];
    const seconds = (then - now) / 1000;
    const step = steps.find(({ below }) => Math.abs(seconds) < below);
    return step === undefined
      ? distances.format(...rounded(daysBetween(dayOf(now), dayOf(then))))
      : distances.format(Math.round(seconds / step.seconds), step.unit);
  };
}
