import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { givenStagedImport, importer } from '../../test/given-import.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import type { RunDefinition } from '../jobs/job-definition.ts';
import { workOnce } from '../jobs/job-worker.ts';
import { getImport } from './exchange-operations.ts';
import { importJob } from './import-job.ts';

const accounts = Array.from({ length: 3_000 }, (_, index) => ({
  entity: 'account',
  accountId: `whole-${index}`,
  name: 'Whole',
}));

/** The import, and what happens once it has told of its first batch. */
function onFirstProgress(happens: () => void): RunDefinition {
  let told = false;
  return {
    ...importJob,
    chunk: (transaction, run, app) => {
      const reportProgress: typeof run.reportProgress = (done, total) => {
        run.reportProgress(done, total);
        if (!told) happens();
        told = true;
      };
      return importJob.chunk(transaction, { ...run, reportProgress }, app);
    },
  };
}

describe.each(postgresVersions())('a file that is kept whole or not at all on PostgreSQL %i', (version) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld({ version });
  });
  afterEach(() => world.close());

  const view = (importId: string) => getImport(world.app, importer, importId);
  const kept = async () => {
    const row = await world.app.database
      .selectFrom('account')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('account.accountId', 'like', 'whole-%')
      .executeTakeFirst();
    return row?.count;
  };

  it('goes on while more writers than there are connections wait for what it has locked', async () => {
    await world.app.database
      .insertInto('account')
      .values({ accountId: 'whole-0', name: 'Before', type: 'customer', createdBy: 'other', updatedBy: 'other' })
      .execute();
    const importId = await givenStagedImport(world, accounts, { dryRun: true });
    const writers: Promise<unknown>[] = [];
    const crowded = onFirstProgress(() => {
      for (let writer = 0; writer < 12; writer++)
        writers.push(
          world.app.database
            .updateTable('account')
            .set({ name: 'Other' })
            .where('account.accountId', '=', 'whole-0')
            .execute(),
        );
    });
    const started = performance.now();
    await workOnce(world.app, [crowded], { only: Number(importId) });
    expect(await view(importId)).toMatchObject({ status: 'succeeded', counts: { created: 2_999, updated: 1 } });
    expect(performance.now() - started).toBeLessThan(9_000);
    await Promise.all(writers);
    expect(writers).toHaveLength(12);
  });

  it('is given back at once, with nothing kept, by a process that is asked to stop', async () => {
    const importId = await givenStagedImport(world, accounts, { onError: 'stop' });
    let stopping = false;
    const stopped = onFirstProgress(() => {
      stopping = true;
    });
    await workOnce(world.app, [stopped], { only: Number(importId), isStopping: () => stopping });
    expect(await view(importId)).toMatchObject({ status: 'running', counts: { records: 0 } });
    expect(await kept()).toBe(0);
    await workOnce(world.app, [importJob], { only: Number(importId) });
    expect(await view(importId)).toMatchObject({ status: 'succeeded', counts: { created: 3_000 } });
    expect(await kept()).toBe(3_000);
  });
});
