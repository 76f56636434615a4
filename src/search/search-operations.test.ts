import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  anybody,
  givenAccount,
  givenEntitlement,
  givenLineItem,
  givenRecords,
  smallCatalog,
} from '../../test/given-records.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { createRole } from '../accounts/role-operations.ts';
import type { Actor, Permission } from '../accounts/rules/permissions.ts';
import { createLicenseTechnology } from '../catalog/license-technology-operations.ts';
import { search } from './search-operations.ts';

// Roles and templates come with every database; a test of their own finds them.
const staff: Actor = {
  ...anybody,
  permissions: new Set([...anybody.permissions].filter((one) => !['viewRoles', 'viewEmailTemplates'].includes(one))),
};

const records = [
  ...smallCatalog,
  { entity: 'feature', featureId: 'f-scan', name: 'Scanner', version: '2', state: 'deployed' },
  { entity: 'featureBundle', featureBundleId: 'b-scan', name: 'Scanning', features: [{ featureId: 'f-scan' }] },
  { entity: 'productLine', productLineId: 'l-scan', name: 'Scans and prints' },
  { entity: 'partNumber', partNumber: 'SCAN-1', description: 'Größe L', productId: 'paint-1' },
  ...givenAccount('acme'),
  ...givenAccount('globex', { lastName: 'Łukasz', firstName: '100%' }),
  givenEntitlement(
    'ENT-10',
    'acme',
    [givenLineItem('ACT-1', '2027-01-01', { orderId: 'PO-77' }), givenLineItem('ACT-10', '2027-01-01')],
    {
      maintenanceLineItems: [
        {
          activationId: 'MNT-1',
          productId: 'care',
          covers: ['ACT-1'],
          startDate: '2025-01-01',
          expirationDate: '2027-01-01',
          state: 'deployed',
        },
      ],
    },
  ),
  givenEntitlement('ENT-20', 'globex', [
    givenLineItem('ACT-2', '2027-01-01'),
    givenLineItem('ACT-3', '2027-01-01', { state: 'obsolete' }),
  ]),
];

describe.each(postgresVersions())('search on PostgreSQL %i', (version) => {
  let world: World;
  let globex: Actor;
  beforeAll(async () => {
    world = await openWorld({ version });
    await givenRecords(world.app, records);
    const scanKeys = { licenseTechnologyId: 't-scan', name: 'Scan keys', generator: { kind: 'manual' } } as const;
    await createLicenseTechnology(world.app, anybody, scanKeys);
    const query = world.app.database.selectFrom('account').select('account.id');
    const { id } = await query.where('account.accountId', '=', 'globex').executeTakeFirstOrThrow();
    globex = { ...staff, scope: { all: false, accountIds: [id] } };
  });
  afterAll(() => world.close());

  const found = async (q: string, actor: Actor = staff, limit = 20) =>
    (await search(world.app, actor, { q, limit })).items.map(({ kind, key }) => `${kind} ${key}`);

  test.each<[string, readonly string[]]>([
    ['ACT-1', ['lineItem ACT-1', 'lineItem ACT-10']],
    ['act-1', ['lineItem ACT-1', 'lineItem ACT-10']],
    [' ACT-10 ', ['lineItem ACT-10']],
    [
      'T-1',
      ['entitlement ENT-10', 'lineItem ACT-1', 'lineItem ACT-10', 'maintenanceLineItem MNT-1', 'product paint-1'],
    ],
    ['po-77', ['lineItem ACT-1']],
    ['en', ['entitlement ENT-10', 'entitlement ENT-20']],
    ['acme', ['account acme', 'user acme-user']],
    ['łukasz', ['user globex-user']],
    ['LUKASZ', ['user globex-user']],
    ['grosse', ['partNumber SCAN-1']],
    [
      'scan',
      ['partNumber SCAN-1', 'productLine l-scan', 'featureBundle b-scan', 'feature f-scan', 'licenseTechnology t-scan'],
    ],
    ['100%', ['user globex-user']],
    ['_', []],
    ['paint 2', ['product paint-2']],
    ['nothing like it', []],
  ])('for "%s" finds the best first', async (q, keys) => {
    expect(await found(q)).toEqual(keys);
  });

  test('says what was found, and where it is', async () => {
    const { items } = await search(world.app, staff, { q: 'MNT-1', limit: 20 });
    expect(items).toEqual([
      { kind: 'maintenanceLineItem', key: 'MNT-1', label: 'Care 1', detail: 'Name of acme', entitlementId: 'ENT-10' },
    ]);
    const [user] = (await search(world.app, staff, { q: 'acme-user', limit: 1 })).items;
    expect(user).toEqual({
      kind: 'user',
      key: 'acme-user',
      label: 'Lisa Barry',
      detail: 'user@acme.example',
      entitlementId: null,
    });
  });

  test('finds of other accounts nothing', async () => {
    expect(await found('ACT', globex)).toEqual(['lineItem ACT-2', 'lineItem ACT-3']);
    expect(await found('acme', globex)).toEqual([]);
    expect(await found('Name of', globex)).toEqual(['account globex']);
    expect(await found('example', globex)).toEqual(['user globex-user']);
  });

  test('finds for end users their rights, in the states that they see, and nothing else', async () => {
    const endUser: Actor = { ...globex, audience: 'endUser' };
    expect(await found('ACT', endUser)).toEqual(['lineItem ACT-2']);
    for (const q of ['globex', 'paint', 'example', 'ACT-3', 'ENT-10']) expect(await found(q, endUser)).toEqual([]);
  });

  test('finds each kind with its permission only, and nothing at all is refused', async () => {
    expect(await found('acme', { ...anybody, permissions: new Set(['viewUsers']) })).toEqual(['user acme-user']);
    expect(await found('acme', { ...anybody, permissions: new Set(['viewProducts']) })).toEqual([]);
    await expect(found('acme', { ...anybody, permissions: new Set(['manageUsers']) })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  test('finds roles, of those limited to accounts only what is in sight, and the templates of messages', async () => {
    await createRole(world.app, anybody, { name: 'Acme desk', kind: 'producer', accounts: ['acme'], permissions: [] });
    expect(await found('acme desk', anybody)).toEqual(['role Acme desk']);
    const desk: Actor = { ...globex, permissions: new Set(['viewRoles']) };
    expect(await found('acme desk', desk)).toEqual([]);
    expect(await found('administrator', desk)).toContain('role System Administrator');
    const [template, ...others] = (await search(world.app, anybody, { q: 'renewal-intent', limit: 20 })).items;
    expect(template).toMatchObject({ kind: 'emailTemplate', label: 'renewal-intent', detail: '' });
    expect(others).toEqual([]);
  });

  test.each<[Permission, readonly string[]]>([
    ['viewProducts', ['partNumber SCAN-1', 'productLine l-scan']],
    ['viewFeatureBundles', ['featureBundle b-scan']],
    ['viewFeatures', ['feature f-scan']],
    ['viewLicenseModels', ['licenseTechnology t-scan']],
  ])('with %s finds of the catalog what it lets see', async (permission, keys) => {
    expect(await found('scan', { ...anybody, permissions: new Set([permission]) })).toEqual(keys);
  });

  test('shows no more than is asked for', async () => {
    expect((await found('a', anybody, 3)).length).toBe(3);
  });
});
