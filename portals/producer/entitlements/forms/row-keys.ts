import type { EntitlementWish, Row } from './entitlement-wish.ts';

let last = 0;

/** The key of a new row. No ID has a slash, so it stands for no item that is there already. */
export function newKey(): string {
  last += 1;
  return `/${last}`;
}

/** The rows with one put in its place, or behind the others. */
export function withRow<Wish>(rows: readonly Row<Wish>[], row: Row<Wish>): readonly Row<Wish>[] {
  return rows.some(({ key }) => key === row.key)
    ? rows.map((other) => (other.key === row.key ? row : other))
    : [...rows, row];
}

/** The entitlement without a line item; nothing covers it any more. */
export function withoutLineItem(wish: EntitlementWish, key: string): EntitlementWish {
  return {
    ...wish,
    lineItems: wish.lineItems.filter((row) => row.key !== key),
    maintenance: wish.maintenance.map((row) => ({
      ...row,
      wish: { ...row.wish, covers: row.wish.covers.filter((covered) => covered !== key) },
    })),
  };
}
