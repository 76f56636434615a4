import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anybody, givenAccount, givenRecords, smallCatalog } from '../../test/given-records.ts';
import { reasonsOf } from '../../test/problem.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { changeProductState } from '../catalog/product-operations.ts';
import type { RightState } from '../shared/vocabulary.ts';
import { createEntitlement } from './entitlement-operations.ts';
import { entitlementHistory, getEntitlement } from './entitlement-reading.ts';
import { newEntitlementSchema } from './entitlement-schemas.ts';
import { changeEntitlementState, changeLineItemState, changeMaintenanceLineItemState } from './state-operations.ts';

describe.each(postgresVersions())('states of entitlements on PostgreSQL %i', (version) => {
  let world: World;
  let number = 0;
  beforeAll(async () => {
    world = await openWorld({ version });
    await givenRecords(world.app, [...smallCatalog, ...givenAccount('A')]);
  });
  afterAll(() => world.close());

  const create = (input: object) =>
    createEntitlement(world.app, anybody, newEntitlementSchema.parse({ accountId: 'A', ...input }));
  const paint = { products: [{ productId: 'paint-1' }], quantity: 5, expirationDate: '2027-01-01' };
  const nextId = (): string => `T-${version}-${(number += 1)}`;

  test('change their state with all that follows, and remember why', async () => {
    const [line, other] = [nextId(), nextId()];
    const { entitlementId } = await create({
      lineItems: [
        { ...paint, activationId: line },
        { ...paint, activationId: other },
      ],
    });
    const change = (state: RightState, more = {}) =>
      changeEntitlementState(world.app, anybody, entitlementId, { state, ...more });
    expect(await change('deployed', { preview: true })).toMatchObject({
      from: 'draft',
      to: 'deployed',
      items: [{ activationId: line }, { activationId: other }],
    });
    expect((await getEntitlement(world.app, anybody, entitlementId)).state).toBe('draft');
    await change('deployed');
    await changeLineItemState(world.app, anybody, other, { state: 'inactive' });
    await change('inactive', { reason: 'not paid' });
    await change('deployed');
    const now = await getEntitlement(world.app, anybody, entitlementId);
    expect(now.lineItems.map((item) => item.state)).toEqual(['deployed', 'inactive']);
    await change('obsolete');
    expect(await reasonsOf(change('deployed'))).toEqual(['state_not_reachable']);
    const { items } = await entitlementHistory(world.app, anybody, entitlementId, { limit: 50 });
    const told = items.map((record) => `${record.entity} ${record.event} ${record.reason ?? ''}`.trim());
    expect(told.filter((line) => line.startsWith('entitlement'))).toEqual([
      'entitlement created',
      'entitlement stateChanged',
      'entitlement stateChanged not paid',
      'entitlement stateChanged',
      'entitlement stateChanged',
    ]);
    expect(told.filter((line) => line === 'lineItem stateChanged not paid')).toHaveLength(1);
  });

  test('hold their line items to their own state', async () => {
    const [line, care] = [nextId(), nextId()];
    await create({
      lineItems: [{ ...paint, activationId: line }],
      maintenanceLineItems: [{ activationId: care, productId: 'care', covers: [line], expirationDate: '2027-01-01' }],
    });
    expect(await reasonsOf(changeLineItemState(world.app, anybody, line, { state: 'deployed' }))).toEqual([
      'entitlement_state',
    ]);
    expect(await reasonsOf(changeMaintenanceLineItemState(world.app, anybody, care, { state: 'deployed' }))).toEqual([
      'entitlement_state',
    ]);
  });

  test('are not deployed with products that were withdrawn in the meantime', async () => {
    await givenRecords(world.app, [
      {
        entity: 'product',
        productId: `gone-${version}`,
        name: `Gone ${version}`,
        version: '1',
        licenseModels: ['model'],
        state: 'deployed',
      },
    ]);
    const { entitlementId } = await create({ lineItems: [{ ...paint, products: [{ productId: `gone-${version}` }] }] });
    await changeProductState(world.app, anybody, `gone-${version}`, { state: 'inactive' });
    expect(await reasonsOf(changeEntitlementState(world.app, anybody, entitlementId, { state: 'deployed' }))).toEqual([
      'product_not_deployed /lineItems/0/products/0',
    ]);
  });
});
