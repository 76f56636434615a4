import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  givenEntitlement,
  givenImport,
  givenLineItem,
  importer,
  ndjson,
  smallCatalog,
} from '../../test/given-import.ts';
import * as given from '../../test/given.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import type { Permission } from '../accounts/rules/permissions.ts';
import { workOnce } from '../jobs/job-worker.ts';
import { getImport, stageImport } from './exchange-operations.ts';
import { importJob } from './import-job.ts';

const person = { entity: 'user', firstName: 'A', lastName: 'B' };
const ada = { ...person, userId: 'ada', userName: 'ada', email: 'ada@example.com' };
const boss = { ...person, userId: 'boss', userName: 'boss', email: 'boss@example.com' };
const isBoss = { memberships: [{ accountId: 'producer', roles: ['System Administrator'] }] };
const clerkRole = { entity: 'role', name: 'Clerk', kind: 'producer', permissions: ['viewUsers', 'viewAudit'] };
const mine = givenEntitlement('MINE', [givenLineItem('MINE-1')]);
const node = { entity: 'licenseModel', technology: 'embedded', counting: 'counted', lock: 'nodeLocked' };

describe.each(postgresVersions())('who imports, on PostgreSQL %s,', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
    const feature = { entity: 'feature', featureId: 'fast', name: 'fast', version: '1' };
    const file = [...smallCatalog, feature, ada, { ...boss, ...isBoss }, clerkRole, mine];
    expect((await givenImport(world, file)).counts.failed).toBe(0);
  });
  afterAll(() => world.close());

  /** What becomes of a file of somebody with these permissions: the codes and messages of its report. */
  const reportFor = async (permissions: readonly Permission[], records: readonly object[]) => {
    const options = { dryRun: true, onError: 'continue', onDuplicate: 'update' } as const;
    const actor = given.actor(['importEntities', ...permissions]);
    const { importId } = await stageImport(world.app, actor, Readable.from([Buffer.from(ndjson(records))]), options);
    await workOnce(world.app, [importJob], { only: Number(importId) });
    return (await getImport(world.app, importer, importId)).report.map(({ code, message }) => ({ code, message }));
  };

  const draft = givenEntitlement('NEW', [givenLineItem('NEW-1', { state: 'draft' })], { state: 'draft' });
  const withdrawn = givenEntitlement('MINE', [givenLineItem('MINE-1', { state: 'inactive' })]);
  const cases: readonly (readonly [string, object, readonly Permission[]])[] = [
    ['a new feature', { entity: 'feature', featureId: 'new', name: 'new', version: '1' }, ['createFeatures']],
    ['a changed feature', { entity: 'feature', featureId: 'fast', name: 'faster' }, ['updateFeatures']],
    [
      'a deployed feature',
      { entity: 'feature', featureId: 'fast', name: 'fast', state: 'deployed' },
      ['updateFeatures', 'changeFeatureState'],
    ],
    [
      'a deployed bundle',
      { entity: 'featureBundle', featureBundleId: 'new', name: 'new', state: 'deployed' },
      ['createFeatureBundles', 'changeFeatureBundleState'],
    ],
    ['a new product line', { entity: 'productLine', productLineId: 'new', name: 'new' }, ['manageProductLines']],
    ['a new license model', { ...node, licenseModelId: 'new', name: 'new' }, ['createLicenseModels']],
    [
      'an ended license model',
      { ...node, licenseModelId: 'node', name: 'Node', state: 'obsolete' },
      ['updateLicenseModels', 'changeLicenseModelState'],
    ],
    ['a new product', { entity: 'product', productId: 'new', name: 'new', version: '1' }, ['createProducts']],
    ['a changed product', { entity: 'product', productId: 'cad', name: 'CAD 2', version: '1' }, ['updateProducts']],
    [
      'a deployed product',
      { entity: 'product', productId: 'new', name: 'new', version: '1', state: 'deployed' },
      ['createProducts', 'changeProductState'],
    ],
    [
      'a relationship',
      { entity: 'productRelationship', fromProductId: 'cad', toProductId: 'gold', type: 'maintenance' },
      ['updateProducts'],
    ],
    ['a role', { entity: 'role', name: 'New', kind: 'producer', permissions: [] }, ['manageRoles']],
    ['an account', { entity: 'account', accountId: 'new', name: 'New' }, ['manageAccounts']],
    ['a new user', { ...ada, userId: 'new', userName: 'new' }, ['manageUsers']],
    ['a changed user', { ...ada, email: 'mallory@example.com' }, ['manageUsers']],
    ['a draft entitlement', draft, ['createEntitlements']],
    [
      'a deployed entitlement',
      givenEntitlement('NEW', [givenLineItem('NEW-1')]),
      ['createEntitlements', 'changeEntitlementState'],
    ],
    ['a changed entitlement', { ...mine, description: 'mine' }, ['updateEntitlements']],
    ['a withdrawn line item', withdrawn, ['updateEntitlements', 'changeEntitlementState']],
  ];

  test.each(cases)('needs for %s what REST needs for it', async (_, record, needed) => {
    const missing = await reportFor([], [record]);
    expect(missing.map((row) => row.code)).toEqual(needed.map(() => 'forbidden'));
    needed.forEach((permission, index) => expect(missing[index]?.message).toContain(`permission ${permission} `));
    for (const permission of needed) {
      const others = needed.filter((other) => other !== permission);
      expect(await reportFor(others, [record])).toMatchObject([{ code: 'forbidden' }]);
    }
    expect(await reportFor(needed, [record])).toEqual([]);
  });

  test('needs nothing for a record that changes nothing', async () => {
    expect(await reportFor([], [ada, mine])).toEqual([]);
  });

  test('changes no user who may do more, whatever the change would leave them', async () => {
    const beyond = [
      { code: 'beyond_own_permissions', message: expect.stringContaining('boss is System Administrator') as unknown },
    ];
    expect(await reportFor(['manageUsers'], [{ ...boss, memberships: [] }])).toEqual(beyond);
    expect(await reportFor(['manageUsers'], [{ ...boss, email: 'mallory@example.com' }])).toContainEqual(beyond[0]);
  });

  test('changes no role that grants more, not even to take it away', async () => {
    const empty = { ...clerkRole, permissions: [] };
    expect(await reportFor(['manageRoles', 'viewUsers'], [empty])).toMatchObject([
      { code: 'beyond_own_permissions', message: expect.stringContaining('viewAudit') as unknown },
    ]);
    expect(await reportFor(['manageRoles', 'viewUsers', 'viewAudit'], [empty])).toEqual([]);
  });
});
