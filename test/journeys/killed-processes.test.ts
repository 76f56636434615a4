import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { requestRun } from '../../src/jobs/job-operations.ts';
import { workOnce } from '../../src/jobs/job-worker.ts';
import { anybody, givenRecords, smallCatalog } from '../given-records.ts';
import { freshDataFolder, startLicet, type LicetProcess } from '../licet-process.ts';
import { openWorld, type World } from '../world.ts';

describe('a process that is killed', () => {
  let world: World;
  let folder: string;
  let variables: Readonly<Record<string, string>>;
  beforeEach(async () => {
    world = await openWorld();
    folder = freshDataFolder();
    const { host, port, user, database } = world.connection;
    const address = `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}&port=${port}`;
    variables = { DATABASE_URL: address, LICET_TODAY: '2026-03-01' };
  });
  afterEach(async () => {
    rmSync(folder, { recursive: true, force: true });
    await world.close();
  });

  const newestRun = async () =>
    world.app.database.selectFrom('jobRun').selectAll('jobRun').orderBy('jobRun.id', 'desc').executeTakeFirst();
  type Run = NonNullable<Awaited<ReturnType<typeof newestRun>>>;

  const runThat = async (worker: LicetProcess, isSo: (run: Run) => boolean): Promise<Run> => {
    for (;;) {
      const run = await newestRun();
      if (run !== undefined && isSo(run)) return run;
      if (worker.child.exitCode !== null) throw new Error(`licet ended too early: ${(await worker.ended).stderr}`);
      await pause(5);
    }
  };

  const kill = async (process: LicetProcess): Promise<void> => {
    process.child.kill('SIGKILL');
    await process.ended;
    // Its lease would end in half a minute.
    await sql`update job_run set lease_until = now() where job_run.status = 'running'`.execute(world.app.database);
  };

  const seeThrough = async (): Promise<Run> => {
    const worker = startLicet(['work'], variables);
    const run = await runThat(worker, (one) => one.endedAt !== null);
    await worker.printed(/Stop with/);
    worker.child.kill('SIGTERM');
    expect(await worker.ended).toMatchObject({ status: 0 });
    return run;
  };

  test('in the middle of an import leaves to the next one exactly the rest', async () => {
    const count = 20_000;
    const file = join(folder, 'accounts.ndjson');
    const accounts = Array.from({ length: count }, (_, index) => ({ entity: 'account', accountId: `A-${index}` }));
    writeFileSync(file, accounts.map((one) => `${JSON.stringify({ ...one, name: 'Account' })}\n`).join(''));
    const command = startLicet(['import', file, '--json'], variables);
    await runThat(command, (run) => (run.summary['created'] ?? 0) >= 1_000);
    await kill(command);
    const left = await newestRun();
    expect(left).toMatchObject({ status: 'running', fence: 1 });
    expect(left?.summary['created']).toBeLessThan(count);
    const done = await seeThrough();
    expect(done).toMatchObject({ id: left?.id, status: 'succeeded', fence: 2, error: null });
    expect(done.summary).toEqual({
      records: count,
      created: count,
      'account.records': count,
      'account.created': count,
    });
    const { rows } = await sql`
      select (select count(*) from account where account_id like 'A-%') as accounts,
             (select count(*) from history_record where entity_key like 'A-%') as histories`.execute(
      world.app.database,
    );
    expect(rows).toEqual([{ accounts: count, histories: count }]);
  });

  test('gently in the middle of an import that is kept whole gives it back at once', async () => {
    const file = join(folder, 'accounts.ndjson');
    const accounts = Array.from({ length: 10_000 }, (_, index) => ({ entity: 'account', accountId: `A-${index}` }));
    writeFileSync(file, accounts.map((one) => `${JSON.stringify({ ...one, name: 'Account' })}\n`).join(''));
    const command = startLicet(['import', file, '--on-error', 'stop'], variables);
    await runThat(command, (run) => run.progressDone > 0);
    command.child.kill('SIGTERM');
    expect(await command.ended).toMatchObject({ status: 1, stderr: expect.stringContaining('Interrupted') });
    expect(await newestRun()).toMatchObject({ status: 'running', leaseUntil: null, attempts: 0 });
    expect(await seeThrough()).toMatchObject({ status: 'succeeded', summary: { created: 10_000 } });
  });

  test.each(['expiring-entitlements', 'expired-entitlements'])(
    'at any moment of %s, again and again, changes nothing about what comes out',
    async (key) => {
      const seed = Number(process.env['LICET_TEST_SEED'] ?? Date.now() % 1_000_000);
      const random = randomFrom(seed);
      const told = `to see it again: LICET_TEST_SEED=${seed}`;
      await givenManyHolders(world);
      await requestRun(world.app, anybody, key);
      const started = performance.now();
      await workOnce(world.app, world.app.jobs);
      const undisturbed = { took: performance.now() - started, outcome: await outcomeOf(world) };
      expect(undisturbed.outcome).toMatchObject({ runs: [{ status: 'succeeded' }], emailsCount: holders });
      await forget(world);

      const { runId } = await requestRun(world.app, anybody, key);
      for (let kills = 1; kills <= 3; kills++) {
        const worker = startLicet(['work'], variables);
        await runThat(worker, (run) => run.fence === kills || run.endedAt !== null);
        await pause(random() * undisturbed.took * 0.2 * kills);
        await kill(worker);
      }
      const done = await seeThrough();
      expect({ id: String(done.id), claimedAgain: done.fence > 1 }, told).toEqual({ id: runId, claimedAgain: true });
      expect(await outcomeOf(world), told).toEqual(undisturbed.outcome);
    },
  );
});

const holders = 700;
const itemsOfEach = 40;

/** Accounts with somebody who takes reminders, each with things that have expired and things that will: more than one chunk. */
async function givenManyHolders({ app }: World): Promise<void> {
  await givenRecords(app, smallCatalog);
  const statements = [
    sql`insert into account (account_id, name, type, created_by, updated_by)
        select 'H-' || number, 'Holder', 'customer', 'test', 'test' from generate_series(1, ${holders}) as number`,
    sql`insert into licet_user (user_id, user_name, first_name, last_name, email, locale, time_zone, status, subscribes_expiring_entitlements, created_by, updated_by)
        select account_id, account_id, 'A', 'B', account_id || '@holders.example', 'en', 'UTC', 'active', true, 'test', 'test'
          from account where account_id like 'H-%'`,
    sql`insert into membership (user_id, account_id)
        select licet_user.id, account.id from licet_user join account on account.account_id = licet_user.user_id`,
    sql`insert into membership_role (membership_id, role_id) select membership.id, role.id from membership, role where role.name = 'Contact'`,
    sql`insert into entitlement (entitlement_id, account_id, state, created_by, updated_by)
        select 'E' || account_id, id, 'deployed', 'test', 'test' from account where account_id like 'H-%'`,
    sql`insert into line_item (id, activation_id, entitlement_id, position, type, root_id, quantity, start_date_option, start_date, permanent,
                               expiration_date, state, created_by, updated_by)
        select row_number() over (), entitlement.entitlement_id || '-' || number, entitlement.id, number, 'new', row_number() over (), 5, 'now',
               date '2025-01-01', false, date '2026-03-01' - 40 + number, 'deployed', 'test', 'test'
          from entitlement cross join generate_series(1, ${itemsOfEach * 2}) as number`,
  ];
  for (const statement of statements) await statement.execute(app.database);
}

/** Everything that a reminder run leaves behind, but for row numbers, instants and Message-IDs. */
async function outcomeOf({ app: { database } }: World) {
  const { rows } = await sql<Readonly<Record<string, unknown>>>`
    select (select count(*) from email) as emails_count,
           (select md5(string_agg(account_id || ' ' || user_id || ' ' || type || ' ' || to_address || ' ' || data, ',' order by account_id, user_id)) from email) as emails,
           (select md5(string_agg(account_id || ' ' || outcome || ' ' || receivers::text || ' ' || listed::text || ' ' || reasons, ',' order by id)) from job_run_item) as items,
           (select count(*) from job_run_item) as items_count,
           (select md5(string_agg(account_id || ' ' || kind || ' ' || business_day, ',' order by account_id, kind)) from reminder_mark) as marks,
           (select md5(string_agg(item_kind || item_id || ' ' || expiration_date || ' ' || account_id, ',' order by item_kind, item_id, expiration_date)) from expired_notice) as notices,
           (select jsonb_agg(jsonb_build_object('status', status, 'summary', summary, 'error', error, 'done', progress_done, 'total', progress_total)) from job_run where job_key <> 'import') as runs`.execute(
    database,
  );
  return rows[0];
}

async function forget({ app: { database } }: World): Promise<void> {
  for (const table of ['email', 'reminder_mark', 'expired_notice', 'job_run_item'])
    await sql`delete from ${sql.table(table)}`.execute(database);
  await sql`delete from job_run where job_key <> 'import'`.execute(database);
}

/** Numbers from 0 to 1 that come again with the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    const one = Math.imul(state ^ (state >>> 15), state | 1);
    const other = one ^ (one + Math.imul(one ^ (one >>> 7), one | 61));
    return ((other ^ (other >>> 14)) >>> 0) / 2 ** 32;
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
