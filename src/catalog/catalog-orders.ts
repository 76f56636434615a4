import type { Recorded } from '../platform/recording.ts';
import { byName, type ListOrder } from '../platform/sorting.ts';
import type { Feature, LicenseModel, Product } from './rules/product.ts';

export type CatalogSort = 'name' | 'createdAt';

type CatalogOrder<Entity> = ListOrder<CatalogSort, Recorded<Entity>>;

/** The orders in which products, features and license models are listed. */
export const productOrder = orderOf<Product>('product');
export const featureOrder = orderOf<Feature>('feature');
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
