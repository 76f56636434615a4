import type { ListOrder } from '../platform/sorting.ts';

export type EmailSort = 'createdAt';

/** The orders in which messages are listed. */
export const emailOrder: ListOrder<EmailSort, { readonly id: number }> = {
  row: 'email.id',
  usual: '-createdAt',
  keys: [['createdAt', 'row']],
};
