import { sql } from 'kysely';
import type { LineScope } from '../accounts/rules/permissions.ts';
import type { Reader, Transaction } from '../platform/database.ts';
import { isAskedFor, type FilterValues } from '../platform/list-filters.ts';
import type { Recorded } from '../platform/recording.ts';
import type { SortedPage } from '../platform/sorting.ts';
import { productFilters, productText } from './catalog-filters.ts';
import { holds, type HoldingFilter } from './catalog-use-store.ts';
import { isProductInSight } from './product-line-sight.ts';
import { selectProductParts } from './product-part-store.ts';
import type { Product } from './rules/product.ts';

export interface ProductFilter extends HoldingFilter, FilterValues<typeof productFilters> {
  /** part of the key, the name or the version */
  readonly q?: string | undefined;
}

/** Products by their keys, locked against other writers. */
export async function lockProducts(
  transaction: Transaction,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Recorded<Product>>> {
  const rows = await transaction
    .selectFrom('product')
    .selectAll('product')
    .where('product.productId', '=', sql<string>`any(${keys})`)
    .orderBy('product.id')
    .forNoKeyUpdate()
    .execute();
  const products = await withParts(transaction, rows);
  return new Map(products.map((product) => [product.entity.productId, product]));
}

/** One product; `lock` keeps away other writers, and whoever would refer to it. */
export async function selectProduct(
  reader: Reader,
  productId: string,
  options: { readonly lock: boolean },
): Promise<Recorded<Product> | undefined> {
  const rows = await reader
    .selectFrom('product')
    .selectAll('product')
    .where('product.productId', '=', productId)
    .$if(options.lock, (query) => query.forUpdate())
    .execute();
  return (await withParts(reader, rows))[0];
}

/** One page of the products that somebody sees. */
export async function selectProducts(
  reader: Reader,
  lines: LineScope,
  filter: ProductFilter,
  page: SortedPage<Recorded<Product>>,
): Promise<readonly Recorded<Product>[]> {
  const rows = await reader
    .selectFrom('product')
    .selectAll('product')
    .where(await isAskedFor(reader, { filters: productFilters, searched: productText }, filter))
    .where(holds(filter))
    .where(isProductInSight(lines, 'product'))
    .where(page.isAfter)
    .orderBy(page.order)
    .limit(page.rows)
    .execute();
  return withParts(reader, rows);
}

type ProductRow = Omit<Product, 'features' | 'featureBundles' | 'products' | 'licenseModels' | 'productLine'> &
  Omit<Recorded<unknown>, 'entity' | 'version'> & {
    readonly recordVersion: number;
    readonly productLineId: number | null;
  };

async function withParts(reader: Reader, rows: readonly ProductRow[]): Promise<readonly Recorded<Product>[]> {
  const ids = rows.map((row) => row.id);
  const parts = await selectProductParts(reader, ids);
  const lineOf = await selectLineKeys(
    reader,
    rows.flatMap((row) => row.productLineId ?? []),
  );
  return rows.map(({ id, recordVersion, productLineId, createdAt, createdBy, updatedAt, updatedBy, ...columns }) => {
    const productLine = productLineId === null ? null : (lineOf.get(productLineId) ?? null);
    const entity = { ...columns, productLine, ...parts(id) };
    return { id, version: recordVersion, entity, createdAt, createdBy, updatedAt, updatedBy };
  });
}

async function selectLineKeys(reader: Reader, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await reader
    .selectFrom('productLine')
    .select(['productLine.id', 'productLine.productLineId'])
    .where('productLine.id', '=', sql<number>`any(${ids})`)
    .execute();
  return new Map(rows.map((row) => [row.id, row.productLineId]));
}
