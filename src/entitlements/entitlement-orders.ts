import { byDay, byKey, type ListOrder } from '../platform/sorting.ts';
import type { Day } from '../shared/day.ts';

export type EntitlementSort = 'createdAt' | 'entitlementId';

/** The orders in which entitlements are listed. */
export const entitlementOrder: ListOrder<EntitlementSort, { readonly id: number; readonly entitlementId: string }> = {
  row: 'entitlement.id',
  usual: '-createdAt',
  keys: [
    ['createdAt', 'row'],
    ['entitlementId', byKey('entitlement.entitlement_id', (row) => row.entitlementId)],
  ],
};

export type LineItemSort = 'createdAt' | 'expirationDate' | 'activationId';

/** The orders in which line items are listed; what never ends, or on a day not known yet, ends last. */
export const lineItemOrder = itemOrder('line_item');

/** The orders in which maintenance is listed. */
export const maintenanceOrder = itemOrder('maintenance_line_item');

type ItemOrder = ListOrder<
  LineItemSort,
  { readonly id: number; readonly activationId: string; readonly expirationDate: Day | null }
>;

function itemOrder(table: string): ItemOrder {
  return {
    row: `${table}.id`,
    usual: '-createdAt',
    keys: [
      ['createdAt', 'row'],
      ['expirationDate', byDay(`${table}.expiration_date`, (row) => row.expirationDate)],
      ['activationId', byKey(`${table}.activation_id`, (row) => row.activationId)],
    ],
  };
}
