import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givenImport, givenStagedImport, importer, stagedPieces } from '../../test/given-import.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { workOnce } from '../jobs/job-worker.ts';
import { getImport } from './exchange-operations.ts';
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
    expect(await stagedPieces(world)).toBe(0);
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
