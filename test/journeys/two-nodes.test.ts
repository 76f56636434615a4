import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { givenAccount, givenEntitlement, givenLineItem, givenRecords, smallCatalog } from '../given-records.ts';
import { startLicet, type LicetProcess } from '../licet-process.ts';
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
  let nodes: readonly Node[];
  beforeEach(async () => {
    world = await openWorld();
    await givenRecords(world.app, [
      ...smallCatalog,
      ...Array.from({ length: holders }, (_, number) => holder(number)).flat(),
    ]);
    const { host, port, user, database } = world.connection;
    const variables = {
      DATABASE_URL: `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}&port=${port}`,
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

  const openRuns = async (): Promise<number> => {
    const { rows } = await sql<{ open: number }>`
      select count(*) as open from job_run where status in ('queued', 'running')`.execute(world.app.database);
    return rows[0]?.open ?? 0;
  };

  test('miss nothing and do nothing twice when one of them is killed at work', async () => {
    const seed = Number(process.env['LICET_TEST_SEED'] ?? Date.now() % 1_000_000);
    const told = `to see it again: LICET_TEST_SEED=${seed}`;
    const victim = nodes[seed % 3];
    const [one, two, three] = nodes;
    const accepted = await Promise.all([
      one?.call('imports', accountLines(), 'application/x-ndjson'),
      two?.call('jobs/expiring-entitlements/runs', '{}'),
      three?.call('jobs/expired-entitlements/runs', '{}'),
    ]);
    expect(accepted).toEqual([202, 202, 202]);
    await pause((seed % 97) * 10);
    victim?.process.child.kill('SIGKILL');
    await victim?.process.ended;
    // Its lease would end in half a minute. Those of the living end too: whoever is robbed of a run does nothing more to it.
    await sql`update job_run set lease_until = now() where job_run.status = 'running'`.execute(world.app.database);
    while ((await openRuns()) > 0) await pause(50);

    expect(await outcomeOf(world), told).toEqual({
      unsuccessful: 0,
      accounts: imported,
      histories: imported,
      emails: holders * 2,
      receivers: holders,
      items: holders * 2,
      noticed: holders * 2,
    });
    const living = nodes.filter((node) => node !== victim);
    for (const { process } of living) process.child.kill('SIGTERM');
    for (const { process } of living) expect(await process.ended, told).toMatchObject({ status: 0 });
  });
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

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
