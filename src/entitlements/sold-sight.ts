import type { Actor, LineScope } from '../accounts/rules/permissions.ts';
import { selectHiddenPartNumbers, selectHiddenProducts } from '../catalog/product-line-sight.ts';
import type { Transaction } from '../platform/database.ts';
import { notFound } from '../shared/problems.ts';

/** What an item of either kind says that is sold. */
interface Sold {
  readonly products?: readonly { readonly productId: string }[] | undefined;
  readonly productId?: string | undefined;
  readonly partNumber?: string | null | undefined;
}

/** Throws `not_found` where an item names a product or part number that somebody does not see. */
type RequireSold = (item: Sold) => void;

/** Learns which products and part numbers among those of items somebody does not see; whoever is not limited sees all. */
export async function learnSoldSight(
  transaction: Transaction,
  lines: LineScope,
  items: readonly Sold[],
): Promise<RequireSold> {
  if (lines.all) return () => undefined;
  const products = await selectHiddenProducts(transaction, lines, items.flatMap(productsOf));
  const partNumbers = await selectHiddenPartNumbers(
    transaction,
    lines,
    items.flatMap(({ partNumber }) => partNumber ?? []),
  );
  return (item) => {
    const product = productsOf(item).find((productId) => products.has(productId));
    if (product !== undefined) throw notFound('product', product);
    const { partNumber } = item;
    if (typeof partNumber === 'string' && partNumbers.has(partNumber)) throw notFound('part number', partNumber);
  };
}

/** Throws `not_found` for products and part numbers of new items that the actor does not see. */
export async function requireItemsInSight(
  transaction: Transaction,
  { productLines }: Actor,
  items: {
    readonly lineItems?: readonly Sold[] | undefined;
    readonly maintenanceLineItems?: readonly Sold[] | undefined;
  },
): Promise<void> {
  const sold = [...(items.lineItems ?? []), ...(items.maintenanceLineItems ?? [])];
  const require = await learnSoldSight(transaction, productLines, sold);
  sold.forEach(require);
}

function productsOf({ products = [], productId }: Sold): readonly string[] {
  return [...products.map((one) => one.productId), ...(productId === undefined ? [] : [productId])];
}
