import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as given from '../../test/given.ts';
import { problemOf, reasonsOf } from '../../test/problem.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { inTransaction } from '../platform/database.ts';
import {
  changeFeatureBundle,
  changeFeatureBundleState,
  createFeatureBundle,
  deleteFeatureBundle,
  featureBundleHistory,
  getFeatureBundle,
  listFeatureBundles,
} from './feature-bundle-operations.ts';
import { changeFeatureState, createFeature, deleteFeature, getFeature } from './feature-operations.ts';
import { getLicenseModel } from './license-model-operations.ts';
import { changeProductLine, deleteProductLine, getProductLine, listProductLines } from './product-line-operations.ts';
import { changeProductState, createProduct, deleteProduct, getProduct, listProducts } from './product-operations.ts';
import { createProductRelationship } from './product-relationship-operations.ts';

describe.each(postgresVersions())('bundles, suites and product lines on PostgreSQL %s', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
  });
  afterAll(() => world.close());

  test('a feature keeps what it overrides in licenses, its groups in their usual order', async () => {
    const overrides = { vendorString: 'tier=gold', notice: '(c) Acme', serialNumber: 'S-1' };
    const made = await createFeature(world.app, given.operator, {
      featureId: 'loud',
      name: 'Loud',
      version: '1',
      ...overrides,
      dupGroup: ['vendor', 'user'],
    });
    expect(made).toMatchObject({ ...overrides, dupGroup: ['user', 'vendor'] });
    expect(await getFeature(world.app, given.operator, 'loud')).toEqual(made);
    const { featureId } = await given.feature(world, { dupGroup: [] });
    expect(await getFeature(world.app, given.operator, featureId)).toMatchObject({ dupGroup: [], notice: null });
    expect((await given.feature(world)).dupGroup).toBeNull();
  });

  test('a bundle keeps the order of its features, is changed, and its history tells so', async () => {
    const [first, second] = [await given.feature(world), await given.feature(world)];
    const features = [{ featureId: second.featureId, count: 2 }, { featureId: first.featureId }];
    const made = await createFeatureBundle(world.app, given.operator, {
      featureBundleId: 'basics',
      name: 'Basics',
      features,
    });
    expect(made).toMatchObject({ state: 'draft', description: null, version: 1 });
    expect(made.features.map((one) => one.count)).toEqual([2, 1]);
    expect(await getFeatureBundle(world.app, given.operator, 'basics')).toEqual(made);
    const changes = { description: 'What everybody needs', features: [{ featureId: first.featureId, count: 5 }] };
    const plan = await changeFeatureBundle(world.app, given.operator, 'basics', { ...changes, preview: true });
    expect(plan).toEqual({
      before: { description: null, features: made.features },
      after: changes,
    });
    expect(await getFeatureBundle(world.app, given.operator, 'basics')).toEqual(made);
    const changed = await changeFeatureBundle(world.app, given.operator, 'basics', { ...changes, expectedVersion: 1 });
    expect(changed).toMatchObject({ ...changes, name: 'Basics', version: 2 });
    expect(await getFeatureBundle(world.app, given.operator, 'basics')).toEqual(changed);
    const { items } = await featureBundleHistory(world.app, given.operator, 'basics', { limit: 10 });
    expect(items.map((one) => one.event)).toEqual(['created', 'changed']);
    expect(items[1]).toMatchObject({ before: { description: null }, after: changes });
    const filter = { limit: 10, name: 'Basics', state: 'draft' } as const;
    expect((await listFeatureBundles(world.app, given.operator, filter)).items).toEqual([
      { ...changed, productCount: 0 },
    ]);
  });

  test('deploying a suite deploys the drafts within: products, bundles and features, never license models', async () => {
    const [direct, bundled] = [await given.feature(world), await given.feature(world)];
    const { licenseModelId } = await given.licenseModel(world);
    const { featureBundleId } = await given.featureBundle(world, { features: [{ featureId: bundled.featureId }] });
    const { productId } = await given.product(world, {
      features: [{ featureId: direct.featureId }, { featureId: bundled.featureId }],
      featureBundles: [{ featureBundleId, count: 3 }],
      licenseModels: [licenseModelId],
    });
    const there = await given.deployedProduct(world);
    const suite = await given.product(world, {
      kind: 'suite',
      products: [{ productId: there }, { productId, count: 2 }],
      licenseModels: [licenseModelId],
    });
    expect(suite.products).toEqual([
      { productId: there, count: 1 },
      { productId, count: 2 },
    ]);
    const request = { state: 'deployed' } as const;
    const plan = await changeProductState(world.app, given.operator, suite.productId, { ...request, preview: true });
    const arrow = { from: 'draft', to: 'deployed' };
    expect(plan).toEqual({
      changes: [
        { entity: 'product', key: suite.productId, ...arrow },
        { entity: 'product', key: productId, ...arrow },
        { entity: 'featureBundle', key: featureBundleId, ...arrow },
        { entity: 'feature', key: direct.featureId, ...arrow },
        { entity: 'feature', key: bundled.featureId, ...arrow },
      ],
    });
    await changeProductState(world.app, given.operator, suite.productId, request);
    for (const read of [
      getProduct(world.app, given.operator, suite.productId),
      getProduct(world.app, given.operator, productId),
      getFeatureBundle(world.app, given.operator, featureBundleId),
      getFeature(world.app, given.operator, direct.featureId),
      getFeature(world.app, given.operator, bundled.featureId),
    ])
      expect(await read).toMatchObject(request);
    expect(await getLicenseModel(world.app, given.operator, licenseModelId)).toMatchObject({ state: 'draft' });
    await changeProductState(world.app, given.operator, suite.productId, { state: 'inactive' });
    expect(await getProduct(world.app, given.operator, productId)).toMatchObject(request);
    const back = { state: 'draft' } as const;
    const message = async (change: Promise<unknown>) => (await problemOf(change)).message;
    expect(await message(changeProductState(world.app, given.operator, productId, back))).toBe(
      `It is used by suite ${suite.productId}.`,
    );
    expect(await message(changeFeatureBundleState(world.app, given.operator, featureBundleId, back))).toBe(
      `It is used by product ${productId}.`,
    );
    expect(await message(changeFeatureState(world.app, given.operator, bundled.featureId, back))).toBe(
      `It is used by product ${productId}, feature bundle ${featureBundleId}.`,
    );
  });

  test('a suite refuses what it may not hold, with every reason', async () => {
    const inner = await given.product(world, { kind: 'suite' });
    const care = await given.product(world, { kind: 'maintenance' });
    const input = { productId: 'wrong', name: 'Wrong', version: '1', kind: 'suite' } as const;
    const products = [{ productId: inner.productId }, { productId: care.productId }, { productId: 'nothing' }];
    expect(
      await reasonsOf(createProduct(world.app, given.operator, { ...input, products, features: [{ featureId: 'x' }] })),
    ).toEqual([
      'not_for_suites /features',
      'unknown_reference /features/0/featureId',
      'unknown_reference /products/2/productId',
      'suite_in_suite /products/0/productId',
      'wrong_product_kind /products/1/productId',
    ]);
  });

  test('products are found by their line, which is changed, and deleted when it is empty', async () => {
    const line = await given.productLine(world, { productLineId: 'office', name: 'Office' });
    const { productId } = await given.product(world, { productLine: 'office' });
    expect(await getProduct(world.app, given.operator, productId)).toMatchObject({ productLine: 'office' });
    const found = await listProducts(world.app, given.operator, { limit: 5, productLine: 'office' });
    expect(found.items.map((one) => one.productId)).toEqual([productId]);
    const changed = await changeProductLine(world.app, given.operator, 'office', { name: 'Office & Co' });
    expect(changed).toMatchObject({ name: 'Office & Co', description: null, version: line.version + 1 });
    expect((await listProductLines(world.app, given.operator, { limit: 5 })).items).toEqual([
      { ...changed, productCount: 1 },
    ]);
    expect(await problemOf(deleteProductLine(world.app, given.operator, 'office', {}))).toMatchObject({
      reasons: [{ code: 'in_use', message: `It is used by product ${productId}.` }],
    });
    await deleteProduct(world.app, given.operator, productId, {});
    await deleteProductLine(world.app, given.operator, 'office', { preview: true });
    expect(await getProductLine(world.app, given.operator, 'office')).toEqual(changed);
    expect(await deleteProductLine(world.app, given.operator, 'office', {})).toEqual({
      deleted: { entity: 'productLine', key: 'office' },
    });
    expect(await problemOf(getProductLine(world.app, given.operator, 'office'))).toMatchObject({ code: 'not_found' });
  });

  test('a product that is used is not deleted, and each of its uses is told', async () => {
    const { productId } = await given.product(world);
    const suite = await given.product(world, { kind: 'suite', products: [{ productId }] });
    await createProductRelationship(world.app, given.operator, {
      fromProductId: suite.productId,
      toProductId: productId,
      type: 'upgrade',
    });
    const problem = await problemOf(deleteProduct(world.app, given.operator, productId, {}));
    expect(problem.reasons.map((reason) => reason.message)).toEqual([
      `It is used by the upgrade from ${suite.productId} to ${productId}.`,
      `It is used by suite ${suite.productId}.`,
    ]);
  });

  test('whoever names what is being deleted waits, and hears that it is gone', async () => {
    const { featureId } = await given.feature(world);
    const { featureBundleId } = await given.featureBundle(world);
    const { productLineId } = await given.productLine(world);
    const named = [
      { features: [{ featureId }] },
      { featureBundles: [{ featureBundleId }] },
      { productLine: productLineId },
    ];
    const { waiting } = await inTransaction(world.app.database, async (transaction) => {
      const over = { ...world.app, database: transaction };
      await deleteFeature(over, given.operator, featureId, {});
      await deleteFeatureBundle(over, given.operator, featureBundleId, {});
      await deleteProductLine(over, given.operator, productLineId, {});
      const late = named.map((parts, index) => ({
        ...parts,
        productId: `late-${index}`,
        name: `late-${index}`,
        version: '1',
      }));
      const begun = late.map((input) => reasonsOf(createProduct(world.app, given.operator, input)));
      await new Promise((resolve) => setTimeout(resolve, 200));
      return { waiting: Promise.all(begun) };
    });
    expect(await waiting).toEqual([
      ['unknown_reference /features/0/featureId'],
      ['unknown_reference /featureBundles/0/featureBundleId'],
      ['unknown_reference /productLine'],
    ]);
  });

  test('of a change and a deployment at once the later sees what the first did', async () => {
    const { featureId } = await given.feature(world);
    const { featureBundleId } = await given.featureBundle(world);
    const { productId } = await given.product(world, { featureBundles: [{ featureBundleId }] });
    await Promise.allSettled([
      changeFeatureBundle(world.app, given.operator, featureBundleId, { features: [{ featureId }] }),
      changeProductState(world.app, given.operator, productId, { state: 'deployed' }),
    ]);
    const bundle = await getFeatureBundle(world.app, given.operator, featureBundleId);
    expect(bundle.state).toBe('deployed');
    const feature = await getFeature(world.app, given.operator, featureId);
    expect(feature.state).toBe(bundle.features.length === 1 ? 'deployed' : 'draft');
  });

  test('a bundle is deleted as a draft that nothing holds', async () => {
    const { featureBundleId } = await given.featureBundle(world);
    await changeFeatureBundleState(world.app, given.operator, featureBundleId, { state: 'deployed' });
    const { productId } = await given.product(world, { featureBundles: [{ featureBundleId }] });
    expect(await reasonsOf(deleteFeatureBundle(world.app, given.operator, featureBundleId, {}))).toEqual([
      'not_draft',
      'in_use',
    ]);
    await deleteProduct(world.app, given.operator, productId, {});
    await changeFeatureBundleState(world.app, given.operator, featureBundleId, { state: 'draft' });
    await deleteFeatureBundle(world.app, given.operator, featureBundleId, { expectedVersion: 3 });
    const again = deleteFeatureBundle(world.app, given.operator, featureBundleId, {});
    expect(await problemOf(again)).toMatchObject({ code: 'not_found' });
  });
});
