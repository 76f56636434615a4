import { sql } from 'kysely';
import type { Reader } from '../platform/database.ts';

/** Keeps others from changing the state of what was read, and from deleting it, until the transaction ends. */
export interface Holding {
  readonly hold: boolean;
}

const unheld: Holding = { hold: false };

/** Features by their keys, with their states; keys that name nothing are left out. */
export async function featureRows(reader: Reader, keys: readonly string[], { hold } = unheld) {
  const rows = await reader
    .selectFrom('feature')
    .select(['feature.id', 'feature.featureId', 'feature.state'])
    .where('feature.featureId', '=', sql<string>`any(${[...new Set(keys)]})`)
    .orderBy('feature.id')
    .$if(hold, (query) => query.forKeyShare())
    .execute();
  return new Map(rows.map((row) => [row.featureId, row]));
}

/** Feature bundles by their keys, with their states. */
export async function featureBundleRows(reader: Reader, keys: readonly string[], { hold } = unheld) {
  const rows = await reader
    .selectFrom('featureBundle')
    .select(['featureBundle.id', 'featureBundle.featureBundleId', 'featureBundle.state'])
    .where('featureBundle.featureBundleId', '=', sql<string>`any(${[...new Set(keys)]})`)
    .orderBy('featureBundle.id')
    .$if(hold, (query) => query.forKeyShare())
    .execute();
  return new Map(rows.map((row) => [row.featureBundleId, row]));
}

/** Product lines by their keys. */
export async function productLineRows(reader: Reader, keys: readonly string[], { hold } = unheld) {
  const rows = await reader
    .selectFrom('productLine')
    .select(['productLine.id', 'productLine.productLineId'])
    .where('productLine.productLineId', '=', sql<string>`any(${[...new Set(keys)]})`)
    .orderBy('productLine.id')
    .$if(hold, (query) => query.forKeyShare())
    .execute();
  return new Map(rows.map((row) => [row.productLineId, row.id]));
}

/** License models by their keys, with what the rules of line items ask of them. */
export async function licenseModelRows(reader: Reader, keys: readonly string[], { hold } = unheld) {
  const rows = await reader
    .selectFrom('licenseModel')
    .select([
      'licenseModel.id',
      'licenseModel.licenseModelId',
      'licenseModel.technology',
      'licenseModel.attributes',
      'licenseModel.policies',
      'licenseModel.state',
    ])
    .where('licenseModel.licenseModelId', '=', sql<string>`any(${[...new Set(keys)]})`)
    .orderBy('licenseModel.id')
    .$if(hold, (query) => query.forKeyShare())
    .execute();
  return new Map(rows.map((row) => [row.licenseModelId, row]));
}

// Features of its own, of its bundles, and of what a suite holds: the version of one of them is a date.
const isDateBased = sql<boolean>`exists (
  select 1 from (select product.id union all select suite_product.product_id from suite_product where suite_product.suite_id = product.id) as part (id)
   where exists (
           select 1 from product_feature join feature on feature.id = product_feature.feature_id
            where product_feature.product_id = part.id and feature.version_format = 'dateBased')
      or exists (
           select 1 from product_feature_bundle
             join feature_bundle_feature on feature_bundle_feature.feature_bundle_id = product_feature_bundle.feature_bundle_id
             join feature on feature.id = feature_bundle_feature.feature_id
            where product_feature_bundle.product_id = part.id and feature.version_format = 'dateBased'))`;

/** Products by their keys, with what the rules of line items ask of them, and the keys of their license models. */
export async function productRows(reader: Reader, keys: readonly string[], { hold } = unheld) {
  const rows = await reader
    .selectFrom('product')
    .select(['product.id', 'product.productId', 'product.name', 'product.version', 'product.kind', 'product.state'])
    .select(
      sql<readonly string[]>`array(
      select license_model.license_model_id from product_license_model
        join license_model on license_model.id = product_license_model.license_model_id
       where product_license_model.product_id = product.id order by product_license_model.position)`.as(
        'licenseModels',
      ),
    )
    .select(isDateBased.as('dateBased'))
    .where('product.productId', '=', sql<string>`any(${[...new Set(keys)]})`)
    .orderBy('product.id')
    .$if(hold, (query) => query.forKeyShare())
    .execute();
  return new Map(rows.map((row) => [row.productId, row]));
}
