import { sql } from 'kysely';
import { Readable } from 'node:stream';
import { systemActor } from '../src/accounts/rules/permissions.ts';
import { getImport, stageImport } from '../src/exchange/exchange-operations.ts';
import { importOptionsSchema } from '../src/exchange/exchange-schemas.ts';
import { importJob } from '../src/exchange/import-job.ts';
import type { JobsApp } from '../src/jobs/job-definition.ts';
import { workOnce } from '../src/jobs/job-worker.ts';
import type { Database } from '../src/platform/database.ts';
import { alternate, timed, type Bench } from './bench.ts';
import type { BenchSite } from './bench-site.ts';
import { fillDataset } from './dataset.ts';
import { copyOnServer } from './server-copy.ts';

const importedTables = [
  'entitlement',
  'line_item',
  'line_item_product',
  'line_item_license_model',
  'identifier',
  'history_record',
];
const lineItemsEach = 4;

/** The import of an NDJSON file of line items against the COPY of the rows that it makes. */
export const importFile: Bench = {
  name: 'import',
  title: 'NDJSON file staged, checked and imported',
  baselineTitle: 'COPY of the same rows on the server, the same indexes',
  unit: 'x',
  budget: 6,
  measure: async (site, { smoke }) => {
    const lineItems = smoke ? 200 : 100_000;
    const copied = await openEmpty(site, 'bench_import_copied');
    await importLineItems(copied, lineItems);
    const copy = await copyOnServer(copied.database, importedTables);
    const samples = await alternate({
      rounds: smoke ? 1 : 3,
      measured: async () => {
        await site.drop('bench_import');
        const app = await openEmpty(site, 'bench_import');
        return timed(() => importLineItems(app, lineItems));
      },
      baseline: copy.time,
    });
    await site.drop('bench_import');
    await site.drop('bench_import_copied');
    return {
      ...samples,
      remarks: [`${lineItems} line items`, 'whatever the size', 'median of 3, as a round takes long'],
    };
  },
};

/** A new database with the accounts and the catalog of a small data set, and no rights at all. */
export async function openEmpty(site: BenchSite, name: string): Promise<JobsApp> {
  await site.drop(name);
  return site.database(name, async (database: Database) => {
    await fillDataset(database, 'tiny');
    await sql`truncate entitlement, identifier cascade`.execute(database);
  });
}

/** Imports a file of so many line items, each new. */
export async function importLineItems(app: JobsApp, lineItems: number): Promise<void> {
  const actor = systemActor('bench');
  const { importId } = await stageImport(app, actor, Readable.from(fileOf(lineItems)), importOptionsSchema.parse({}));
  await workOnce(app, [importJob], { only: Number(importId) });
  const { status, counts } = await getImport(app, actor, importId);
  if (status !== 'succeeded') throw new Error(`the import ended as ${status}: ${JSON.stringify(counts)}`);
  const { rows } = await sql<{
    count: number;
  }>`select count(*) as count from line_item where activation_id like 'IMP-%'`.execute(app.database);
  if (rows[0]?.count !== lineItems) throw new Error(`${rows[0]?.count} of ${lineItems} line items were imported`);
}

function* fileOf(lineItems: number): Generator<Buffer> {
  for (let first = 0; first < lineItems; first += lineItemsEach)
    yield Buffer.from(`${JSON.stringify(entitlementFrom(first))}\n`);
}

function entitlementFrom(first: number): object {
  return {
    entity: 'entitlement',
    entitlementId: `IMP-E-${first}`,
    accountId: `ACC-${String(1 + ((first * 7) % 50)).padStart(7, '0')}`,
    state: 'deployed',
    lineItems: Array.from({ length: lineItemsEach }, (_, index) => ({
      activationId: `IMP-${first + index}`,
      products: [{ productId: `line${1 + (first % 3)}-${1 + (index % 5)}` }],
      licenseModels: ['node-locked'],
      quantity: 1 + ((first + index) % 50),
      startDate: '2026-01-01',
      expirationDate: '2026-12-31',
      state: 'deployed',
    })),
  };
}
