import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { requestRun } from '../../src/jobs/job-operations.ts';
import { workOnce } from '../../src/jobs/job-worker.ts';
import { runDefinitions } from '../../src/server.ts';
import { givenStagedImport } from '../given-import.ts';
import { givenManyHolders, givenOldEmails, holders, outcomeOf } from '../given-many-holders.ts';
import { anybody } from '../given-records.ts';
import { endLeases, heldNow, kill, openRuns, pause, randomMoments, until } from '../kills.ts';
import { addressOf, freshDataFolder, startLicet } from '../licet-process.ts';
import { openWorld, type World } from '../world.ts';

const jobs = ['expiring-entitlements', 'expired-entitlements', 'purge-email-history'];
const kept = 12_000;
const whole = 6_000;
const oldEmails = 30_000;

describe('a process that is killed', () => {
  let world: World;
  let folder: string;
  let variables: Readonly<Record<string, string>>;
  beforeEach(async () => {
    world = await openWorld();
    folder = freshDataFolder();
    variables = { DATABASE_URL: addressOf(world.connection), LICET_TODAY: '2026-03-01' };
  });
  afterEach(async () => {
    rmSync(folder, { recursive: true, force: true });
    await world.close();
  });

  const newestRun = () =>
    world.app.database.selectFrom('jobRun').selectAll('jobRun').orderBy('jobRun.id', 'desc').executeTakeFirst();

  const seeThrough = async (): Promise<void> => {
    const worker = startLicet(['work'], variables);
    await worker.printed(/Stop with/);
    await until(async () => (await openRuns(world.app.database)) === 0, 10, [worker]);
    worker.child.kill('SIGTERM');
    expect(await worker.ended).toMatchObject({ status: 0 });
  };

  test('gently in the middle of an import that is kept whole gives it back at once', async () => {
    const file = join(folder, 'accounts.ndjson');
    writeFileSync(file, accountLines('A-', 10_000));
    const command = startLicet(['import', file, '--on-error', 'stop'], variables);
    await until(async () => ((await newestRun())?.progressDone ?? 0) > 0, 5, [command]);
    command.child.kill('SIGTERM');
    expect(await command.ended).toMatchObject({ status: 1, stderr: expect.stringContaining('Interrupted') });
    expect(await newestRun()).toMatchObject({ status: 'running', leaseUntil: null, attempts: 0 });
    await seeThrough();
    expect(await newestRun()).toMatchObject({ status: 'succeeded', summary: { created: 10_000 } });
  });

  test('at any moment of imports and jobs, again and again, changes nothing about what comes out', async () => {
    const { random, told } = randomMoments();
    const undisturbed = await outcomeUndisturbed();
    await givenWork(world);
    const hits: string[] = [];
    // Each round begins when the work that it aims at has begun; whatever else is at work by then is killed with it.
    for (const aim of [...jobs.toReversed(), 'import', 'import']) {
      const count = Math.max(1, await openRuns(world.app.database));
      const workers = Array.from({ length: count }, () => startLicet(['work'], variables));
      await until(
        async () => (await hasEnded(aim)) || (await heldNow(world.app.database)).runs.includes(aim),
        3,
        workers,
      );
      await pause(random() * 300);
      await kill(...workers);
      hits.push(...(await heldNow(world.app.database)).runs);
      await endLeases(world.app.database);
    }
    await seeThrough();
    expect(new Set(hits).size, `${told}, hit ${hits.join(' ')}`).toBeGreaterThan(1);
    expect(await outcomeOf(world), told).toEqual(undisturbed);
  }, 120_000);

  const hasEnded = async (jobKey: string): Promise<boolean> => {
    const runs = world.app.database.selectFrom('jobRun').select('jobRun.id').where('jobRun.jobKey', '=', jobKey);
    return (await runs.where('jobRun.endedAt', 'is', null).executeTakeFirst()) === undefined;
  };
});

/** What comes out where nobody is killed, in a database of its own. */
async function outcomeUndisturbed() {
  const calm = await openWorld();
  try {
    await givenWork(calm);
    while (await workOnce(calm.app, runDefinitions));
    const outcome = await outcomeOf(calm);
    expect(outcome).toMatchObject({
      emailsCount: holders * 2,
      accounts: kept + whole,
      histories: kept + whole,
      pieces: 0,
    });
    return outcome;
  } finally {
    await calm.close();
  }
}

/** One import that is kept line by line, one that is kept whole, and a run of every job, which all wait for a worker. */
async function givenWork(world: World): Promise<void> {
  await givenManyHolders(world);
  await givenOldEmails(world, oldEmails);
  await givenStagedImport(world, accountLines('A-WHOLE-', whole), { onError: 'stop' });
  await givenStagedImport(world, accountLines('A-', kept));
  for (const key of jobs) await requestRun(world.app, anybody, key);
}

function accountLines(prefix: string, count: number): string {
  return Array.from({ length: count }, (_, index) =>
    JSON.stringify({ entity: 'account', accountId: `${prefix}${index}`, name: 'Account' }),
  ).join('\n');
}
