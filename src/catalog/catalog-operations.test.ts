import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as given from '../../test/given.ts';
import { problemOf, reasonsOf } from '../../test/problem.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { createFeature, getFeature, listFeatures } from './feature-operations.ts';
import { createLicenseModel, getLicenseModel, listLicenseModels } from './license-model-operations.ts';
import { createProduct, getProduct, listProducts } from './product-operations.ts';
import {
  createProductRelationship,
  getProductRelationship,
  listProductRelationships,
} from './product-relationship-operations.ts';

const stamps = { createdBy: 'operator', updatedBy: 'operator' };
// A product and a feature have a version of their own; the others are versioned as everything else is.
const recordVersioned = { ...stamps, recordVersion: 1 };
const versioned = { ...stamps, version: 1 };

describe.each(postgresVersions())('the catalog on PostgreSQL %s', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
  });
  afterAll(() => world.close());

  test('a feature is made as a draft and read as it was made', async () => {
    const made = await createFeature(world.app, given.operator, { featureId: 'print', name: 'Print', version: '1.0' });
    expect(made).toMatchObject({
      featureId: 'print',
      name: 'Print',
      versionFormat: 'fixed',
      version: '1.0',
      state: 'draft',
      ...recordVersioned,
    });
    expect(await getFeature(world.app, given.operator, 'print')).toEqual(made);
    const dated = await createFeature(world.app, given.operator, {
      featureId: 'scan',
      name: 'Scan',
      versionFormat: 'dateBased',
    });
    expect(dated.version).toBeNull();
  });

  test('a license model is made as a draft and read as it was made', async () => {
    const input = {
      licenseModelId: 'seat',
      name: 'Seat',
      technology: 'certificate',
      counting: 'counted',
      lock: 'floating',
    } as const;
    const made = await createLicenseModel(world.app, given.operator, input);
    expect(made).toMatchObject({ ...input, description: null, state: 'draft', ...versioned });
    expect(await getLicenseModel(world.app, given.operator, 'seat')).toEqual(made);
  });

  test('a product is made as a draft, keeps the order of its features and models, and is read as it was made', async () => {
    const input = {
      productId: 'office',
      name: 'Office',
      version: '3.1',
      features: [{ featureId: 'scan', count: 2 }, { featureId: 'print' }],
      licenseModels: ['seat', (await given.licenseModel(world)).licenseModelId],
      attributes: { edition: 'gold' },
    };
    const made = await createProduct(world.app, given.operator, input);
    const features = [
      { featureId: 'scan', count: 2 },
      { featureId: 'print', count: 1 },
    ];
    expect(made).toMatchObject({
      ...input,
      features,
      kind: 'licensed',
      state: 'draft',
      allowUpgrades: null,
      ...recordVersioned,
    });
    expect(await getProduct(world.app, given.operator, 'office')).toEqual(made);
  });

  test('a maintenance product allows everything unless told otherwise', async () => {
    const made = await createProduct(world.app, given.operator, {
      productId: 'care',
      name: 'Care',
      version: '1',
      kind: 'maintenance',
      allowUpsells: false,
    });
    expect(made).toMatchObject({ allowUpgrades: true, allowUpsells: false, allowRenewals: true });
  });

  test('a relationship is found by its own key, and in lists by either product and its type', async () => {
    await given.product(world, { productId: 'office-4', name: 'Office', version: '4.0' });
    const input = {
      fromProductId: 'office',
      toProductId: 'office-4',
      type: 'upgrade',
      defaultLicenseModelId: 'seat',
    } as const;
    const made = await createProductRelationship(world.app, given.operator, input);
    expect(made).toMatchObject({
      productRelationshipId: expect.stringMatching(/^\d+$/) as unknown,
      ...input,
      ...versioned,
    });
    expect(await getProductRelationship(world.app, given.operator, made.productRelationshipId)).toEqual(made);
    await createProductRelationship(world.app, given.operator, {
      fromProductId: 'office',
      toProductId: 'care',
      type: 'maintenance',
    });
    const targets = async (filter: object) =>
      (await listProductRelationships(world.app, given.operator, { limit: 50, ...filter })).items.map(
        (one) => one.toProductId,
      );
    expect(await targets({ fromProductId: 'office' })).toEqual(['office-4', 'care']);
    expect(await targets({ toProductId: 'care' })).toEqual(['care']);
    expect(await targets({ fromProductId: 'office', type: 'upgrade' })).toEqual(['office-4']);
    expect(await problemOf(createProductRelationship(world.app, given.operator, input))).toMatchObject({
      code: 'duplicate_key',
    });
    for (const key of ['999999', 'office', '0'])
      expect(await problemOf(getProductRelationship(world.app, given.operator, key))).toMatchObject({
        code: 'not_found',
      });
  });

  test('a refused product names everything that is wrong and leaves nothing behind', async () => {
    const input = {
      productId: 'bad',
      name: 'Office',
      version: '3.1',
      features: [{ featureId: 'none' }],
      licenseModels: ['seat', 'nil'],
    };
    expect(await reasonsOf(createProduct(world.app, given.operator, input))).toEqual([
      'name_taken /name',
      'unknown_reference /features/0/featureId',
      'unknown_reference /licenseModels/1',
    ]);
    expect(await problemOf(getProduct(world.app, given.operator, 'bad'))).toMatchObject({ code: 'not_found' });
  });

  test('of twenty who make the same product at once exactly one succeeds, the others hear that the key is taken', async () => {
    const make = (index: number) =>
      createProduct(world.app, given.operator, { productId: 'contested', name: `Contested ${index}`, version: '1' });
    const all = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => make(index)));
    const refused = all.flatMap((one): unknown[] => (one.status === 'rejected' ? [one.reason] : []));
    expect(refused).toHaveLength(19);
    for (const problem of refused) expect(problem).toMatchObject({ code: 'duplicate_key' });
  });

  test('lists narrow down by state, kind, name and part of any name, page by page', async () => {
    const keys = async (filter: object) =>
      (await listProducts(world.app, given.operator, { limit: 50, ...filter })).items.map((one) => one.productId);
    expect(await keys({ name: 'Office' })).toEqual(['office', 'office-4']);
    expect(await keys({ q: 'OFFICE 4' })).toEqual(['office-4']);
    expect(await keys({ kind: 'maintenance' })).toEqual(['care']);
    expect(await keys({ state: 'deployed' })).toEqual([]);
    expect(
      (await listFeatures(world.app, given.operator, { limit: 50, name: 'Scan', state: 'draft' })).items,
    ).toHaveLength(1);
    expect((await listLicenseModels(world.app, given.operator, { limit: 50, name: 'Seat' })).items).toHaveLength(1);
    const first = await listProducts(world.app, given.operator, { limit: 2 });
    const second = await listProducts(world.app, given.operator, { limit: 2, cursor: first.nextCursor ?? undefined });
    expect([...first.items, ...second.items].map((one) => one.productId)).toEqual([
      'office',
      'care',
      'office-4',
      'contested',
    ]);
    expect(second.nextCursor).toBeNull();
  });

  test('without the permission nothing is read or made; whoever is limited to some accounts changes no catalog', async () => {
    const reader = given.actor([]);
    for (const read of [getFeature, getLicenseModel, getProduct, getProductRelationship])
      expect(await problemOf(read(world.app, reader, 'print'))).toMatchObject({ code: 'forbidden' });
    for (const list of [listFeatures, listLicenseModels, listProducts, listProductRelationships])
      expect(await problemOf(list(world.app, reader, { limit: 1 }))).toMatchObject({ code: 'forbidden' });
    const limited = given.actor(['createFeatures'], [1]);
    expect(await problemOf(createFeature(world.app, limited, { name: 'x', version: '1' }))).toMatchObject({
      code: 'forbidden',
    });
  });
});
