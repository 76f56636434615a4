import { expect, test } from 'vitest';
import { cronOf, formOf, wishOf } from './schedule-form.ts';
import { scheduleWords } from './schedule-words.ts';
import { clockAt, instantOf } from './zone-time.ts';

const timeZone = 'Europe/Berlin';
const startsAt = '2026-03-01T05:00:00.000Z';

test.each([
  ['0 6 * * *', 'daily at 06:00 Europe/Berlin'],
  ['30 22 * * *', 'daily at 22:30 Europe/Berlin'],
  ['0 6,18 * * *', 'daily at 06:00 and 18:00 Europe/Berlin'],
  ['15 5,9,18 * * *', 'daily at 05:15, 09:15 and 18:15 Europe/Berlin'],
  ['0 * * * *', 'every hour on the hour'],
  ['20 * * * *', 'every hour at minute 20'],
  ['*/15 * * * *', 'every 15 minutes'],
  ['*/1 * * * *', 'every minute'],
  ['0 */6 * * *', 'every 6 hours from 00:00 Europe/Berlin'],
  ['5 */4 * * *', 'every 4 hours from 00:05 Europe/Berlin'],
  ['0 6 * * 1', 'weekly on Monday at 06:00 Europe/Berlin'],
  ['0 6 * * 7', 'weekly on Sunday at 06:00 Europe/Berlin'],
  ['0 6 * * 1,3', 'weekly on Monday and Wednesday at 06:00 Europe/Berlin'],
  ['0 6 * * 1-5', 'on workdays at 06:00 Europe/Berlin'],
  ['0 6 * * MON-FRI', 'on workdays at 06:00 Europe/Berlin'],
  ['0 6 * * 6,0', 'on weekends at 06:00 Europe/Berlin'],
  ['0 6 * * 0-6', 'every day at 06:00 Europe/Berlin'],
  ['0 6 1 * *', 'monthly on day 1 at 06:00 Europe/Berlin'],
  ['0 6 1 1 *', 'at "0 6 1 1 *" Europe/Berlin'],
  ['0 6 1 * 1', 'at "0 6 1 * 1" Europe/Berlin'],
  ['*/7 * * * *', 'at "*/7 * * * *" Europe/Berlin'],
  ['0 6 * * 1#2', 'at "0 6 * * 1#2" Europe/Berlin'],
])('a job with the cron expression %s runs %s', (cron, words) => expect(scheduleWords({ cron, timeZone })).toBe(words));

test.each([
  ['PT1M', 'every minute'],
  ['PT30M', 'every 30 minutes'],
  ['PT1H', 'every hour'],
  ['PT6H', 'every 6 hours'],
  ['P1D', 'daily at 06:00 Europe/Berlin'],
  ['P30D', 'every 30 days at 06:00 Europe/Berlin'],
])('a job with the interval %s runs %s', (every, words) =>
  expect(scheduleWords({ every, startsAt, timeZone })).toBe(words),
);

test.each(['0 6 * * *', '20 * * * *', '0 6 * * 1,3', '0 6 31 * *', '0 6 1 1 *'])(
  'the schedule %s that nobody touches in its form stays as it is',
  (cron) => {
    expect(cronOf(formOf({ cron, timeZone }))).toBe(cron);
    expect(wishOf(formOf({ cron, timeZone }))).toEqual({ cron, timeZone });
  },
);

test('an interval that nobody touches in its form keeps its start', () =>
  expect(wishOf(formOf({ every: 'P30D', startsAt, timeZone }))).toEqual({ every: 'P30D', startsAt, timeZone }));

test('the schedule that a job comes with is asked for as null', () =>
  expect(wishOf({ ...formOf({ cron: '1 2 * * *', timeZone }), kind: 'shipped' })).toBeNull());

test.each([
  ['2026-03-01T05:00:00.000Z', 'Europe/Berlin', '2026-03-01T06:00'],
  ['2026-07-01T05:00:00.000Z', 'Europe/Berlin', '2026-07-01T07:00'],
  ['2026-03-01T20:30:00.000Z', 'Asia/Kolkata', '2026-03-02T02:00'],
  ['2026-03-01T00:00:00.000Z', 'UTC', '2026-03-01T00:00'],
])('at %s the clock of %s shows %s', (instant, zone, clock) => {
  expect(clockAt(instant, zone)).toBe(clock);
  expect(instantOf(clock, zone)).toBe(instant);
});

test('a time that a change of the clocks leaves out is an instant all the same', () =>
  expect(clockAt(instantOf('2026-03-29T02:30', timeZone), timeZone)).toMatch(/^2026-03-29T0[13]:30$/));
