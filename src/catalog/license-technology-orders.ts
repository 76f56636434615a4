import type { Recorded } from '../platform/recording.ts';
import { byName, type ListOrder } from '../platform/sorting.ts';
import type { CatalogSort } from './catalog-orders.ts';
import type { LicenseTechnology } from './rules/license-technology.ts';

/** The orders in which license technologies are listed. */
export const licenseTechnologyOrder: ListOrder<CatalogSort, Recorded<LicenseTechnology>> = {
  row: 'license_technology.id',
  usual: 'createdAt',
  keys: [
    ['createdAt', 'row'],
    ['name', byName('license_technology.name', ({ entity }) => entity.name)],
  ],
};
