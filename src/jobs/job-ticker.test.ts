import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { anybody, runJob } from '../../test/given-records.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { changeSettings } from '../settings/setting-operations.ts';
import { changeJob } from './job-operations.ts';
import { listRuns } from './job-run-operations.ts';
import { startJobTicker, sweepOldRuns } from './job-ticker.ts';

const key = 'expiring-entitlements';

describe.each(postgresVersions())('the ticker on PostgreSQL %i', (version) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld({ version });
  });
  afterEach(() => world.close());

  const runs = async () => (await listRuns(world.app, anybody, key, { limit: 50 })).items;

  test('queues what is due without being asked, and stops when it is told to', async () => {
    await changeJob(world.app, anybody, key, { status: 'active' });
    await sql`update job set next_run_at = now() - interval '1 minute'`.execute(world.app.database);
    const ticker = startJobTicker(world.app);
    while ((await runs()).length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    await ticker.stop();
    expect(await runs()).toMatchObject([{ requestedBy: 'schedule' }]);
  });

  test('forgets runs that ended longer ago than they are kept, and no other', async () => {
    await runJob(world.app, key);
    await runJob(world.app, key);
    await sql`update job_run set ended_at = now() - interval '91 days' where job_run.id = (select min(first.id) from job_run first)`.execute(
      world.app.database,
    );
    await sweepOldRuns(world.app);
    expect(await runs()).toHaveLength(1);
    await changeSettings(world.app, anybody, { jobRunHistory: 1 });
    await sql`update job_run set ended_at = now() - interval '25 hours'`.execute(world.app.database);
    await sweepOldRuns(world.app);
    expect(await runs()).toEqual([]);
  });
});
