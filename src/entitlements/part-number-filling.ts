import { holdPartNumbers } from '../catalog/part-number-store.ts';
import type { Transaction } from '../platform/database.ts';
import type { EntitlementRecord, LineItemRecord } from './entitlement-schemas.ts';

type Sold = Pick<LineItemRecord, 'products' | 'licenseModels' | 'partNumber'>;

/** Line items with the product and license model that their part number stands for, where they name none themselves. */
export async function withPartNumbers<Item extends Sold>(
  transaction: Transaction,
  items: readonly Item[],
): Promise<readonly Item[]> {
  const mapped = await holdPartNumbers(transaction, partNumbersOf(items));
  return items.map((item) => {
    const { productId = null, licenseModelId = null } = mapped.get(item.partNumber ?? '') ?? {};
    const products = productId === null ? undefined : [{ productId }];
    const licenseModels = licenseModelId === null ? undefined : [licenseModelId];
    return { ...item, products: item.products ?? products, licenseModels: item.licenseModels ?? licenseModels };
  });
}

/** The same of whole entitlements, in one query. */
export async function entitlementsWithPartNumbers(
  transaction: Transaction,
  entitlements: readonly EntitlementRecord[],
): Promise<readonly EntitlementRecord[]> {
  const items = entitlements.flatMap((entitlement) => entitlement.lineItems ?? []);
  if (partNumbersOf(items).length === 0) return entitlements;
  const filled = new Map((await withPartNumbers(transaction, items)).map((item, index) => [items[index], item]));
  return entitlements.map((entitlement) =>
    entitlement.lineItems === undefined
      ? entitlement
      : { ...entitlement, lineItems: entitlement.lineItems.map((item) => filled.get(item) ?? item) },
  );
}

function partNumbersOf(items: readonly Sold[]): readonly string[] {
  return items.flatMap(({ partNumber }) => partNumber ?? []);
}
