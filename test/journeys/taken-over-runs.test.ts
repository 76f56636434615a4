import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { requestRun } from '../../src/jobs/job-operations.ts';
import { workOnce } from '../../src/jobs/job-worker.ts';
import { runDefinitions } from '../../src/server.ts';
import { givenStagedImport } from '../given-import.ts';
import { givenManyHolders, outcomeOf } from '../given-many-holders.ts';
import { anybody } from '../given-records.ts';
import { endLeases, kill, openRuns, pause, randomMoments, until } from '../kills.ts';
import { addressOf, startLicet, type LicetProcess } from '../licet-process.ts';
import { openWorld, type World } from '../world.ts';

const jobs = ['expiring-entitlements', 'expired-entitlements'];
const imported = 10_000;

describe('a run that another process takes over', { timeout: 90_000 }, () => {
  let world: World;
  let variables: Readonly<Record<string, string>>;
  const started: LicetProcess[] = [];
  beforeAll(async () => {
    world = await openWorld();
    variables = { DATABASE_URL: addressOf(world.connection) };
    await givenManyHolders(world);
    await forget(world);
  });
  afterEach(async () => {
    for (const { child } of started) child.kill('SIGKILL');
    await Promise.all(started.splice(0).map((worker) => worker.ended));
    await forget(world);
  });
  afterAll(() => world.close());

  const startWorker = (today: string): LicetProcess => {
    const worker = startLicet(['work'], { ...variables, LICET_TODAY: today });
    started.push(worker);
    return worker;
  };
  const end = async (...workers: readonly LicetProcess[]): Promise<void> => {
    for (const { child } of workers) child.kill('SIGTERM');
    for (const { ended } of workers) expect(await ended).toMatchObject({ status: 0 });
  };
  const newestRun = () =>
    world.app.database.selectFrom('jobRun').selectAll('jobRun').orderBy('jobRun.id', 'desc').executeTakeFirstOrThrow();
  /** Stops a worker, but not in the short moment in which a chunk has locked the run itself: that would last half a minute. */
  const stall = async ({ child }: LicetProcess): Promise<void> => {
    for (;;) {
      child.kill('SIGSTOP');
      await pause(20);
      if (!(await isRunLocked(world))) return;
      child.kill('SIGCONT');
      await pause(5);
    }
  };
  const allEnded = async (): Promise<boolean> => (await openRuns(world.app.database)) === 0;

  /** What comes out of some work where nobody gets in its way. */
  const outcomeUndisturbed = async (give: () => Promise<unknown>) => {
    await give();
    while (await workOnce(world.app, runDefinitions));
    const outcome = await outcomeOf(world);
    expect(outcome).toMatchObject({ runs: [{ status: 'succeeded', day: '2026-03-01' }] });
    await forget(world);
    return outcome;
  };

  test.each(jobs)('after midnight: %s ends as of the day on which it began', async (key) => {
    const { random, told } = randomMoments();
    const give = () => requestRun(world.app, anybody, key);
    const undisturbed = await outcomeUndisturbed(give);
    await give();
    const today = startWorker('2026-03-01');
    await until(async () => (await newestRun()).businessDay !== null, 2, started);
    await pause(random() * 200);
    await kill(today);
    expect(await newestRun(), told).toMatchObject({ endedAt: null, businessDay: '2026-03-01' });
    await endLeases(world.app.database);
    const tomorrow = startWorker('2026-03-02');
    await until(allEnded, 10, [tomorrow]);
    expect(await outcomeOf(world), told).toEqual(undisturbed);
    await end(tomorrow);
  });

  test.each([...jobs, 'import'])('from one that stalled: when that comes back, %s is not touched', async (key) => {
    const { random, told } = randomMoments();
    const give = () =>
      key === 'import' ? givenStagedImport(world, accountLines()) : requestRun(world.app, anybody, key);
    const undisturbed = await outcomeUndisturbed(give);
    await give();
    const stalled = startWorker('2026-03-01');
    await until(async () => (await newestRun()).businessDay !== null, 2, started);
    await pause(random() * 200);
    await stall(stalled);
    expect(await newestRun(), told).toMatchObject({ endedAt: null, fence: 1 });
    await endLeases(world.app.database);
    const other = startWorker('2026-03-01');
    // What the stalled one has locked is free when it comes back, or when PostgreSQL has had enough of it.
    await until(async () => (await allEnded()) || (await isLockedOut(world)), 10, [other]);
    stalled.child.kill('SIGCONT');
    await until(allEnded, 10, [stalled, other]);
    await end(stalled, other);
    expect(await newestRun(), told).toMatchObject({ fence: 2, attempts: 0 });
    expect(await outcomeOf(world), told).toEqual(undisturbed);
  });
});

/** Whether somebody who took the run over waits for what another one holds who does nothing. */
async function isLockedOut({ app: { database } }: World): Promise<boolean> {
  const { rows } = await sql<{ waiting: boolean }>`
    select exists (select from job_run where job_run.status = 'running' and job_run.fence > 1)
       and exists (select from pg_stat_activity waiting
                    where waiting.datname = current_database() and cardinality(pg_blocking_pids(waiting.pid)) > 0) as waiting`.execute(
    database,
  );
  return rows[0]?.waiting ?? false;
}

async function isRunLocked({ app: { database } }: World): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`
    select exists (select from job_run
                    where job_run.id not in (select free.id from job_run free for update skip locked)) as locked`.execute(
    database,
  );
  return rows[0]?.locked ?? false;
}

async function forget({ app: { database } }: World): Promise<void> {
  for (const table of ['email', 'reminder_mark', 'expired_notice', 'job_run_item', 'import'])
    await sql`delete from ${sql.table(table)}`.execute(database);
  await sql`delete from job_run`.execute(database);
  await sql`delete from account where account_id like 'A-%'`.execute(database);
  await sql`alter table history_record disable trigger history_record_append_only`.execute(database);
  await sql`delete from history_record where entity_key like 'A-%'`.execute(database);
  await sql`alter table history_record enable trigger history_record_append_only`.execute(database);
}

function accountLines(): string {
  return Array.from({ length: imported }, (_, index) =>
    JSON.stringify({ entity: 'account', accountId: `A-${index}`, name: 'Account' }),
  ).join('\n');
}
