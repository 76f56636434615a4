import { sql } from 'kysely';
import { insertRows, type Reader, type Transaction } from '../platform/database.ts';
import { rowOf } from '../platform/row-of.ts';
import type { Product } from './rules/product.ts';

type ProductParts = Pick<Product, 'features' | 'featureBundles' | 'products' | 'licenseModels'>;

/** What products hold and name, by product row. */
export async function selectProductParts(
  reader: Reader,
  ids: readonly number[],
): Promise<(id: number) => ProductParts> {
  const features = await selectFeatureParts(reader, ids);
  const bundles = await selectBundleParts(reader, ids);
  const products = await selectHeldProducts(reader, ids);
  const models = await selectModelParts(reader, ids);
  return (id) => ({
    features: (features.get(id) ?? []).map(({ featureId, count }) => ({ featureId, count })),
    featureBundles: (bundles.get(id) ?? []).map(({ featureBundleId, count }) => ({ featureBundleId, count })),
    products: (products.get(id) ?? []).map(({ productId, count }) => ({ productId, count })),
    licenseModels: (models.get(id) ?? []).map((row) => row.licenseModelId),
  });
}

async function selectFeatureParts(reader: Reader, ids: readonly number[]) {
  const rows = await reader
    .selectFrom('productFeature')
    .innerJoin('feature', 'feature.id', 'productFeature.featureId')
    .select(['productFeature.productId as holder', 'feature.featureId', 'productFeature.count'])
    .where('productFeature.productId', '=', sql<number>`any(${ids})`)
    .orderBy('productFeature.position')
    .execute();
  return Map.groupBy(rows, (row) => row.holder);
}

async function selectBundleParts(reader: Reader, ids: readonly number[]) {
  const rows = await reader
    .selectFrom('productFeatureBundle')
    .innerJoin('featureBundle', 'featureBundle.id', 'productFeatureBundle.featureBundleId')
    .select(['productFeatureBundle.productId as holder', 'featureBundle.featureBundleId', 'productFeatureBundle.count'])
    .where('productFeatureBundle.productId', '=', sql<number>`any(${ids})`)
    .orderBy('productFeatureBundle.position')
    .execute();
  return Map.groupBy(rows, (row) => row.holder);
}

async function selectHeldProducts(reader: Reader, ids: readonly number[]) {
  const rows = await reader
    .selectFrom('suiteProduct')
    .innerJoin('product', 'product.id', 'suiteProduct.productId')
    .select(['suiteProduct.suiteId as holder', 'product.productId', 'suiteProduct.count'])
    .where('suiteProduct.suiteId', '=', sql<number>`any(${ids})`)
    .orderBy('suiteProduct.position')
    .execute();
  return Map.groupBy(rows, (row) => row.holder);
}

async function selectModelParts(reader: Reader, ids: readonly number[]) {
  const rows = await reader
    .selectFrom('productLicenseModel')
    .innerJoin('licenseModel', 'licenseModel.id', 'productLicenseModel.licenseModelId')
    .select(['productLicenseModel.productId as holder', 'licenseModel.licenseModelId'])
    .where('productLicenseModel.productId', '=', sql<number>`any(${ids})`)
    .orderBy('productLicenseModel.position')
    .execute();
  return Map.groupBy(rows, (row) => row.holder);
}

type Rows = ReadonlyMap<string, number>;

/** The rows of everything that products name. */
export interface PartRows {
  readonly featureIdOf: Rows;
  readonly featureBundleIdOf: Rows;
  readonly productIdOf: Rows;
  readonly licenseModelIdOf: Rows;
}

interface KeptProduct {
  readonly product: Product;
  readonly id: number;
}

/** Puts what products hold and name into their tables, where nothing of it is yet. */
export async function insertProductParts(
  transaction: Transaction,
  kept: readonly KeptProduct[],
  { featureIdOf, featureBundleIdOf, productIdOf, licenseModelIdOf }: PartRows,
): Promise<void> {
  const features = kept.flatMap(({ product, id }) =>
    product.features.map(({ featureId: key, count }, position) => {
      const featureId = rowOf(featureIdOf, key);
      return { productId: id, featureId, count, position };
    }),
  );
  await insertRows(transaction, 'productFeature', features);
  const bundles = kept.flatMap(({ product, id }) =>
    product.featureBundles.map(({ featureBundleId: key, count }, position) => {
      const featureBundleId = rowOf(featureBundleIdOf, key);
      return { productId: id, featureBundleId, count, position };
    }),
  );
  await insertRows(transaction, 'productFeatureBundle', bundles);
  const products = kept.flatMap(({ product, id }) =>
    product.products.map(({ productId: key, count }, position) => {
      const productId = rowOf(productIdOf, key);
      return { suiteId: id, productId, count, position };
    }),
  );
  await insertRows(transaction, 'suiteProduct', products);
  const models = kept.flatMap(({ product, id }) =>
    product.licenseModels.map((key, position) => {
      const licenseModelId = rowOf(licenseModelIdOf, key);
      return { productId: id, licenseModelId, position };
    }),
  );
  await insertRows(transaction, 'productLicenseModel', models);
}

/** Takes everything that these products hold and name out of its tables. */
export async function deleteProductParts(transaction: Transaction, ids: readonly number[]): Promise<void> {
  const rows = sql<number>`any(${ids})`;
  await transaction.deleteFrom('productFeature').where('productFeature.productId', '=', rows).execute();
  await transaction.deleteFrom('productFeatureBundle').where('productFeatureBundle.productId', '=', rows).execute();
  await transaction.deleteFrom('suiteProduct').where('suiteProduct.suiteId', '=', rows).execute();
  await transaction.deleteFrom('productLicenseModel').where('productLicenseModel.productId', '=', rows).execute();
}
