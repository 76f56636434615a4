import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as given from '../../test/given.ts';
import {
  anybody,
  givenAccount,
  givenEntitlement,
  givenLineItem,
  givenRecords,
  smallCatalog,
} from '../../test/given-records.ts';
import { problemOf, reasonsOf } from '../../test/problem.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { changeProductState } from '../catalog/product-operations.ts';
import { copyEntitlement, type CopyRequest } from './entitlement-copying.ts';
import { createEntitlement } from './entitlement-operations.ts';
import { entitlementHistory, getEntitlement } from './entitlement-reading.ts';

describe.each(postgresVersions())('copies of entitlements on PostgreSQL %i', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
    await givenRecords(world.app, [
      ...smallCatalog,
      { entity: 'product', productId: 'gone', name: 'Gone', version: '1', licenseModels: ['model'], state: 'deployed' },
      ...['A', 'B'].flatMap((accountId) => givenAccount(accountId)),
      givenEntitlement(
        'E',
        'A',
        [
          givenLineItem('L', '2026-06-01', { orderId: 'SO-1', attributes: { colour: 'red' } }),
          givenLineItem('R', '2027-06-01', { type: 'renewal', parentActivationId: 'L', orderId: 'SO-2' }),
          givenLineItem('OLD', '2026-06-01', { state: 'obsolete' }),
        ],
        {
          description: 'First order',
          shipToEmails: ['buyer@a.example'],
          maintenanceLineItems: [
            {
              activationId: 'C',
              productId: 'care',
              covers: ['L'],
              startDate: '2025-01-01',
              permanent: true,
              state: 'deployed',
            },
          ],
        },
      ),
      givenEntitlement('WITHDRAWN', 'A', [givenLineItem('W', '2026-06-01', { products: [{ productId: 'gone' }] })]),
      givenEntitlement('OBSOLETE', 'A', [givenLineItem('O', '2026-06-01', { state: 'obsolete' })], {
        state: 'obsolete',
      }),
    ]);
    await changeProductState(world.app, anybody, 'gone', { state: 'inactive' });
  });
  afterAll(() => world.close());

  const copy = (entitlementId: string, request: CopyRequest = {}) =>
    copyEntitlement(world.app, anybody, entitlementId, request);

  async function made(entitlementId: string, request: CopyRequest = {}) {
    const answer = await copy(entitlementId, request);
    if ('copiedFrom' in answer) throw new Error('only a preview was answered');
    return answer;
  }

  test('hold the newest of each chain under IDs of their own, with their maintenance', async () => {
    const entitlement = await made('E', { entitlementId: 'F' });
    expect(entitlement).toMatchObject({
      entitlementId: 'F',
      state: 'draft',
      description: 'First order',
      shipToEmails: ['buyer@a.example'],
    });
    const [item] = entitlement.lineItems;
    expect(entitlement.lineItems).toHaveLength(1);
    expect(item).toMatchObject({
      type: 'new',
      parentActivationId: null,
      quantity: 10,
      expirationDate: '2027-06-01',
      orderId: null,
      state: 'draft',
    });
    expect(item?.activationId).toMatch(/^.{20,}$/);
    expect(entitlement.maintenanceLineItems).toMatchObject([
      { covers: [item?.activationId], permanent: true, state: 'draft' },
    ]);
  });

  test('say in the history what they were copied from', async () => {
    const { entitlementId } = await made('E');
    const { items } = await entitlementHistory(world.app, anybody, entitlementId, { limit: 50 });
    expect(items.map(({ entity, event, reason }) => [entity, event, reason])).toEqual(
      ['lineItem', 'maintenanceLineItem', 'entitlement'].map((entity) => [
        entity,
        'created',
        'Copied from the entitlement E',
      ]),
    );
  });

  test('are deployed at once, are tests, or belong to another account', async () => {
    expect(await made('E', { deploy: true })).toMatchObject({ state: 'deployed', lineItems: [{ state: 'deployed' }] });
    expect(await made('E', { test: true })).toMatchObject({ state: 'test', lineItems: [{ state: 'test' }] });
    expect(await made('E', { accountId: 'B', description: 'Second' })).toMatchObject({
      accountId: 'B',
      description: 'Second',
      shipToEmails: [],
    });
  });

  test('are previewed by the same way, and nothing is made', async () => {
    const plan = await copy('E', { entitlementId: 'G', accountId: 'B', preview: true });
    expect(plan).toEqual({
      copiedFrom: 'E',
      entitlementId: 'G',
      accountId: 'B',
      state: 'draft',
      lineItems: [{ copiedFrom: 'R', quantity: 10, startDate: '2025-01-01', expirationDate: '2027-06-01' }],
      maintenanceLineItems: [{ copiedFrom: 'C', covers: ['R'] }],
      leftOut: [
        { activationId: 'L', reason: 'fullyDrawn' },
        { activationId: 'OLD', reason: 'obsolete' },
      ],
      emails: [],
    });
    expect((await problemOf(getEntitlement(world.app, anybody, 'G'))).code).toBe('not_found');
  });

  test.each([true, undefined])('are refused with every reason, preview %s', async (preview) => {
    expect(await reasonsOf(copy('WITHDRAWN', { accountId: 'NOBODY', preview }))).toEqual([
      'unknown_reference /accountId',
      'product_not_deployed /lineItems/0/products/0',
    ]);
    expect(await reasonsOf(copy('OBSOLETE', { preview }))).toEqual(['nothing_to_copy']);
    expect((await problemOf(copy('E', { entitlementId: 'E', preview }))).code).toBe('duplicate_key');
    expect((await problemOf(copy('E', { entitlementId: 'L', preview }))).code).toBe('duplicate_key');
    expect((await problemOf(copy('NOTHING', { preview }))).code).toBe('not_found');
  });

  test('are made by those who may create, for accounts that they see', async () => {
    const { app } = world;
    const forbidden = async (actor: Parameters<typeof copyEntitlement>[1], request: CopyRequest = {}) =>
      (await problemOf(copyEntitlement(app, actor, 'E', request))).code;
    expect(await forbidden(given.actor(['viewEntitlements', 'updateEntitlements']))).toBe('forbidden');
    expect(await forbidden(given.actor(['createEntitlements']), { deploy: true })).toBe('forbidden');
    expect(await forbidden(given.actor(['createEntitlements'], []))).toBe('not_found');
    const { id } = await app.database
      .selectFrom('account')
      .select('account.id')
      .where('account.accountId', '=', 'A')
      .executeTakeFirstOrThrow();
    expect(await forbidden(given.actor(['createEntitlements'], [id]), { accountId: 'B' })).toBe('not_found');
  });

  test('need no attribute that became required since: it is asked when the copy is changed', async () => {
    const colour = {
      entity: 'customAttribute',
      of: 'entitlement',
      name: 'region',
      label: 'Region',
      type: 'text',
      required: true,
    };
    await givenRecords(world.app, [colour]);
    expect(await made('E', { deploy: true })).toMatchObject({ state: 'deployed' });
    const refused = reasonsOf(createEntitlement(world.app, anybody, { accountId: 'A' }));
    expect(await refused).toEqual(['attribute_required /attributes/region']);
  });
});
