import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anybody, givenRecords, smallCatalog } from '../../test/given-records.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import type { Filters } from '../platform/list-filters.ts';
import {
  featureBundleFilters,
  featureFilters,
  licenseModelFilters,
  licenseTechnologyFilters,
  partNumberFilters,
  productFilters,
  productLineFilters,
} from './catalog-filters.ts';
import { listFeatureBundles } from './feature-bundle-operations.ts';
import { listFeatures } from './feature-operations.ts';
import { listLicenseModels } from './license-model-operations.ts';
import { listLicenseTechnologies } from './license-technology-operations.ts';
import { listPartNumbers } from './part-number-operations.ts';
import { listProductLines } from './product-line-operations.ts';
import { listProducts } from './product-operations.ts';

const records = [
  ...smallCatalog,
  {
    entity: 'feature',
    featureId: 'scan',
    name: 'Scännen',
    version: '2.1',
    description: 'Liest ein',
    state: 'deployed',
  },
  { entity: 'feature', featureId: 'save', name: 'Save', versionFormat: 'dateBased', state: 'deployed' },
  { entity: 'featureBundle', featureBundleId: 'b-1', name: 'Büro', features: [{ featureId: 'scan' }] },
  { entity: 'productLine', productLineId: 'office', name: 'Öffice' },
  {
    entity: 'product',
    productId: 'suite',
    name: 'Büro komplett',
    version: '3',
    kind: 'suite',
    productLine: 'office',
    products: [{ productId: 'paint-1' }],
  },
  {
    entity: 'product',
    productId: 'dated',
    name: 'Dated',
    version: '9',
    licenseModels: ['model'],
    startDate: '2026-01-01',
    endDate: '2027-01-01',
    state: 'deployed',
  },
  { entity: 'partNumber', partNumber: 'B-100', description: 'Büro', productId: 'suite' },
  { entity: 'partNumber', partNumber: 'B-200' },
];

describe.each(postgresVersions())('the filters of the catalog on PostgreSQL %i', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
    await givenRecords(world.app, records);
  });
  afterAll(() => world.close());

  const asked = (filters: Filters, query: object): Readonly<Record<string, unknown>> =>
    Object.fromEntries(
      Object.entries(query).map(([name, text]) => [name, name === 'q' ? text : filters[name]?.schema.parse(text)]),
    );
  const all = { limit: 50, sort: 'createdAt' } as const;
  const lists = {
    products: async (query: object) =>
      (await listProducts(world.app, anybody, { ...all, ...asked(productFilters, query) })).items.map(
        (one) => one.productId,
      ),
    features: async (query: object) =>
      (await listFeatures(world.app, anybody, { ...all, ...asked(featureFilters, query) })).items.map(
        (one) => one.featureId,
      ),
    featureBundles: async (query: object) =>
      (await listFeatureBundles(world.app, anybody, { ...all, ...asked(featureBundleFilters, query) })).items.map(
        (one) => one.featureBundleId,
      ),
    productLines: async (query: object) =>
      (await listProductLines(world.app, anybody, { ...all, ...asked(productLineFilters, query) })).items.map(
        (one) => one.productLineId,
      ),
    licenseModels: async (query: object) =>
      (await listLicenseModels(world.app, anybody, { ...all, ...asked(licenseModelFilters, query) })).items.map(
        (one) => one.licenseModelId,
      ),
    licenseTechnologies: async (query: object) =>
      (
        await listLicenseTechnologies(world.app, anybody, { ...all, ...asked(licenseTechnologyFilters, query) })
      ).items.map((one) => one.licenseTechnologyId),
    partNumbers: async (query: object) =>
      (await listPartNumbers(world.app, anybody, { ...all, ...asked(partNumberFilters, query) })).items.map(
        (one) => one.partNumber,
      ),
  };

  test.each<[keyof typeof lists, object, string]>([
    ['products', { kind: 'suite,maintenance' }, 'care suite'],
    ['products', { nameStartsWith: 'buro' }, 'suite'],
    ['products', { nameContains: 'AIN', version: '2' }, 'paint-2'],
    ['products', { versionStartsWith: '3' }, 'suite'],
    ['products', { productIdStartsWith: 'PAINT' }, 'paint-1 paint-2'],
    ['products', { productLine: 'office' }, 'suite'],
    ['products', { startDateOn: '2026-01-01' }, 'dated'],
    ['products', { endDateBefore: '2027-01-01' }, ''],
    ['products', { endDateAfter: '2026-12-31' }, 'dated'],
    ['products', { state: 'draft' }, 'suite'],
    ['products', { q: 'büro 3' }, ''],
    ['products', { q: 'komplett 3' }, 'suite'],
    ['features', { q: 'SCANN' }, 'scan'],
    ['features', { name: 'Save' }, 'save'],
    ['features', { versionFormat: 'dateBased' }, 'save'],
    ['features', { descriptionContains: 'liest' }, 'scan'],
    ['features', { versionContains: '.1' }, 'scan'],
    ['featureBundles', { q: 'buro' }, 'b-1'],
    ['featureBundles', { nameStartsWith: 'x' }, ''],
    ['productLines', { q: 'OFFICE' }, 'office'],
    ['productLines', { nameContains: 'ff' }, 'office'],
    ['licenseModels', { q: 'mod' }, 'model'],
    ['licenseModels', { technology: 'certificate,custom' }, ''],
    ['licenseModels', { counting: 'counted', lock: 'nodeLocked' }, 'model'],
    ['licenseModels', { licenseTechnologyId: 'embedded' }, ''],
    ['licenseTechnologies', { q: 'storage' }, 'trustedStorage'],
    ['licenseTechnologies', { nameStartsWith: 'c' }, 'certificate'],
    ['licenseTechnologies', { technology: 'embedded,certificate', state: 'deployed' }, 'embedded certificate'],
    ['partNumbers', { unmappedWithProduct: 'true' }, 'B-200'],
    ['partNumbers', { unmappedWithProduct: 'false' }, 'B-100'],
    ['partNumbers', { productId: 'suite' }, 'B-100'],
    ['partNumbers', { productId: 'paint-1' }, ''],
    ['partNumbers', { partNumberStartsWith: 'b-1' }, 'B-100'],
    ['partNumbers', { descriptionContains: 'ro' }, 'B-100'],
    ['partNumbers', { licenseModelId: 'model' }, ''],
  ])('of %s with %j find "%s"', async (list, query, keys) => {
    expect((await lists[list](query)).join(' ')).toBe(keys);
  });

  const tables: readonly [keyof typeof lists, Filters][] = [
    ['products', productFilters],
    ['features', featureFilters],
    ['featureBundles', featureBundleFilters],
    ['productLines', productLineFilters],
    ['licenseModels', licenseModelFilters],
    ['licenseTechnologies', licenseTechnologyFilters],
    ['partNumbers', partNumberFilters],
  ];
  test.each(tables)('of %s are all understood', async (list, filters) => {
    for (const [name, { schema }] of Object.entries(filters)) {
      const sample = [schema.meta()?.examples, '2026-03-01', 'true']
        .flat()
        .find((one) => schema.safeParse(one).success);
      expect(await lists[list]({ [name]: sample }), name).toBeInstanceOf(Array);
    }
  });
});
