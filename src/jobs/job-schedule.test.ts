import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { anybody, runJob } from '../../test/given-records.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { changeSettings } from '../settings/setting-operations.ts';
import type { JobsApp } from './job-definition.ts';
import { changeJob, getJob, requestRun } from './job-operations.ts';
import { listRuns } from './job-run-operations.ts';
import { takeDueTicks } from './job-schedule.ts';
import { workOnce } from './job-worker.ts';

const key = 'expiring-entitlements';

describe.each(postgresVersions())('a schedule on PostgreSQL %i', (version) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld({ version });
  });
  afterEach(() => world.close());

  const at = (instant: string): JobsApp => ({
    ...world.app,
    jobs: world.app.jobs.filter((job) => job.key === key),
    clock: { ...world.app.clock, now: () => new Date(instant) },
  });
  const runs = async () => (await listRuns(world.app, anybody, key, { limit: 50 })).items;
  const daily = { every: 'P1D', startsAt: '2026-03-01T05:00:00Z', timeZone: 'Europe/Berlin' };

  test('says the next five times, and none while the job is inactive', async () => {
    expect(await getJob(world.app, anybody, key)).toMatchObject({
      status: 'inactive',
      schedule: { cron: '0 6 * * *', timeZone: 'UTC' },
      nextRunAt: null,
      nextRuns: [],
    });
    const job = await changeJob(at('2026-03-01T04:00:00Z'), anybody, key, { status: 'active', schedule: daily });
    expect(job.nextRuns).toEqual([
      '2026-03-01T05:00:00.000Z',
      '2026-03-02T05:00:00.000Z',
      '2026-03-03T05:00:00.000Z',
      '2026-03-04T05:00:00.000Z',
      '2026-03-05T05:00:00.000Z',
    ]);
    expect((await changeJob(at('2026-03-01T04:00:00Z'), anybody, key, { status: 'inactive' })).nextRuns).toEqual([]);
  });

  test('begins now and in the time zone of the producer, unless it says otherwise', async () => {
    const job = await changeJob(at('2026-03-01T04:00:00Z'), anybody, key, {
      status: 'active',
      schedule: { every: 'PT6H' },
    });
    expect(job.schedule).toEqual({ every: 'PT6H', startsAt: '2026-03-01T04:00:00.000Z', timeZone: 'UTC' });
    expect(job.nextRunAt).toBe('2026-03-01T10:00:00.000Z');
    expect((await changeJob(world.app, anybody, key, { schedule: null })).schedule).toEqual({
      cron: '0 6 * * *',
      timeZone: 'UTC',
    });
  });

  test('keeps the time of day of the producer when their time zone changes, and runs nothing for it', async () => {
    const app = at('2126-03-01T04:00:00Z'); // what is past for the database is due, and stays as it was
    await changeJob(app, anybody, key, { status: 'active' });
    await changeSettings(app, anybody, { businessTimeZone: 'Europe/Berlin' });
    expect(await takeDueTicks(app)).toBe(0);
    expect(await getJob(world.app, anybody, key)).toMatchObject({
      schedule: { cron: '0 6 * * *', timeZone: 'Europe/Berlin' },
      nextRunAt: '2126-03-01T05:00:00.000Z',
    });
    await changeSettings(app, anybody, { businessTimeZone: 'UTC' });
    expect(await takeDueTicks(app)).toBe(0);
    expect(await getJob(world.app, anybody, key)).toMatchObject({ nextRunAt: '2126-03-01T06:00:00.000Z' });
    expect(await runs()).toEqual([]);
  });

  test('shows the next five times of a schedule that is not saved, and writes nothing', async () => {
    const stored = () => sql`select * from job where job.key = ${key}`.execute(world.app.database);
    const before = [await getJob(world.app, anybody, key), (await stored()).rows];
    const change = { status: 'active', schedule: daily, expectedVersion: 1, preview: true } as const;
    expect(await changeJob(at('2026-03-01T04:00:00Z'), anybody, key, change)).toMatchObject({
      status: 'active',
      warning: null,
      schedule: daily,
      nextRunAt: '2026-03-01T05:00:00.000Z',
      nextRuns: { length: 5 },
      version: 1,
    });
    expect([await getJob(world.app, anybody, key), (await stored()).rows]).toEqual(before);
    await expect(changeJob(world.app, anybody, key, { ...change, expectedVersion: 2 })).rejects.toThrow('version 1');
    await expect(changeJob(world.app, anybody, key, { subscriberRoles: ['nobody'], preview: true })).rejects.toThrow(
      'Some roles do not exist.',
    );
  });

  test('queues a run when its time has come, not before, and not twice', async () => {
    await changeJob(at('2026-03-01T04:00:00Z'), anybody, key, { status: 'active', schedule: daily });
    expect(await takeDueTicks(at('2026-03-01T04:59:59Z'))).toBe(0);
    expect(await takeDueTicks(at('2026-03-01T05:00:00Z'))).toBe(1);
    expect(await takeDueTicks(at('2026-03-01T05:00:01Z'))).toBe(0);
    expect(await runs()).toMatchObject([{ status: 'queued', requestedBy: 'schedule' }]);
  });

  test('is taken once by many processes at once', async () => {
    await changeJob(at('2026-03-01T04:00:00Z'), anybody, key, { status: 'active', schedule: daily });
    const taken = await Promise.all(Array.from({ length: 8 }, () => takeDueTicks(at('2026-03-01T05:00:00Z'))));
    expect(taken.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(await runs()).toHaveLength(1);
  });

  test('after a month of downtime catches up once, and goes on in step', async () => {
    await changeJob(at('2026-03-01T04:00:00Z'), anybody, key, { status: 'active', schedule: daily });
    await takeDueTicks(at('2026-03-01T05:00:00Z'));
    await workOnce(world.app, world.app.jobs);
    expect(await takeDueTicks(at('2026-04-01T12:00:00Z'))).toBe(1);
    expect(await takeDueTicks(at('2026-04-01T12:00:01Z'))).toBe(0);
    expect(await runs()).toHaveLength(2);
    expect((await getJob(at('2026-04-01T12:00:01Z'), anybody, key)).nextRunAt).toBe('2026-04-02T04:00:00.000Z');
  });

  test('lets a tick pass while the job is running', async () => {
    await changeJob(at('2026-03-01T04:00:00Z'), anybody, key, { status: 'active', schedule: daily });
    await requestRun(world.app, anybody, key);
    expect(await takeDueTicks(at('2026-03-01T05:00:00Z'))).toBe(0);
    expect(await runs()).toHaveLength(1);
    expect((await getJob(at('2026-03-01T05:00:01Z'), anybody, key)).nextRunAt).toBe('2026-03-02T05:00:00.000Z');
  });

  test('of an inactive job does nothing, though it can be run by hand', async () => {
    expect(await takeDueTicks(at('2026-03-01T06:00:00Z'))).toBe(0);
    expect((await runJob(world.app, key)).run.status).toBe('succeeded');
  });

  test('that nobody takes is told of', async () => {
    await changeJob(at('2026-03-01T04:00:00Z'), anybody, key, { status: 'active', schedule: daily });
    expect((await getJob(at('2026-03-01T05:01:00Z'), anybody, key)).warning).toBeNull();
    expect((await getJob(at('2026-03-01T05:03:00Z'), anybody, key)).warning).toContain('is late');
  });

  test('survives a change of status of a job that is shipped active, and is never made active again', async () => {
    const shipped: JobsApp = {
      ...world.app,
      jobs: at('2026-03-01T00:00:00Z').jobs.map((job) => ({
        ...job,
        shipped: { ...job.shipped, status: 'active' as const },
      })),
    };
    await takeDueTicks(shipped);
    expect((await getJob(shipped, anybody, key)).nextRuns).toHaveLength(5);
    await changeJob(shipped, anybody, key, { status: 'inactive' });
    await takeDueTicks(shipped);
    const { rows } = await sql<{ status: string }>`select job.status from job where job.key = ${key}`.execute(
      world.app.database,
    );
    expect(rows).toEqual([{ status: 'inactive' }]);
  });
});
