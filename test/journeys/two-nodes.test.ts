import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { insertShippedJobs } from '../../src/jobs/job-store.ts';
import { givenAccount, givenEntitlement, givenLineItem, givenRecords, smallCatalog } from '../given-records.ts';
import { endLeases, kill, openRuns, pause, randomMoments, until } from '../kills.ts';
import { addressOf, startLicet, type LicetProcess } from '../licet-process.ts';
import { openWorld, type World } from '../world.ts';

const key = 'a-key-for-the-first-administrator';
const holders = 300;
const imported = 15_000;

interface Node {
  readonly process: LicetProcess;
  readonly call: (path: string, body: string, type?: string) => Promise<number>;
}

describe('three processes on one PostgreSQL', () => {
  let world: World;
  let variables: Readonly<Record<string, string>>;
  let nodes: Node[];
  beforeEach(async () => {
    world = await openWorld();
    await givenRecords(world.app, [
      ...smallCatalog,
      ...Array.from({ length: holders }, (_, number) => holder(number)).flat(),
    ]);
    variables = {
      DATABASE_URL: addressOf(world.connection),
      LICET_TODAY: '2026-03-01',
      LICET_PORT: '0',
      LICET_DEMO: '0',
      LICET_ADMIN_API_KEY: key,
    };
    nodes = await Promise.all([1, 2, 3].map(() => startNode(variables)));
  });
  afterEach(async () => {
    for (const { process } of nodes) process.child.kill('SIGKILL');
    await Promise.all(nodes.map(({ process }) => process.ended));
    await world.close();
  });

  test('miss nothing and do nothing twice when one of them is killed at work', async () => {
    const { random, told } = randomMoments();
    const [one, two, three] = nodes;
    const accepted = await Promise.all([
      one?.call('imports', accountLines(), 'application/x-ndjson'),
      two?.call('jobs/expiring-entitlements/runs', '{}'),
      three?.call('jobs/expired-entitlements/runs', '{}'),
    ]);
    expect(accepted).toEqual([202, 202, 202]);
    await pause(random() * 970);
    await killOne(random);
    await until(async () => (await openRuns(world.app.database)) === 0, 50);

    expect(await outcomeOf(world), told).toEqual({
      unsuccessful: 0,
      accounts: imported,
      histories: imported,
      emails: holders * 2,
      receivers: holders,
      items: holders * 2,
      noticed: holders * 2,
    });
    for (const { process } of nodes) process.child.kill('SIGTERM');
    for (const { process } of nodes) expect(await process.ended, told).toMatchObject({ status: 0 });
  });

  test('take each tick of each job once, also when one after the other is killed', async () => {
    const { random, told } = randomMoments();
    await noteTakenTicks(world);
    const due: string[] = [];
    for (let round = 1; round <= 10; round++) {
      due.push(...(await tickEverything(world, { together: round % 3 === 0 })));
      if (round % 4 === 2) {
        await pause(random() * 300);
        await killOne(random);
        nodes.push(await startNode(variables));
      }
      await until(() => areTicksOver(world), 20);
    }
    expect(due).toHaveLength(30);
    expect(await takenTicks(world), told).toEqual(due.toSorted());
    expect(await runsBySchedule(world), told).toEqual({ succeeded: due.length });
  }, 90_000);

  /** Kills any of the nodes, and ends what it holds; what the living hold ends too, and they do nothing more to it. */
  const killOne = async (random: () => number): Promise<void> => {
    const [victim] = nodes.splice(Math.floor(random() * nodes.length), 1);
    if (victim !== undefined) await kill(victim.process);
    await endLeases(world.app.database);
  };
});

async function startNode(variables: Readonly<Record<string, string>>): Promise<Node> {
  const process = startLicet(['serve'], variables);
  const address = /ready at (\S+)/.exec(await process.printed(/Stop with/))?.[1] ?? '';
  const call: Node['call'] = async (path, body, type = 'application/json') => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': type };
    return (await fetch(`${address}/api/v1/${path}`, { method: 'POST', headers, body })).status;
  };
  return { process, call };
}

/** An account with somebody who takes reminders, with two things that have expired and some that will. */
function holder(number: number): readonly object[] {
  const days = ['2026-02-10', '2026-02-20', '2026-03-05', '2026-03-31', '2026-05-01', '2026-08-01'];
  const items = days.map((day, index) => givenLineItem(`H-${number}-${index}`, day));
  return [...givenAccount(`H-${number}`), givenEntitlement(`E-${number}`, `H-${number}`, items)];
}

function accountLines(): string {
  return Array.from({ length: imported }, (_, index) =>
    JSON.stringify({ entity: 'account', accountId: `A-${index}`, name: 'Account' }),
  ).join('\n');
}

/** What all runs together have left behind, counted. */
async function outcomeOf({ app }: World) {
  const { rows } = await sql`
    select (select count(*) from job_run where status <> 'succeeded') as unsuccessful,
           (select count(*) from account where account_id like 'A-%') as accounts,
           (select count(*) from history_record where entity_key like 'A-%') as histories,
           (select count(*) from email) as emails,
           (select count(distinct user_id) from email) as receivers,
           (select count(*) from job_run_item) as items,
           (select count(*) from expired_notice) as noticed`.execute(app.database);
  return rows[0];
}

/** Notes which instant of which job each run on schedule was queued for; the job still names it at that moment. */
async function noteTakenTicks({ app: { database, jobs } }: World): Promise<void> {
  await sql`create table taken_tick (job_key text, instant timestamptz)`.execute(database);
  await sql`create function note_tick() returns trigger language plpgsql as $$
    begin
      insert into taken_tick select job.key, job.next_run_at from job where job.key = new.job_key;
      return new;
    end $$`.execute(database);
  await sql`create trigger note_tick before insert on job_run for each row when (new.requested_by = 'schedule')
    execute function note_tick()`.execute(database);
  await insertShippedJobs(
    database,
    jobs.map(({ key: job }) => ({ key: job, status: 'active' as const })),
  );
  // As autovacuum would have done within the minute.
  await sql`analyze`.execute(database);
  await sql`update job set status = 'active', next_run_at = now() + interval '1 day'`.execute(database);
}

/** Lets a tick of each job be due; together: all processes are held up until each of them has come to take it. */
async function tickEverything({ app: { database } }: World, { together }: { together: boolean }): Promise<string[]> {
  return database.transaction().execute(async (transaction) => {
    if (together) await sql`lock table job in exclusive mode`.execute(transaction);
    const { rows } = await sql<{ tick: string }>`
      update job set next_run_at = now() - interval '1 minute' returning job.key || ' ' || job.next_run_at as tick`.execute(
      transaction,
    );
    if (together) await pause(1_100);
    return rows.map(({ tick }) => tick);
  });
}

async function areTicksOver({ app: { database } }: World): Promise<boolean> {
  const { rows } = await sql<{ due: number }>`select count(*) as due from job where job.next_run_at <= now()`.execute(
    database,
  );
  return rows[0]?.due === 0 && (await openRuns(database)) === 0;
}

async function takenTicks({ app: { database } }: World): Promise<readonly string[]> {
  const { rows } = await sql<{ tick: string }>`select job_key || ' ' || instant as tick from taken_tick`.execute(
    database,
  );
  return rows.map(({ tick }) => tick).toSorted();
}

async function runsBySchedule({ app: { database } }: World) {
  const { rows } = await sql<{ status: string; count: number }>`
    select status, count(*) as count from job_run where requested_by = 'schedule' group by status`.execute(database);
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
}
