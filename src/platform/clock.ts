import { dayInZone, type Day } from '../shared/day.ts';

/** The only source of time: the instant, and the business day in the producer's time zone. */
export interface Clock {
  readonly now: () => Date;
  readonly today: (timeZone: string) => Day;
}

/** The machine's clock; a fixed business day (`LICET_TODAY`) replaces the day, never the instant. */
export function machineClock(fixedToday?: Day): Clock {
  return {
    now: () => new Date(),
    today: (timeZone) => fixedToday ?? dayInZone(Date.now(), timeZone),
  };
}
