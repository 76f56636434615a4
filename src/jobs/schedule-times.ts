import { Cron } from 'croner';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { text } from '../shared/schemas.ts';
import { isTimeZone } from '../shared/time-zone.ts';

/** When a job runs: every so often from a start that never drifts, or at the times of a cron expression in a time zone. */
export type Schedule = z.infer<typeof scheduleSchema>;

const everyPattern = /^(?:PT([1-9]\d{0,4})([MH])|P([1-9]\d{0,3})D)$/;

const timeZone = text(60, 1).refine(isTimeZone, {
  error: 'is a time zone such as Europe/Berlin',
  params: { code: 'wrong_time_zone' },
});

const everySchema = z.strictObject({
  every: text(10).refine((value) => everyPattern.test(value), {
    error: 'is a number of minutes, hours or days: PT30M, PT6H or P30D',
    params: { code: 'wrong_interval' },
  }),
  startsAt: z.iso.datetime({ offset: true }),
  timeZone,
});

const cronSchema = z.strictObject({
  cron: text(200, 1).refine(isCron, {
    error: 'is a cron expression of five fields, such as "0 6 * * 1-5", whose times come',
    params: { code: 'wrong_cron' },
  }),
  timeZone,
});

/** The schema of a schedule: `{ every, startsAt, timeZone }` or `{ cron, timeZone }`. */
export const scheduleSchema = z.union([everySchema, cronSchema]).meta({ id: 'Schedule' });

/** A schedule as it is asked for: from now on and in the producer's time zone, unless it says otherwise. */
export const scheduleWishSchema = z
  .union([everySchema.partial({ startsAt: true, timeZone: true }), cronSchema.partial({ timeZone: true })])
  .meta({ id: 'ScheduleWish' });
export type ScheduleWish = z.infer<typeof scheduleWishSchema>;

/** The whole schedule out of a wish. */
export function completeSchedule(wish: ScheduleWish, now: Date, businessTimeZone: string): Schedule {
  const zone = wish.timeZone ?? businessTimeZone;
  if ('cron' in wish) return { cron: wish.cron, timeZone: zone };
  return { every: wish.every, startsAt: wish.startsAt ?? now.toISOString(), timeZone: zone };
}

function isCron(expression: string): boolean {
  if (expression.trim().split(/\s+/).length !== 5) return false;
  try {
    return new Cron(expression, { paused: true, timezone: 'UTC' }).nextRun() !== null;
  } catch {
    return false;
  }
}

/**
 * The first time of a schedule after an instant; undefined where there is none. Intervals of days keep their time of day
 * through a change of the clocks, intervals of minutes and hours keep their length.
 */
export function nextTime(schedule: Schedule, after: Date): Date | undefined {
  if ('cron' in schedule)
    return new Cron(schedule.cron, { paused: true, timezone: schedule.timeZone }).nextRun(after) ?? undefined;
  const start = Temporal.Instant.from(schedule.startsAt);
  const instant = Temporal.Instant.fromEpochMilliseconds(after.getTime());
  if (Temporal.Instant.compare(start, instant) > 0) return new Date(start.epochMilliseconds);
  const [, count, unit, days] = everyPattern.exec(schedule.every) ?? [];
  return days === undefined
    ? nextOfLength(start, instant, Number(count) * (unit === 'H' ? 3_600_000 : 60_000))
    : nextOfDays(start.toZonedDateTimeISO(schedule.timeZone), instant, Number(days));
}

/** The next few times of a schedule after an instant, in order. */
export function nextTimes(schedule: Schedule, after: Date, count: number): readonly Date[] {
  const times: Date[] = [];
  for (let last: Date | undefined = after; times.length < count;) {
    last = nextTime(schedule, last);
    if (last === undefined) break;
    times.push(last);
  }
  return times;
}

function nextOfLength(start: Temporal.Instant, after: Temporal.Instant, milliseconds: number): Date {
  const passed = after.epochMilliseconds - start.epochMilliseconds;
  return new Date(start.epochMilliseconds + (Math.floor(passed / milliseconds) + 1) * milliseconds);
}

function nextOfDays(start: Temporal.ZonedDateTime, after: Temporal.Instant, days: number): Date {
  const passed = start.toPlainDate().until(after.toZonedDateTimeISO(start.timeZoneId).toPlainDate()).days;
  let k = Math.max(0, Math.floor(passed / days));
  for (;;) {
    const time = start.add({ days: k * days }).toInstant();
    if (Temporal.Instant.compare(time, after) > 0) return new Date(time.epochMilliseconds);
    k += 1;
  }
}
