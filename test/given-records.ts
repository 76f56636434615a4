import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { systemActor } from '../src/accounts/rules/permissions.ts';
import { getImport, stageImport } from '../src/exchange/exchange-operations.ts';
import { importJob } from '../src/exchange/import-job.ts';
import type { JobsApp } from '../src/jobs/job-definition.ts';
import { workOnce } from '../src/jobs/job-worker.ts';
import { requestRun } from '../src/jobs/job-operations.ts';
import { getRun, listRunItems } from '../src/jobs/job-run-operations.ts';

export const anybody = systemActor('test');

/** The order book and its expectations, beside the project's root. */
export const orderBook = join(import.meta.dirname, '../../shared/data/order-book');

/** Puts records into the database as an import brings them; throws where one is refused. */
export async function givenRecords(app: JobsApp, records: readonly object[]): Promise<void> {
  const text = records.map((record) => `${JSON.stringify(record)}\n`).join('');
  await importStream(app, [Buffer.from(text)]);
}

/** Puts the order book into the database. */
export async function givenOrderBook(app: JobsApp): Promise<void> {
  await importStream(app, createReadStream(join(orderBook, 'orders.ndjson')));
}

async function importStream(app: JobsApp, source: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<void> {
  const stream = async function* (): AsyncGenerator<Buffer> {
    yield* source;
  };
  const { importId } = await stageImport(app, anybody, stream(), {
    dryRun: false,
    onError: 'continue',
    onDuplicate: 'update',
  });
  await workOnce(app, [importJob], { only: Number(importId) });
  const done = await getImport(app, anybody, importId);
  if (done.status !== 'succeeded' || done.report.length > 0)
    throw new Error(`the records were refused: ${JSON.stringify(done.report.slice(0, 5))}`);
}

/** Runs a job to its end; answers the run and everything that it acted on. */
export async function runJob(app: JobsApp, key: string) {
  const { runId } = await requestRun(app, anybody, key);
  await workOnce(app, app.jobs, { only: Number(runId) });
  return {
    run: await getRun(app, anybody, runId),
    items: (await listRunItems(app, anybody, runId, { limit: 500 })).items,
  };
}

/** A small producer: one product with maintenance, and an account with somebody who takes reminders. */
export const smallCatalog: readonly object[] = [
  {
    entity: 'licenseModel',
    licenseModelId: 'model',
    name: 'model',
    technology: 'embedded',
    counting: 'counted',
    lock: 'nodeLocked',
    state: 'deployed',
  },
  { entity: 'product', productId: 'paint-1', name: 'Paint', version: '1', licenseModels: ['model'], state: 'deployed' },
  { entity: 'product', productId: 'paint-2', name: 'Paint', version: '2', licenseModels: ['model'], state: 'deployed' },
  { entity: 'product', productId: 'care', name: 'Care', version: '1', kind: 'maintenance', state: 'deployed' },
  { entity: 'role', name: 'Contact', kind: 'customer', permissions: ['viewEntitlements', 'viewExpiringEntitlements'] },
  { entity: 'role', name: 'Engineer', kind: 'customer', permissions: ['viewEntitlements'] },
  { entity: 'role', name: 'Stock', kind: 'partner', permissions: ['viewEntitlements', 'viewExpiringEntitlements'] },
];

/** An account and a user of it who takes reminders. */
export function givenAccount(accountId: string, user: object = {}): readonly object[] {
  return [
    { entity: 'account', accountId, name: `Name of ${accountId}`, type: 'customer' },
    {
      entity: 'user',
      userId: `${accountId}-user`,
      userName: `user@${accountId}.example`,
      firstName: 'Lisa',
      lastName: 'Barry',
      email: `user@${accountId}.example`,
      memberships: [{ accountId, roles: ['Contact'] }],
      subscriptions: { expiringEntitlements: true },
      ...user,
    },
  ];
}

/** A deployed line item of Paint 1 that ends on a day. */
export function givenLineItem(activationId: string, expirationDate: string, more: object = {}): object {
  return {
    activationId,
    products: [{ productId: 'paint-1' }],
    licenseModels: ['model'],
    quantity: 10,
    startDate: '2025-01-01',
    expirationDate,
    state: 'deployed',
    ...more,
  };
}

/** A deployed entitlement of an account. */
export function givenEntitlement(
  entitlementId: string,
  accountId: string,
  lineItems: readonly object[],
  more: object = {},
): object {
  return { entity: 'entitlement', entitlementId, accountId, state: 'deployed', lineItems, ...more };
}
