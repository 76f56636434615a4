import type { Recorded } from '../platform/recording.ts';
import { byName, type ListOrder } from '../platform/sorting.ts';
import type { LicenseModel } from './rules/license-model.ts';
import type { FeatureBundle } from './rules/feature-bundle.ts';
import type { Feature } from './rules/feature.ts';
import type { ProductLine } from './rules/product-line.ts';
import type { Product } from './rules/product.ts';

export type CatalogSort = 'name' | 'createdAt';

type CatalogOrder<Entity> = ListOrder<CatalogSort, Recorded<Entity>>;

/** The orders in which the catalog is listed. */
export const productOrder = orderOf<Product>('product');
export const productLineOrder = orderOf<ProductLine>('product_line');
export const featureOrder = orderOf<Feature>('feature');
export const featureBundleOrder = orderOf<FeatureBundle>('feature_bundle');
export const licenseModelOrder = orderOf<LicenseModel>('license_model');

function orderOf<Entity extends { readonly name: string }>(table: string): CatalogOrder<Entity> {
  return {
    row: `${table}.id`,
    usual: 'createdAt',
    keys: [
      ['createdAt', 'row'],
      ['name', byName(`${table}.name`, ({ entity }) => entity.name)],
    ],
  };
}
