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
export const lineItemOrder: ListOrder<
  LineItemSort,
  { readonly id: number; readonly activationId: string; readonly expirationDate: Day | null }
> = {
  row: 'line_item.id',
  usual: '-createdAt',
  keys: [
    ['createdAt', 'row'],
    ['expirationDate', byDay('line_item.expiration_date', (row) => row.expirationDate)],
    ['activationId', byKey('line_item.activation_id', (row) => row.activationId)],
  ],
};
