import type { ListOrder } from '../platform/sorting.ts';

export type RequestSort = 'requestedAt';

/** The orders in which requests are listed. */
export const requestOrder: ListOrder<RequestSort, { readonly id: number }> = {
  row: 'renewal_request.id',
  usual: '-requestedAt',
  keys: [['requestedAt', 'row']],
};
