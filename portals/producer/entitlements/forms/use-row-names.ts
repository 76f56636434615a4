import { entitlementFormsText as text } from '../../../messages/en/producer-entitlements-forms.ts';
import { productName } from '../item-words.ts';
import type { Row } from './entitlement-wish.ts';
import type { LineItemWish } from './line-item-wish.ts';
import type { Coverable } from './MaintenanceFields.tsx';
import type { MaintenanceWish } from './maintenance-wish.ts';
import { useProducts } from './use-catalog.ts';

/** What line items that are being written are called: by their products, or a part number; those that are called alike by their places too. */
export function useLineItemNames(rows: readonly Row<LineItemWish>[]): (item: LineItemWish) => string {
  const nameOf = useProductNames(rows.flatMap(({ wish }) => wish.products.map(({ productId }) => productId)));
  const plainName = ({ products, partNumber }: LineItemWish): string => {
    const names = products.map(({ productId, quantityPerCopy }) => text.inCopy(nameOf(productId), quantityPerCopy));
    return names.join(', ') || partNumber || text.unnamed;
  };
  const names = rows.map(({ wish }) => plainName(wish));
  return (item) => {
    const name = plainName(item);
    const place = rows.findIndex(({ wish }) => wish === item);
    const isAlone = names.filter((other) => other === name).length < 2;
    return place < 0 || isAlone ? name : text.numbered(place + 1, name, startInWords(item));
  };
}

/** How a line item starts, where that is not on a day that is chosen. */
export function startInWords({ startDateOption }: LineItemWish): string | undefined {
  return startDateOption === 'now' ? undefined : text[`start_${startDateOption}`];
}

/** What maintenance that is being written is called. */
export function useMaintenanceNames(rows: readonly Row<MaintenanceWish>[]): (item: MaintenanceWish) => string {
  const nameOf = useProductNames(rows.map(({ wish }) => wish.productId));
  return ({ productId }) => (productId === '' ? text.unnamedMaintenance : nameOf(productId));
}

/** The line items that maintenance can cover, with their copies, so that two of one product are told apart. */
export function useCoverable(rows: readonly Row<LineItemWish>[]): readonly Coverable[] {
  const nameOf = useLineItemNames(rows);
  return rows.map(({ key, wish }) => ({ key, name: text.coverable(nameOf(wish), wish.quantity, wish.activationId) }));
}

/** What products are called, by their keys; those that may not be seen by the keys. */
export function useProductNames(productIds: readonly string[]): (productId: string) => string {
  const products = useProducts([...new Set(productIds.filter((id) => id !== ''))]);
  const names = new Map(products.map((product) => [product.productId, productName(product)]));
  return (productId) => names.get(productId) ?? productId;
}
