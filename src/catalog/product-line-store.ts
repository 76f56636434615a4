import { sql } from 'kysely';
import type { Reader, Transaction } from '../platform/database.ts';
import { isAskedFor, type FilterValues } from '../platform/list-filters.ts';
import type { Recorded } from '../platform/recording.ts';
import type { SortedPage } from '../platform/sorting.ts';
import { productLineFilters, productLineText } from './catalog-filters.ts';
import type { ProductLine } from './rules/product-line.ts';

/** Product lines by their keys, locked against other writers. */
export async function lockProductLines(
  transaction: Transaction,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Recorded<ProductLine>>> {
  const rows = await transaction
    .selectFrom('productLine')
    .selectAll('productLine')
    .where('productLine.productLineId', '=', sql<string>`any(${keys})`)
    .orderBy('productLine.id')
    .forNoKeyUpdate()
    .execute();
  return new Map(rows.map((row) => [row.productLineId, stored(row)]));
}

/** One product line; `lock` keeps away other writers, and whoever would refer to it. */
export async function selectProductLine(
  reader: Reader,
  productLineId: string,
  options: { readonly lock: boolean },
): Promise<Recorded<ProductLine> | undefined> {
  const row = await reader
    .selectFrom('productLine')
    .selectAll('productLine')
    .where('productLine.productLineId', '=', productLineId)
    .$if(options.lock, (query) => query.forUpdate())
    .executeTakeFirst();
  return row && stored(row);
}

export interface ProductLineFilter extends FilterValues<typeof productLineFilters> {
  /** part of the key or the name */
  readonly q?: string | undefined;
}

/** One page of product lines. */
export async function selectProductLines(
  reader: Reader,
  filter: ProductLineFilter,
  page: SortedPage<Recorded<ProductLine>>,
): Promise<readonly Recorded<ProductLine>[]> {
  const rows = await reader
    .selectFrom('productLine')
    .selectAll('productLine')
    .where(await isAskedFor(reader, { filters: productLineFilters, searched: productLineText }, filter))
    .where(page.isAfter)
    .orderBy(page.order)
    .limit(page.rows)
    .execute();
  return rows.map(stored);
}

function stored(row: ProductLine & Omit<Recorded<unknown>, 'entity'>): Recorded<ProductLine> {
  const { id, version, createdAt, createdBy, updatedAt, updatedBy, ...entity } = row;
  return { id, version, entity, createdAt, createdBy, updatedAt, updatedBy };
}
