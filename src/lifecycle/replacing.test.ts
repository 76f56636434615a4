import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  anybody,
  givenAccount,
  givenEntitlement,
  givenLineItem,
  givenRecords,
  smallCatalog,
} from '../../test/given-records.ts';
import { problemOf } from '../../test/problem.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { getLineItem } from '../entitlements/entitlement-reading.ts';
import { getMaintenanceLineItem } from '../entitlements/maintenance-reading.ts';
import { renewalSchema, replacementSchema } from './child-schemas.ts';
import { renewLineItem, upgradeLineItem, upsellLineItem } from './lifecycle-operations.ts';
import { maintenanceRenewalSchema, renewMaintenanceLineItem } from './maintenance-renewing.ts';

const catalog: readonly object[] = [
  ...smallCatalog,
  {
    entity: 'licenseModel',
    licenseModelId: 'text',
    name: 'text',
    technology: 'certificate',
    counting: 'counted',
    lock: 'floating',
    state: 'deployed',
  },
  { entity: 'feature', featureId: 'dated', name: 'dated', versionFormat: 'dateBased', state: 'deployed' },
  { entity: 'product', productId: 'paint-pro', name: 'Pro', version: '1', licenseModels: ['model'], state: 'deployed' },
  {
    entity: 'product',
    productId: 'paint-text',
    name: 'Text',
    version: '1',
    licenseModels: ['text'],
    state: 'deployed',
  },
  {
    entity: 'product',
    productId: 'dated',
    name: 'Dated',
    version: '1',
    licenseModels: ['model'],
    features: [{ featureId: 'dated' }],
    state: 'deployed',
  },
  {
    entity: 'product',
    productId: 'no-upgrades',
    name: 'Care light',
    version: '1',
    kind: 'maintenance',
    allowUpgrades: false,
    state: 'deployed',
  },
  { entity: 'productRelationship', fromProductId: 'paint-1', toProductId: 'paint-2', type: 'upgrade' },
  { entity: 'productRelationship', fromProductId: 'paint-1', toProductId: 'paint-text', type: 'upgrade' },
  { entity: 'productRelationship', fromProductId: 'paint-1', toProductId: 'paint-pro', type: 'upsell' },
];

describe.each(postgresVersions())('a line item that becomes another, on PostgreSQL %i', (version) => {
  let world: World;
  let number = 0;
  beforeAll(async () => {
    world = await openWorld({ version });
    await givenRecords(world.app, [...catalog, ...givenAccount('A')]);
  });
  afterAll(() => world.close());

  const codesOf = async (asked: Promise<unknown>) => (await problemOf(asked)).reasons.map(({ code }) => code);

  async function givenItem(more: object = {}, around: object = {}): Promise<{ id: string; entitlementId: string }> {
    const key = `${version}-${(number += 1)}`;
    const [id, entitlementId] = [`L-${key}`, `E-${key}`];
    await givenRecords(world.app, [
      givenEntitlement(entitlementId, 'A', [givenLineItem(id, '2026-12-31', more)], around),
    ]);
    return { id, entitlementId };
  }

  const renew = (id: string, wish: object = {}, options: object = {}) =>
    renewLineItem(world.app, anybody, id, { renewal: renewalSchema.parse({ term: 'P1Y', ...wish }), ...options });
  const upgrade = (id: string, wish: object = {}, options: object = {}) =>
    upgradeLineItem(world.app, anybody, id, {
      replacement: replacementSchema.parse({ productId: 'paint-2', ...wish }),
      ...options,
    });
  const upsell = (id: string, wish: object = {}, options: object = {}) =>
    upsellLineItem(world.app, anybody, id, {
      replacement: replacementSchema.parse({ productId: 'paint-pro', ...wish }),
      ...options,
    });
  const item = (id: string) => getLineItem(world.app, anybody, id);

  test('is upgraded for the same time', async () => {
    const { id } = await givenItem({ quantity: 4 });
    const { child } = await upgrade(id, { numberOfCopies: 1, allowActivationsOnParent: true });
    expect(child).toMatchObject({
      type: 'upgrade',
      products: [{ productId: 'paint-2', quantityPerCopy: 1 }],
      licenseModels: ['model'],
      startDate: '2025-01-01',
      expirationDate: '2026-12-31',
      quantity: 1,
      state: 'draft',
    });
    expect((await upsell(id)).child).toMatchObject({
      type: 'upsell',
      products: [{ productId: 'paint-pro' }],
      quantity: 3,
    });
  });

  test('is upgraded only along relationships, and by technologies that follow each other', async () => {
    const { id } = await givenItem();
    expect(await codesOf(upgrade(id, { productId: 'paint-pro' }))).toEqual(['no_upgrade_path']);
    expect(await codesOf(upsell(id, { productId: 'paint-2' }))).toEqual(['no_upsell_path']);
    expect(await codesOf(upgrade(id, { productId: 'nothing' }))).toEqual(['unknown_reference']);
    expect(await codesOf(upgrade(id, { productId: 'paint-text' }))).toEqual(['incompatible_license_technology']);
    expect((await upgrade(id, { productId: 'paint-text', createIncompatible: true })).child.licenseModels).toEqual([
      'text',
    ]);
  });

  test('gives no copy twice, however many ask at the same moment', async () => {
    const { id } = await givenItem();
    const asked = Array.from({ length: 8 }, (_, index) =>
      (index % 2 === 0 ? renew(id, { numberOfCopies: 3 }) : upgrade(id, { numberOfCopies: 3 })).then(
        () => 1,
        () => 0,
      ),
    );
    expect((await Promise.all(asked)).reduce((sum: number, one) => sum + one, 0)).toBe(3);
    expect(await codesOf(renew(id, { numberOfCopies: 2 }))).toEqual(['insufficient_copies']);
    await renew(id, { numberOfCopies: 1 });
  });

  test('asks everything at once: states, copies, paths, and what is asked of a sale', async () => {
    const { id } = await givenItem({ state: 'inactive' });
    const asked = upgrade(id, { productId: 'paint-pro', numberOfCopies: 11 });
    expect(await codesOf(asked)).toEqual(['not_deployed', 'insufficient_copies', 'no_upgrade_path']);
    const sold = await givenItem();
    const wrong = renew(sold.id, { activationId: sold.entitlementId, licenseModels: ['text'] });
    expect((await problemOf(wrong)).reasons).toMatchObject([
      { code: 'id_taken', pointer: '/activationId' },
      { code: 'license_model_not_of_product', pointer: '/licenseModels/0' },
    ]);
  });

  test('takes its maintenance along, which may forbid it', async () => {
    const care = (activationId: string, productId: string, covers: readonly string[]) => ({
      activationId,
      productId,
      covers,
      startDate: '2026-01-01',
      expirationDate: '2026-12-31',
      state: 'deployed',
    });
    const key = `${version}-${(number += 1)}`;
    const { id } = await givenItem(
      { activationId: `L-${key}` },
      { maintenanceLineItems: [care(`M-${key}`, 'no-upgrades', [`L-${key}`])] },
    );
    expect(await codesOf(upgrade(`L-${key}`))).toEqual(['maintenance_disallows_upgrades']);
    expect(id).not.toBe(`L-${key}`);
    const { child } = await renew(`L-${key}`);
    expect((await item(child.activationId)).maintenance).toEqual([`M-${key}`]);
    expect((await item(`L-${key}`)).maintenance).toEqual([`M-${key}`]);
    const renewal = maintenanceRenewalSchema.parse({ term: 'P1Y', deploy: true });
    const renewed = await renewMaintenanceLineItem(world.app, anybody, `M-${key}`, { renewal });
    expect(renewed.child).toMatchObject({
      parentActivationId: `M-${key}`,
      covers: [`L-${key}`, child.activationId].toSorted(),
      startDate: '2027-01-01',
      expirationDate: '2027-12-31',
      state: 'deployed',
    });
    const again = renewMaintenanceLineItem(world.app, anybody, `M-${key}`, {
      renewal: maintenanceRenewalSchema.parse({}),
    });
    expect(await codesOf(again)).toEqual(['end_required']);
    expect(await getMaintenanceLineItem(world.app, anybody, `M-${key}`)).toMatchObject({ state: 'deployed' });
  });
});
