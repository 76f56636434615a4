type Interval = readonly [one: number, other: number];

/** A level for each interval, the lowest that is free: intervals of one level do not touch. Short ones come first, so they lie low. */
export function intervalLevels(intervals: readonly Interval[]): readonly number[] {
  const levels: number[] = intervals.map(() => 0);
  const taken: Interval[][] = [];
  const shortFirst = intervals
    .map((_, index) => index)
    .toSorted((one, other) => {
      return lengthOf(intervals[one]) - lengthOf(intervals[other]);
    });
  for (const index of shortFirst) {
    const interval = intervals[index];
    if (interval === undefined) continue;
    const free = taken.findIndex((others) => others.every((other) => !touches(interval, other)));
    const at = free === -1 ? taken.length : free;
    (taken[at] ??= []).push(interval);
    levels[index] = at;
  }
  return levels;
}

function lengthOf(interval: Interval | undefined): number {
  return interval === undefined ? 0 : Math.abs(interval[1] - interval[0]);
}

function touches(one: Interval, other: Interval): boolean {
  return Math.min(...one) <= Math.max(...other) && Math.min(...other) <= Math.max(...one);
}
