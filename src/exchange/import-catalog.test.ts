import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { givenImport, importer } from '../../test/given-import.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { getFeatureBundle } from '../catalog/feature-bundle-operations.ts';
import { getFeature } from '../catalog/feature-operations.ts';
import { getProduct } from '../catalog/product-operations.ts';

const part = { entity: 'product', productId: 'part', name: 'part', version: '1', state: 'deployed' };
const records: readonly object[] = [
  {
    entity: 'feature',
    featureId: 'zoom',
    name: 'zoom',
    version: '1',
    notice: 'N',
    dupGroup: ['host', 'user'],
    state: 'deployed',
  },
  {
    entity: 'featureBundle',
    featureBundleId: 'tools',
    name: 'tools',
    features: [{ featureId: 'zoom' }],
    state: 'deployed',
  },
  { entity: 'productLine', productLineId: 'cad', name: 'CAD' },
  { ...part, featureBundles: [{ featureBundleId: 'tools', count: 2 }], productLine: 'cad' },
  {
    entity: 'product',
    productId: 'suite',
    name: 'suite',
    version: '1',
    kind: 'suite',
    products: [{ productId: 'part', count: 4 }],
    state: 'inactive',
  },
];

describe.each(postgresVersions())('files of the catalog on PostgreSQL %s', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
  });
  afterAll(() => world.close());

  test('bring bundles, lines and suites in any state, and again without a change', async () => {
    expect((await givenImport(world, records)).counts).toMatchObject({ created: 5, failed: 0 });
    expect(await getFeature(world.app, importer, 'zoom')).toMatchObject({ notice: 'N', dupGroup: ['user', 'host'] });
    expect(await getFeatureBundle(world.app, importer, 'tools')).toMatchObject({ state: 'deployed' });
    const bundles = [{ featureBundleId: 'tools', count: 2 }];
    expect(await getProduct(world.app, importer, 'part')).toMatchObject({
      featureBundles: bundles,
      productLine: 'cad',
    });
    const products = [{ productId: 'part', count: 4 }];
    expect(await getProduct(world.app, importer, 'suite')).toMatchObject({ products, state: 'inactive' });
    expect((await givenImport(world, records)).counts).toMatchObject({ unchanged: 5, failed: 0 });
  });

  test('change what is deployed, as they record what is, but never the kind of a product', async () => {
    const { counts } = await givenImport(world, [{ ...part, attributes: { edition: 'gold' } }]);
    expect(counts).toMatchObject({ updated: 1 });
    const { report } = await givenImport(world, [{ ...part, kind: 'suite' }]);
    expect(report.map((row) => row.code)).toEqual(['kind_fixed', 'not_for_suites']);
  });
});
