import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { anybody } from '../../test/given-records.ts';
import { onDay, openWorld, postgresVersions, type World } from '../../test/world.ts';
import type { ScheduledJob, JobsApp, RunningJob } from './job-definition.ts';
import { requestRun } from './job-operations.ts';
import { cancelRun, getRun } from './job-run-operations.ts';
import { startJobWorker, workOnce } from './job-worker.ts';

const thingsInAll = 5;

/** A job that writes down one thing in each chunk; `onChunk` can get in its way. */
function countingJob(
  onChunk: (run: RunningJob, thing: number) => Promise<void> | void = () => undefined,
): ScheduledJob {
  const chunk: ScheduledJob['chunk'] = async (transaction, run) => {
    const thing = Number(run.cursor ?? 0) + 1;
    await sql`insert into thing_done (thing, business_day, finished) values (${thing}, ${run.businessDay}, false)`.execute(
      transaction,
    );
    await onChunk(run, thing);
    return {
      cursor: thing,
      done: thing === thingsInAll,
      counts: { done: 1 },
      progressDone: 1,
      progressTotal: thingsInAll,
    };
  };
  return {
    key: 'counting',
    exclusive: true,
    title: 'Counting',
    description: '',
    whileInactive: 'Nothing is counted.',
    freeze: async (_, today) => ({ frozenOn: today }),
    chunk,
    decide: () => {
      throw new Error('not asked here');
    },
    decideEnd: () => Promise.reject(new Error('not asked here')),
    finish: async (transaction) => {
      await sql`insert into thing_done (thing, business_day, finished) values (0, current_date, true)`.execute(
        transaction,
      );
      return { finished: 1 };
    },
    errorsInOptions: () => [],
    shipped: { status: 'inactive', cron: '0 6 * * *' },
  };
}

describe.each(postgresVersions())('a run on PostgreSQL %i', (version) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld({ version });
    await sql`create table thing_done (id serial primary key, thing int, business_day date, finished boolean)`.execute(
      world.app.database,
    );
  });
  afterEach(() => world.close());

  const withJob = (job: ScheduledJob, day = '2026-03-01'): JobsApp => ({ ...onDay(world, day), jobs: [job] });
  const thingsDone = async () => {
    const { rows } = await sql<{
      thing: number;
    }>`select thing_done.thing from thing_done where not thing_done.finished order by thing_done.id`.execute(
      world.app.database,
    );
    return rows.map((row) => row.thing);
  };
  const finishes = async () => {
    const { rows } = await sql<{
      count: number;
    }>`select count(*) as count from thing_done where thing_done.finished`.execute(world.app.database);
    return rows[0]?.count;
  };
  const everything = [1, 2, 3, 4, 5];

  test('does each thing once, finishes once, and tells what it did', async () => {
    const app = withJob(countingJob());
    const { runId } = await requestRun(app, anybody, 'counting');
    await workOnce(app, app.jobs);
    expect(await thingsDone()).toEqual(everything);
    expect(await finishes()).toBe(1);
    expect(await getRun(app, anybody, runId)).toMatchObject({
      status: 'succeeded',
      summary: { done: 5, finished: 1 },
      progress: { done: 5, total: 5 },
    });
    expect(await workOnce(app, app.jobs)).toBe(false);
  });

  test('is refused while another one of the job is open', async () => {
    const app = withJob(countingJob());
    const starts = await Promise.allSettled(Array.from({ length: 10 }, () => requestRun(app, anybody, 'counting')));
    const refused = starts.flatMap((start) => (start.status === 'rejected' ? [start.reason] : []));
    expect(refused).toHaveLength(9);
    for (const reason of refused) expect(reason).toMatchObject({ code: 'job_already_running' });
  });

  test('that stumbles goes on where it was, and has done nothing twice', async () => {
    let stumbles = 2;
    const app = withJob(
      countingJob((_, thing) => {
        if (thing === 3 && stumbles-- > 0) throw new Error('stumbled');
      }),
    );
    const { runId } = await requestRun(app, anybody, 'counting');
    while ((await getRun(app, anybody, runId)).status !== 'succeeded') {
      await workOnce(app, app.jobs);
      await sql`update job_run set run_after = now()`.execute(app.database);
    }
    expect(await thingsDone()).toEqual(everything);
  });

  test('that always stumbles fails in the end, with why, and has told what it owed', async () => {
    const app = withJob(
      countingJob((_, thing) => {
        if (thing === 3) throw new Error('the third thing is broken');
      }),
    );
    const { runId } = await requestRun(app, anybody, 'counting');
    for (let attempt = 0; attempt < 6; attempt++) {
      await workOnce(app, app.jobs);
      await sql`update job_run set run_after = now()`.execute(app.database);
    }
    expect(await getRun(app, anybody, runId)).toMatchObject({
      status: 'failed',
      error: 'the third thing is broken',
      summary: { done: 2, finished: 1 },
    });
    expect(await thingsDone()).toEqual([1, 2]);
    expect(await finishes()).toBe(1);
  });

  test('that has stumbled tells what went wrong and when it is tried again', async () => {
    const app = withJob(
      countingJob((_, thing) => {
        if (thing === 3) throw new Error('the third thing is broken');
      }),
    );
    const { runId } = await requestRun(app, anybody, 'counting');
    expect(await getRun(app, anybody, runId)).toMatchObject({ failedAttempts: 0, nextAttemptAt: null });
    await workOnce(app, app.jobs);
    await workOnce(app, app.jobs);
    const { rows } = await sql<{ runAfter: Date }>`select job_run.run_after from job_run`.execute(app.database);
    expect(await getRun(app, anybody, runId)).toMatchObject({
      status: 'running',
      error: 'the third thing is broken',
      failedAttempts: 1,
      nextAttemptAt: rows[0]?.runAfter.toISOString(),
    });
  });

  test('keeps its business day when it is resumed after midnight', async () => {
    const before = withJob(
      countingJob((_, thing) => {
        if (thing === 3) throw new Error('the power went off');
      }),
    );
    await requestRun(before, anybody, 'counting');
    await workOnce(before, before.jobs);
    await sql`update job_run set run_after = now()`.execute(before.database);
    const after = withJob(countingJob(), '2026-03-02');
    await workOnce(after, after.jobs);
    const { rows } = await sql<{
      day: string;
    }>`select distinct thing_done.business_day as day from thing_done where not thing_done.finished`.execute(
      before.database,
    );
    expect(rows).toEqual([{ day: '2026-03-01' }]);
    expect(await thingsDone()).toEqual(everything);
  });

  test('that a stalled worker comes back to can be harmed by it no more', async () => {
    let wakeStalled = (): void => undefined;
    const stalled = new Promise<void>((resolve) => {
      wakeStalled = resolve;
    });
    let reached = (): void => undefined;
    const hasStalled = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const slow = withJob(
      countingJob(async (_, thing) => {
        if (thing !== 3) return;
        reached();
        await stalled;
      }),
    );
    const { runId } = await requestRun(slow, anybody, 'counting');
    const first = workOnce(slow, slow.jobs, { leaseSeconds: 3_600 });
    await hasStalled;
    await sql`update job_run set lease_until = now() - interval '1 second'`.execute(slow.database);
    const quick = withJob(countingJob());
    await workOnce(quick, quick.jobs);
    expect(await getRun(quick, anybody, runId)).toMatchObject({ status: 'succeeded' });
    wakeStalled();
    await first;
    expect(await thingsDone()).toEqual(everything);
    expect(await finishes()).toBe(1);
  });

  test('is not kept from others by what a stalled worker has locked', async () => {
    await sql`create unique index on thing_done (thing)`.execute(world.app.database);
    let wakeStalled = (): void => undefined;
    const stalled = new Promise<void>((resolve) => {
      wakeStalled = resolve;
    });
    const slow = withJob(countingJob((_, thing) => (thing === 3 ? stalled : undefined)));
    const { runId } = await requestRun(slow, anybody, 'counting');
    const first = workOnce(slow, slow.jobs, { leaseSeconds: 1 });
    while ((await thingsDone()).length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
    // It says that it lives, but nothing more: its chunk is over with its lease.
    await sql`update job_run set lease_until = now() - interval '1 second', fence = fence + 1`.execute(slow.database);
    const quick = withJob(countingJob());
    await workOnce(quick, quick.jobs);
    expect(await getRun(quick, anybody, runId)).toMatchObject({ status: 'succeeded' });
    wakeStalled();
    await first;
    expect(await thingsDone()).toEqual(everything);
  });

  test('is taken by one of many workers only', async () => {
    const app = withJob(countingJob());
    const { runId } = await requestRun(app, anybody, 'counting');
    const workers = Array.from({ length: 4 }, () => startJobWorker(app, app.jobs));
    while ((await getRun(app, anybody, runId)).status !== 'succeeded')
      await new Promise((resolve) => setTimeout(resolve, 20));
    await Promise.all(workers.map((worker) => worker.stop()));
    expect(await thingsDone()).toEqual(everything);
  });

  test('ends after the chunk in hand when it is cancelled, and what it did stays', async () => {
    const app: JobsApp = withJob(
      countingJob(async (run, thing) => {
        if (thing === 2) await cancelRun(app, anybody, String(run.id));
      }),
    );
    const { runId } = await requestRun(app, anybody, 'counting');
    await workOnce(app, app.jobs);
    expect(await getRun(app, anybody, runId)).toMatchObject({ status: 'cancelled', summary: { done: 2, finished: 1 } });
    expect(await finishes()).toBe(1);
    await expect(cancelRun(app, anybody, runId)).rejects.toMatchObject({ code: 'refused' });
  });

  test('that was cancelled before it began does nothing', async () => {
    const app = withJob(countingJob());
    const { runId } = await requestRun(app, anybody, 'counting');
    await cancelRun(app, anybody, runId);
    await workOnce(app, app.jobs);
    expect(await getRun(app, anybody, runId)).toMatchObject({ status: 'cancelled', summary: { finished: 1 } });
    expect(await thingsDone()).toEqual([]);
  });

  test('is given back at once by a worker that is asked to stop', async () => {
    const app = withJob(countingJob());
    await requestRun(app, anybody, 'counting');
    await workOnce(app, app.jobs, { isStopping: () => true });
    expect(await thingsDone()).toEqual([1]);
    await workOnce(app, app.jobs);
    expect(await thingsDone()).toEqual(everything);
  });
});
