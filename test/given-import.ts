import { Readable } from 'node:stream';
import { systemActor } from '../src/accounts/rules/permissions.ts';
import { getImport, stageImport, type ImportView } from '../src/exchange/exchange-operations.ts';
import { importOptionsSchema, type ImportOptions } from '../src/exchange/exchange-schemas.ts';
import { importJob } from '../src/exchange/import-job.ts';
import { workOnce } from '../src/jobs/job-worker.ts';
import type { World } from './world.ts';

export const importer = systemActor('importer');

type Content = string | Buffer | AsyncIterable<Uint8Array> | readonly object[];

/** A file that is staged and worked through, as `/imports/{importId}` shows it afterwards. */
export async function givenImport(
  world: World,
  content: Content,
  options: Partial<ImportOptions> = {},
): Promise<ImportView> {
  const importId = await givenStagedImport(world, content, options);
  await workOnce(world.app, [importJob], { only: Number(importId) });
  return getImport(world.app, importer, importId);
}

/** A file that is staged and waits for a worker; answers the importId. */
export async function givenStagedImport(
  world: World,
  content: Content,
  options: Partial<ImportOptions> = {},
): Promise<string> {
  const app = { ...world.app, nudgeWorkers: () => undefined };
  const { importId } = await stageImport(app, importer, streamOf(content), importOptionsSchema.parse(options));
  return importId;
}

/** How many pieces of files the database holds. */
export async function stagedPieces({ app: { database } }: World): Promise<number> {
  const row = await database
    .selectFrom('importPiece')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

function streamOf(content: Content): AsyncIterable<Uint8Array> {
  if (typeof content === 'string') return Readable.from([Buffer.from(content)]);
  if (Buffer.isBuffer(content)) return Readable.from([content]);
  if (Array.isArray(content)) return Readable.from([Buffer.from(ndjson(content))]);
  return content as AsyncIterable<Uint8Array>;
}

/** Records as the lines of a file. */
export function ndjson(records: readonly object[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

/** A small catalog and two accounts, for files that need something to refer to. */
export const smallCatalog: readonly object[] = [
  {
    entity: 'licenseModel',
    licenseModelId: 'node',
    name: 'Node',
    technology: 'embedded',
    counting: 'counted',
    lock: 'nodeLocked',
    state: 'deployed',
  },
  { entity: 'product', productId: 'cad', name: 'CAD', version: '1', licenseModels: ['node'], state: 'deployed' },
  { entity: 'product', productId: 'gold', name: 'Gold', version: '1', kind: 'maintenance', state: 'deployed' },
  { entity: 'account', accountId: 'acme', name: 'Acme' },
  { entity: 'account', accountId: 'globex', name: 'Globex' },
];

/** A line item of the small catalog as files carry it. */
export function givenLineItem(activationId: string, more: object = {}): object {
  return {
    activationId,
    products: [{ productId: 'cad' }],
    licenseModels: ['node'],
    quantity: 10,
    startDate: '2026-01-01',
    expirationDate: '2026-12-31',
    state: 'deployed',
    ...more,
  };
}

/** An entitlement of the small catalog as files carry it. */
export function givenEntitlement(entitlementId: string, lineItems: readonly object[], more: object = {}): object {
  return { entity: 'entitlement', entitlementId, accountId: 'acme', state: 'deployed', lineItems, ...more };
}
