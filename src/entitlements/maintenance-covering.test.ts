import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anybody, givenAccount, givenRecords, smallCatalog } from '../../test/given-records.ts';
import { reasonsOf } from '../../test/problem.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { createEntitlement } from './entitlement-operations.ts';
import { newEntitlementSchema } from './entitlement-schemas.ts';
import { changeMaintenanceLineItem } from './item-changing-operations.ts';
import { linkMaintenance, unlinkMaintenance } from './maintenance-linking.ts';
import { changeLineItemState } from './state-operations.ts';

describe.each(postgresVersions())('maintenance on PostgreSQL %i', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
    await givenRecords(world.app, [...smallCatalog, ...givenAccount('A')]);
  });
  afterAll(() => world.close());

  const cover = (covers: string[]) => changeMaintenanceLineItem(world.app, anybody, 'CARE', { changes: { covers } });

  test('begins to cover nothing that is obsolete, by whatever door, and may stop covering it', async () => {
    const paint = { products: [{ productId: 'paint-1' }], quantity: 5, permanent: true, startDate: '2026-01-01' };
    const lineItems = ['HERE', 'GONE'].map((activationId) => ({ ...paint, activationId }));
    const maintenance = { activationId: 'CARE', productId: 'care', covers: ['HERE'], permanent: true };
    const sold = { accountId: 'A', deploy: true, lineItems, maintenanceLineItems: [maintenance] };
    await createEntitlement(world.app, anybody, newEntitlementSchema.parse(sold));
    await changeLineItemState(world.app, anybody, 'GONE', { state: 'obsolete' });
    const link = { activationId: 'GONE', maintenanceActivationId: 'CARE' };
    expect(await reasonsOf(linkMaintenance(world.app, anybody, link, {}))).toEqual(['not_editable /maintenance']);
    expect(await reasonsOf(cover(['HERE', 'GONE']))).toEqual(['not_editable /covers']);
    await changeLineItemState(world.app, anybody, 'HERE', { state: 'obsolete' });
    await unlinkMaintenance(world.app, anybody, { ...link, activationId: 'HERE' }, {});
    expect(await cover([])).toMatchObject({ covers: [] });
  });
});
