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
import { getImport } from './exchange-operations.ts';
import { importJob } from './import-job.ts';

const nothing = { created: 0, updated: 0, skipped: 0, failed: 0, notKept: 0 };

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

  it('judges a record that names only what changes together with what is stored', async () => {
    const user = {
      entity: 'user',
      userId: 'partial',
      userName: 'partial',
      firstName: 'A',
      lastName: '',
      email: 'a@example.com',
    };
    const role = { entity: 'role', name: 'Reader', kind: 'customer', permissions: ['viewEntitlements'] };
    const low = { entity: 'account', accountId: 'low', name: 'Low' };
    const whole = [
      role,
      { ...low, parents: ['acme'] },
      { ...user, memberships: [{ accountId: 'low', roles: ['Reader'] }] },
      givenEntitlement('P 1', [givenLineItem('P 1 1'), givenLineItem('P 1 2')]),
    ];
    expect(await givenImport(world, whole)).toMatchObject({ report: [], counts: { created: 4 } });
    const partial = [
      { entity: 'product', productId: 'cad', name: 'CAD', version: '1', description: 'changed' },
      { ...low, name: 'Lower' },
      { ...user, firstName: 'B' },
      { entity: 'entitlement', entitlementId: 'P 1', description: 'changed' },
    ];
    expect(await givenImport(world, partial)).toMatchObject({ report: [], counts: { updated: 4 } });
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

  it('reports alone the record that only the database can refuse', async () => {
    // To JavaScript these user names differ in small letters, to PostgreSQL they do not.
    const users = ['ix', 'İx', 'other'].map((userName, index) => ({
      entity: 'user',
      userId: `turkish-${index}`,
      userName,
      firstName: '',
      lastName: '',
      email: 'user@example.com',
    }));
    const view = await givenImport(world, users);
    expect(view).toMatchObject({
      status: 'succeeded',
      counts: { created: 2, failed: 1 },
      report: [{ line: 2, key: 'turkish-1', code: 'key_taken' }],
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
