import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  givenEntitlement,
  givenImport,
  givenLineItem,
  givenStagedImport,
  importer,
  ndjson,
  smallCatalog,
} from '../../test/given-import.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { workOnce } from '../jobs/job-worker.ts';
import { getImport, importReport, listImports, stageImport } from './exchange-operations.ts';
import { importJob } from './import-job.ts';

const orderBook = join(import.meta.dirname, '../../../shared/data/order-book/orders.ndjson');
const nothing = { created: 0, updated: 0, skipped: 0, failed: 0, notKept: 0 };

describe.each(postgresVersions())('importing the order book on PostgreSQL %i', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
  });
  afterAll(() => world.close());

  it('rehearses it without keeping anything but the report', async () => {
    const before = await fingerprint(world);
    const view = await givenImport(world, createReadStream(orderBook), { dryRun: true });
    expect(view).toMatchObject({
      status: 'succeeded',
      dryRun: true,
      report: [],
      counts: { ...nothing, records: 1202, created: 1202, unchanged: 0 },
    });
    expect(await fingerprint(world)).toEqual(before);
  });

  it('records every line of it', async () => {
    const view = await givenImport(world, createReadStream(orderBook), { fileName: 'orders.ndjson' });
    expect(view).toMatchObject({
      status: 'succeeded',
      report: [],
      reportTruncated: false,
      fileName: 'orders.ndjson',
      requestedBy: 'importer',
      error: null,
      counts: {
        ...nothing,
        records: 1202,
        created: 1202,
        entities: {
          account: { created: 302 },
          entitlement: { created: 410 },
          user: { created: 431 },
          product: { created: 21 },
        },
      },
    });
    expect(view.progress).toEqual({ done: view.bytes, total: view.bytes });
    expect(await pieces(world)).toBe(0);
  });

  it('changes nothing when the same file comes again, whole or in batches', async () => {
    const before = await fingerprint(world);
    for (const onError of ['continue', 'stop'] as const) {
      const view = await givenImport(world, createReadStream(orderBook), { onError });
      expect(view).toMatchObject({
        status: 'succeeded',
        report: [],
        counts: { ...nothing, records: 1202, unchanged: 1202 },
      });
      expect(await fingerprint(world)).toEqual(before);
    }
  });

  it('comes to the same however often its worker is stopped or stumbles', async () => {
    const other = await openWorld({ version });
    const bytes = readFileSync(orderBook);
    const importId = await givenStagedImport(other, bytes);
    let [chunks, stumbles] = [0, 0];
    const stumbling: typeof importJob = {
      ...importJob,
      chunk: async (...given) => {
        const result = await importJob.chunk(...given);
        chunks += 1;
        if (chunks % 2 === 0 && stumbles++ < 2) throw new Error('killed before the commit');
        return result;
      },
    };
    while ((await getImport(other.app, importer, importId)).endedAt === null) {
      await sql`update job_run set run_after = now()`.execute(other.app.database);
      await workOnce(other.app, [stumbling], { isStopping: () => true });
    }
    expect(await getImport(other.app, importer, importId)).toMatchObject({
      status: 'succeeded',
      counts: { ...nothing, created: 1202 },
      progress: { done: bytes.length },
    });
    expect(stumbles).toBeGreaterThan(0);
    expect(await fingerprint(other)).toEqual(await fingerprint(world));
    await other.close();
  });
});

describe.each(postgresVersions())('ways of importing on PostgreSQL %i', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
    await givenImport(world, [...smallCatalog]);
  });
  afterAll(() => world.close());

  it('takes a key that is there as an update, skips it or refuses it', async () => {
    const acme = { entity: 'account', accountId: 'acme', name: 'Acme' };
    expect((await givenImport(world, [acme], { onDuplicate: 'skip' })).counts).toMatchObject({
      ...nothing,
      records: 1,
      skipped: 1,
    });
    const refused = await givenImport(world, [acme], { onDuplicate: 'fail' });
    expect(refused).toMatchObject({
      status: 'succeeded',
      counts: { ...nothing, failed: 1 },
      report: [{ line: 1, entity: 'account', key: 'acme', code: 'duplicate_key' }],
    });
    expect((await givenImport(world, [{ ...acme, name: 'Acme Corporation' }])).counts).toMatchObject({
      ...nothing,
      updated: 1,
    });
    expect((await givenImport(world, [{ ...acme, name: 'Acme Corporation' }])).counts).toMatchObject({
      ...nothing,
      unchanged: 1,
    });
  });

  it('takes the second record of a key in one file as one that is there already', async () => {
    const twice = ['One', 'Two'].map((name) => ({ entity: 'account', accountId: 'twice', name }));
    expect((await givenImport(world, twice, { dryRun: true, onDuplicate: 'fail' })).report).toMatchObject([
      { line: 2, code: 'duplicate_key' },
    ]);
    expect((await givenImport(world, twice, { dryRun: true, onDuplicate: 'skip' })).counts).toMatchObject({
      created: 1,
      skipped: 1,
    });
    expect((await givenImport(world, twice)).counts).toMatchObject({ created: 1, updated: 1 });
  });

  it('keeps everything or nothing where it is to stop at errors', async () => {
    const good = { entity: 'account', accountId: 'stop', name: 'Stop' };
    const view = await givenImport(world, [good, { ...good, accountId: 7 }, { ...good, parents: ['nobody'] }], {
      onError: 'stop',
    });
    expect(view).toMatchObject({
      status: 'failed',
      error:
        'Nothing was imported: 2 of 3 records are wrong, and one is enough with onError "stop". The report names them.',
      counts: {
        ...nothing,
        records: 3,
        failed: 2,
        notKept: 1,
        entities: { account: { records: 3, created: 0, failed: 2, notKept: 1 } },
      },
    });
    expect(view.report.map((row) => [row.line, row.code])).toEqual([
      [2, 'wrong_type'],
      [3, 'unknown_reference'],
    ]);
    expect(await givenImport(world, [good], { onError: 'stop' })).toMatchObject({
      status: 'succeeded',
      counts: { created: 1 },
    });
  });

  it('lets a record refer to the record before it, in any batch', async () => {
    const chain = Array.from({ length: 40 }, (_, index) => ({
      entity: 'account',
      accountId: `chain-${index}`,
      name: 'Chain',
      parents: index === 0 ? [] : [`chain-${index - 1}`],
    }));
    expect((await givenImport(world, chain)).counts).toMatchObject({ created: 40, failed: 0 });
    const renewed = [
      givenEntitlement('R 1', [givenLineItem('R 1 1')]),
      givenEntitlement('R 2', [givenLineItem('R 2 1', { type: 'renewal', parentActivationId: 'R 1 1' })]),
      givenEntitlement('R 3', [givenLineItem('R 3 1', { type: 'renewal', parentActivationId: 'R 2 1' })]),
    ];
    expect(await givenImport(world, renewed)).toMatchObject({ report: [], counts: { created: 3 } });
  });

  it('lets a record take the name that the one before it gives up', async () => {
    const product = (productId: string, name: string) => ({ entity: 'product', productId, name, version: '1' });
    await givenImport(world, [product('p1', 'First'), product('p2', 'Second')]);
    const view = await givenImport(world, [product('p1', 'Renamed'), product('p3', 'First')]);
    expect(view).toMatchObject({ report: [], counts: { updated: 1, created: 1 } });
  });

  it('takes zero below zero for zero, so that it differs from nothing that is stored', async () => {
    const file = '{"entity":"account","accountId":"zero","name":"Zero","attributes":{"balance":-0}}\n';
    expect((await givenImport(world, file)).counts.created).toBe(1);
    expect((await givenImport(world, file)).counts.unchanged).toBe(1);
  });

  it('waits for somebody who takes a key at the same moment, and then sees what is there', async () => {
    const importId = await givenStagedImport(world, [{ entity: 'account', accountId: 'raced', name: 'Raced' }]);
    const values = {
      accountId: 'raced',
      name: 'Raced',
      type: 'customer',
      createdBy: 'other',
      updatedBy: 'other',
    } as const;
    const importing = await world.app.database.transaction().execute(async (transaction) => {
      await transaction.insertInto('account').values(values).execute();
      const working = workOnce(world.app, [importJob], { only: Number(importId) });
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { working };
    });
    await importing.working;
    expect(await getImport(world.app, importer, importId)).toMatchObject({
      status: 'succeeded',
      report: [],
      counts: { unchanged: 1 },
    });
  });

  it('imports the same records twice at once without a conflict', async () => {
    const accounts = Array.from({ length: 1_200 }, (_, index) => ({
      entity: 'account',
      accountId: `both-${index}`,
      name: 'Both',
    }));
    const ids = await Promise.all([
      givenStagedImport(world, accounts),
      givenStagedImport(world, accounts.toReversed()),
    ]);
    await Promise.all(ids.map((id) => workOnce(world.app, [importJob], { only: Number(id) })));
    while (await workOnce(world.app, [importJob]));
    const views = await Promise.all(ids.map((id) => getImport(world.app, importer, id)));
    expect(views.map((view) => [view.status, view.counts.failed, view.error])).toEqual([
      ['succeeded', 0, null],
      ['succeeded', 0, null],
    ]);
    expect(views.reduce((sum, view) => sum + view.counts.created, 0)).toBe(1_200);
  });

  it('leaves nothing of a file whose sender breaks off, and sweeps away what a killed process left', async () => {
    const before = await listImports(world.app, importer, { limit: 500 });
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.alloc(1_000_000, 'x');
      throw new Error('the connection was reset');
    }
    await expect(givenStagedImport(world, broken())).rejects.toThrow('the connection was reset');
    expect(await pieces(world)).toBe(0);
    await sql`insert into import_piece (staging_id, position, content, staged_at)
      values (gen_random_uuid(), 0, 'old', now() - interval '25 hours'), (gen_random_uuid(), 0, 'young', now())`.execute(
      world.app.database,
    );
    await givenImport(world, '');
    expect(await pieces(world)).toBe(1);
    expect((await listImports(world.app, importer, { limit: 500 })).items.length).toBe(before.items.length + 1);
    await sql`delete from import_piece`.execute(world.app.database);
  });

  it('has nothing to say about an empty file', async () => {
    expect(await givenImport(world, '')).toMatchObject({
      status: 'succeeded',
      bytes: 0,
      progress: { done: 0, total: 0 },
      report: [],
      counts: { records: 0 },
    });
  });

  it('keeps nothing of what was cancelled before it began, nor of a whole that was cancelled halfway', async () => {
    const accounts = Array.from({ length: 1_500 }, (_, index) => ({
      entity: 'account',
      accountId: `cancelled-${index}`,
      name: 'No',
    }));
    const queued = await givenStagedImport(world, accounts);
    await sql`update job_run set cancel_requested = true where id = ${queued}`.execute(world.app.database);
    await workOnce(world.app, [importJob], { only: Number(queued) });
    const whole = await givenStagedImport(world, accounts, { onError: 'stop' });
    let asked = 0;
    const cancelling: typeof importJob = {
      ...importJob,
      chunk: (transaction, run, app) => {
        const isCancelled = async (): Promise<boolean> => {
          asked += 1;
          if (asked === 2)
            await sql`update job_run set cancel_requested = true where id = ${whole}`.execute(app.database);
          return run.isCancelled();
        };
        return importJob.chunk(transaction, { ...run, isCancelled }, app);
      },
    };
    await workOnce(world.app, [cancelling], { only: Number(whole) });
    expect(asked).toBe(2);
    for (const id of [queued, whole])
      expect(await getImport(world.app, importer, id)).toMatchObject({
        status: 'cancelled',
        counts: { records: 0, created: 0 },
      });
    const { rows } = await sql`select 1 from account where account_id like 'cancelled-%'`.execute(world.app.database);
    expect([rows.length, await pieces(world)]).toEqual([0, 0]);
  });

  it('lets nobody import who may not', async () => {
    const actor = { ...importer, permissions: new Set<never>() };
    const app = { ...world.app, nudgeWorkers: () => undefined };
    const options = { dryRun: true, onError: 'continue', onDuplicate: 'update' } as const;
    await expect(stageImport(app, actor, createReadStream(orderBook), options)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(getImport(app, { ...importer, scope: { all: false, accountIds: [] } }, '1')).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(getImport(app, importer, '999999')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('keeps a report to a bearable length, and pages through it', async () => {
    const before = process.memoryUsage().rss;
    const importId = await givenStagedImport(
      world,
      Buffer.from('{"entity":"account","accountId":1,"name":"x"}\n'.repeat(130_000)),
      { onError: 'stop' },
    );
    await workOnce(world.app, [importJob], { only: Number(importId) });
    const view = await getImport(world.app, importer, importId);
    expect(view).toMatchObject({
      status: 'failed',
      reportTruncated: true,
      counts: { records: 130_000, failed: 130_000 },
    });
    expect(view.report.map((row) => row.line)).toEqual(Array.from({ length: 1_000 }, (_, index) => index + 1));
    let [cursor, read]: [string | undefined, number] = [undefined, 0];
    for (;;) {
      const page = await importReport(world.app, importer, importId, { limit: 20_000, cursor });
      read += page.items.length;
      cursor = page.nextCursor ?? undefined;
      if (cursor === undefined) {
        expect(page.items.at(-1)).toMatchObject({
          code: 'report_too_long',
          message: expect.stringContaining('there are 30000 more errors'),
        });
        break;
      }
    }
    expect(read).toBe(100_001);
    expect(process.memoryUsage().rss - before).toBeLessThan(400_000_000);
  });

  it('skips a long line of a file and takes what follows it', async () => {
    const file = Buffer.concat([
      Buffer.alloc(20_000_000, 'x'),
      Buffer.from(`\n${ndjson([{ entity: 'account', accountId: 'after', name: 'After' }])}`),
    ]);
    expect(await givenImport(world, file)).toMatchObject({
      counts: { created: 1, failed: 1 },
      report: [{ line: 1, code: 'line_too_long' }],
    });
  });
});

async function pieces({ app: { database } }: World): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) from import_piece`.execute(database);
  return rows[0]?.count ?? -1;
}

/** Everything that an import may change, but for instants and the numbers of rows. */
async function fingerprint({ app: { database } }: World): Promise<unknown> {
  const { rows } = await sql`
    select (select count(*) from history_record) as history, (select count(*) from identifier) as identifiers,
           (select md5(string_agg(account_id || name || version, ',' order by account_id)) from account) as accounts,
           (select md5(string_agg(user_id || user_name || version, ',' order by user_id)) from licet_user) as users,
           (select md5(string_agg(product_id || name || record_version, ',' order by product_id)) from product) as products,
           (select md5(string_agg(entitlement_id || state || version, ',' order by entitlement_id)) from entitlement) as entitlements,
           (select md5(string_agg(activation_id || state || quantity || position || version, ',' order by activation_id)) from line_item) as line_items,
           (select md5(string_agg(activation_id || state || position || version, ',' order by activation_id)) from maintenance_line_item) as maintenance,
           (select count(*) from maintenance_link) as links, (select count(*) from account_parent) as parents, (select count(*) from membership_role) as roles`.execute(
    database,
  );
  return rows[0];
}
