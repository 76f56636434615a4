import { expect, test } from 'vitest';
import { changesOf, emptyProduct, nextVersionOf, recordOf, wishOf } from './product-wish.ts';
import type { Product } from './product-words.ts';

const product: Product = {
  productId: 'photoprint-1.0',
  name: 'PhotoPrint',
  version: '1.0',
  kind: 'licensed',
  description: null,
  features: [{ featureId: 'print', count: 2 }],
  featureBundles: [],
  products: [],
  licenseModels: ['per-machine'],
  productLine: 'photo',
  startDate: '2026-01-01',
  endDate: null,
  upgradeEmailTemplate: null,
  allowUpgrades: null,
  allowUpsells: null,
  allowRenewals: null,
  downloads: [{ name: 'Setup', url: 'https://downloads.example.com/setup.exe' }],
  attributes: {},
  state: 'deployed',
  recordVersion: 3,
  createdAt: '2026-03-01T00:00:00.000Z',
  createdBy: 'dana',
  updatedAt: '2026-03-01T00:00:00.000Z',
  updatedBy: 'dana',
};

test('a form that nobody has changed asks for no change', () => {
  expect(changesOf(product, wishOf(product))).toEqual({});
});

test('a change asks for what differs, and for nothing else', () => {
  const wish = { ...wishOf(product), description: ' Prints photos. ', productLine: undefined };
  expect(changesOf(product, wish)).toEqual({ description: 'Prints photos.', productLine: null });
});

test('the kind decides the fields: maintenance has rights, a suite has products, neither has features', () => {
  expect(Object.keys(recordOf('maintenance', emptyProduct))).not.toContain('features');
  expect(recordOf('maintenance', emptyProduct)).toMatchObject({ allowUpgrades: true, allowRenewals: true });
  const suite = recordOf('suite', { ...emptyProduct, products: [{ key: 'photoprint-1.0', count: 3 }] });
  expect(suite).toMatchObject({ products: [{ productId: 'photoprint-1.0', count: 3 }], licenseModels: [] });
  expect(Object.keys(suite)).not.toContain('startDate');
});

test('the next version has the same features and models, but a number, dates and downloads of its own', () => {
  expect(recordOf('licensed', { ...nextVersionOf(product), version: '2.0' })).toMatchObject({
    name: 'PhotoPrint',
    version: '2.0',
    features: [{ featureId: 'print', count: 2 }],
    licenseModels: ['per-machine'],
    startDate: null,
    downloads: [],
  });
});
