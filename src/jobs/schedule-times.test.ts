import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextTime, nextTimes, scheduleSchema, type Schedule } from './schedule-times.ts';

const times = (schedule: Schedule, after: string, count = 4) =>
  nextTimes(schedule, new Date(after), count).map((time) => time.toISOString().replace(':00.000Z', 'Z'));

describe('a cron schedule', () => {
  test.each<[string, string, string, readonly string[]]>([
    [
      'New York, in a gap, runs as soon as the clocks have moved',
      '30 2 * * *',
      'America/New_York',
      ['2026-03-07T07:30Z', '2026-03-08T07:00Z', '2026-03-09T06:30Z'],
    ],
    [
      'New York, in the hour that comes twice, runs once',
      '30 1 * * *',
      'America/New_York',
      ['2026-10-31T05:30Z', '2026-11-01T05:30Z', '2026-11-02T06:30Z'],
    ],
    [
      'Berlin, in a gap',
      '30 2 * * *',
      'Europe/Berlin',
      ['2026-03-28T01:30Z', '2026-03-29T01:00Z', '2026-03-30T00:30Z'],
    ],
    [
      'Berlin, in the hour that comes twice',
      '30 2 * * *',
      'Europe/Berlin',
      ['2026-10-24T00:30Z', '2026-10-25T00:30Z', '2026-10-26T01:30Z'],
    ],
    [
      'Lord Howe, in a gap of half an hour',
      '15 2 * * *',
      'Australia/Lord_Howe',
      ['2026-10-02T15:45Z', '2026-10-03T15:30Z', '2026-10-04T15:15Z'],
    ],
    [
      'Lord Howe, in the half hour that comes twice',
      '45 1 * * *',
      'Australia/Lord_Howe',
      ['2026-04-03T14:45Z', '2026-04-04T14:45Z', '2026-04-05T15:15Z'],
    ],
  ])('%s', (_, cron, timeZone, expected) => {
    const first = new Date(new Date(expected[0] ?? '').getTime() - 60_000).toISOString();
    expect(times({ cron, timeZone }, first, 3)).toEqual(expected);
  });

  test('of working days leaves out the week-end', () => {
    expect(times({ cron: '0 6 * * 1-5', timeZone: 'Europe/Berlin' }, '2026-03-06T05:00:00Z', 2)).toEqual([
      '2026-03-09T05:00Z',
      '2026-03-10T05:00Z',
    ]);
  });
});

describe('an interval', () => {
  const berlin = (every: string, startsAt: string): Schedule => ({ every, startsAt, timeZone: 'Europe/Berlin' });

  test('of days keeps its time of day through a change of the clocks', () => {
    expect(times(berlin('P1D', '2026-03-27T05:00:00Z'), '2026-03-27T05:00:00Z')).toEqual([
      '2026-03-28T05:00Z',
      '2026-03-29T04:00Z',
      '2026-03-30T04:00Z',
      '2026-03-31T04:00Z',
    ]);
    expect(times(berlin('P30D', '2026-03-01T05:00:00Z'), '2026-03-01T05:00:00Z', 2)).toEqual([
      '2026-03-31T04:00Z',
      '2026-04-30T04:00Z',
    ]);
  });

  test('of days runs once in a gap, and once in an hour that comes twice', () => {
    expect(times(berlin('P1D', '2026-03-28T01:30:00Z'), '2026-03-28T01:30:00Z', 2)).toEqual([
      '2026-03-29T01:30Z',
      '2026-03-30T00:30Z',
    ]);
    expect(times(berlin('P1D', '2026-10-24T00:30:00Z'), '2026-10-24T00:30:00Z', 2)).toEqual([
      '2026-10-25T00:30Z',
      '2026-10-26T01:30Z',
    ]);
    expect(
      times(
        { every: 'P1D', startsAt: '2026-10-02T15:45:00Z', timeZone: 'Australia/Lord_Howe' },
        '2026-10-02T15:45:00Z',
        2,
      ),
    ).toEqual(['2026-10-03T15:45Z', '2026-10-04T15:15Z']);
  });

  test('of hours keeps its length', () => {
    expect(times(berlin('PT6H', '2026-03-28T20:00:00Z'), '2026-03-28T20:00:00Z', 3)).toEqual([
      '2026-03-29T02:00Z',
      '2026-03-29T08:00Z',
      '2026-03-29T14:00Z',
    ]);
  });

  test('begins at its start, also when that is far away', () => {
    expect(times(berlin('PT30M', '2027-01-01T00:00:00Z'), '2026-01-01T00:00:00Z', 2)).toEqual([
      '2027-01-01T00:00Z',
      '2027-01-01T00:30Z',
    ]);
  });

  test('after a month of downtime goes on where it would have been, and never drifts', () => {
    expect(times(berlin('PT45M', '2026-03-01T00:00:00Z'), '2026-04-01T00:10:00Z', 2)).toEqual([
      '2026-04-01T00:45Z',
      '2026-04-01T01:30Z',
    ]);
  });

  test('gives times that are after the given one and that a look from just before finds again', () => {
    const zones = fc.constantFrom('America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'UTC');
    const every = fc.oneof(
      fc.integer({ min: 1, max: 90 }).map((count) => `PT${count}M`),
      fc.integer({ min: 1, max: 48 }).map((count) => `PT${count}H`),
      fc.integer({ min: 1, max: 40 }).map((count) => `P${count}D`),
    );
    const instant = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2028, 0, 1) });
    fc.assert(
      fc.property(zones, every, instant, instant, (timeZone, length, start, after) => {
        const schedule = { every: length, startsAt: new Date(start).toISOString(), timeZone };
        const next = nextTime(schedule, new Date(after));
        expect(next && next.getTime() > after).toBe(true);
        expect(nextTime(schedule, new Date((next?.getTime() ?? 0) - 1))).toEqual(next);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the schema of schedules', () => {
  test.each([
    { every: 'PT0M', startsAt: '2026-01-01T00:00:00Z', timeZone: 'UTC' },
    { every: 'P1M', startsAt: '2026-01-01T00:00:00Z', timeZone: 'UTC' },
    { every: 'P1D', timeZone: 'UTC' },
    { cron: '* * * *', timeZone: 'UTC' },
    { cron: '61 * * * *', timeZone: 'UTC' },
    { cron: '0 0 30 2 *', timeZone: 'UTC' },
    { cron: '* * * * * *', timeZone: 'UTC' },
    { cron: '0 6 * * *', timeZone: 'Mars/Olympus' },
    { cron: '0 6 * * *' },
    {},
  ])('refuses %j', (input) => expect(scheduleSchema.safeParse(input).success).toBe(false));
});
