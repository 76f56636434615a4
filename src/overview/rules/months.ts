import { addDays, parseDay, type Day } from '../../shared/day.ts';

const monthsShown = 12;

/** The month of a day and those after it, a year in all: `2026-03`. */
export function monthsFrom(today: Day): readonly string[] {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  return Array.from({ length: monthsShown }, (_, index) => {
    const count = month - 1 + index;
    return `${String(year + Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`;
  });
}

/** The first and the last day of those months; the last of the calendar where they lead beyond it. */
export function daysOfMonths(today: Day): { readonly first: Day; readonly last: Day } {
  const after = parseDay(`${Number(today.slice(0, 4)) + 1}-${today.slice(5, 7)}-01`);
  return {
    first: parseDay(`${today.slice(0, 7)}-01`) ?? today,
    last: after === undefined ? addDays(today, 366) : addDays(after, -1),
  };
}
