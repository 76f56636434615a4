import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as given from '../../test/given.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import type { HoldingFilter } from './catalog-use-store.ts';
import { listFeatureBundles } from './feature-bundle-operations.ts';
import { listFeatures } from './feature-operations.ts';
import { listLicenseModels } from './license-model-operations.ts';
import { createLicenseTechnology, listLicenseTechnologies } from './license-technology-operations.ts';
import { createPartNumber, listPartNumbers } from './part-number-operations.ts';
import { listProductLines } from './product-line-operations.ts';
import { listProducts } from './product-operations.ts';

describe.each(postgresVersions())('what uses the parts of products, on PostgreSQL %s', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
    await makeCatalog(world);
  });
  afterAll(() => world.close());

  test('lists tell how often each part is used', async () => {
    const asked = { limit: 10, sort: 'name' } as const;
    const { app } = world;
    expect((await listFeatures(app, given.operator, asked)).items).toMatchObject([
      { featureId: 'print', productCount: 2, featureBundleCount: 1 },
      { featureId: 'scan', productCount: 0, featureBundleCount: 0 },
    ]);
    expect((await listFeatureBundles(app, given.operator, asked)).items).toMatchObject([{ productCount: 1 }]);
    expect((await listProductLines(app, given.operator, asked)).items).toMatchObject([{ productCount: 1 }]);
    const models = await listLicenseModels(app, given.operator, asked);
    expect(models.items).toMatchObject([
      { licenseModelId: 'machine', productCount: 0 },
      { licenseModelId: 'seat', productCount: 1 },
    ]);
    const technologies = await listLicenseTechnologies(app, given.operator, asked);
    const counts = new Map(technologies.items.map((one) => [one.licenseTechnologyId, one.licenseModelCount]));
    expect(counts.get('own')).toBe(1);
    expect(counts.get('embedded')).toBe(1);
    expect(counts.get('certificate')).toBe(0);
  });

  test('products, feature bundles and part numbers are found by what they hold', async () => {
    const asked = { limit: 10, sort: 'name' } as const;
    const products = async (filter: HoldingFilter) =>
      (await listProducts(world.app, given.operator, { ...asked, ...filter })).items.map((one) => one.productId);
    expect(await products({ featureId: 'print' })).toEqual(['one', 'two']);
    expect(await products({ featureId: 'scan' })).toEqual([]);
    expect(await products({ featureId: 'nothing' })).toEqual([]);
    expect(await products({ featureBundleId: 'basics' })).toEqual(['two']);
    expect(await products({ licenseModelId: 'seat', featureId: 'print' })).toEqual(['one']);
    const bundles = await listFeatureBundles(world.app, given.operator, { ...asked, featureId: 'print' });
    expect(bundles.items.map((one) => one.featureBundleId)).toEqual(['basics']);
    const parts = await listPartNumbers(world.app, given.operator, { limit: 10, licenseModelId: 'seat' });
    expect(parts.items.map((one) => one.partNumber)).toEqual(['P-1']);
  });
});

async function makeCatalog(world: World): Promise<void> {
  await given.feature(world, { featureId: 'print' });
  await given.feature(world, { featureId: 'scan' });
  await given.featureBundle(world, { featureBundleId: 'basics', features: [{ featureId: 'print' }] });
  await given.productLine(world, { productLineId: 'office' });
  await createLicenseTechnology(world.app, given.operator, {
    licenseTechnologyId: 'own',
    name: 'Our own',
    generator: { kind: 'manual' },
  });
  await given.licenseModel(world, { licenseModelId: 'machine' });
  await given.licenseModel(world, { licenseModelId: 'seat', technology: 'custom', licenseTechnologyId: 'own' });
  const features = [{ featureId: 'print' }];
  await given.product(world, { productId: 'one', productLine: 'office', features, licenseModels: ['seat'] });
  await given.product(world, { productId: 'two', features, featureBundles: [{ featureBundleId: 'basics' }] });
  await createPartNumber(world.app, given.operator, { partNumber: 'P-1', productId: 'one', licenseModelId: 'seat' });
}
