import { sql } from 'kysely';
import type { Reader, Transaction } from '../platform/database.ts';
import type { Recorded } from '../platform/recording.ts';
import type { SortedPage } from '../platform/sorting.ts';
import { contains } from '../platform/text-search.ts';
import type { CatalogState, ProductKind } from '../shared/vocabulary.ts';
import { selectProductParts } from './product-part-store.ts';
import type { Product } from './rules/product.ts';

export interface ProductFilter {
  readonly state?: CatalogState | undefined;
  readonly kind?: ProductKind | undefined;
  /** the whole name */
  readonly name?: string | undefined;
  /** the key of a product line */
  readonly productLine?: string | undefined;
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

/** One page of products. */
export async function selectProducts(
  reader: Reader,
  filter: ProductFilter,
  page: SortedPage<Recorded<Product>>,
): Promise<readonly Recorded<Product>[]> {
  const { state, kind, name, productLine } = filter;
  const rows = await reader
    .selectFrom('product')
    .selectAll('product')
    .$if(state !== undefined, (query) => query.where('product.state', '=', state ?? 'draft'))
    .$if(kind !== undefined, (query) => query.where('product.kind', '=', kind ?? 'licensed'))
    .$if(name !== undefined, (query) => query.where('product.name', '=', name ?? ''))
    .$if(productLine !== undefined, (query) =>
      query.where(
        sql<boolean>`product.product_line_id = (select product_line.id from product_line where product_line.product_line_id = ${productLine})`,
      ),
    )
    .where(contains(sql`search_fold(product.product_id || ' ' || product.name || ' ' || product.version)`, filter.q))
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
