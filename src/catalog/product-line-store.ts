import { sql } from 'kysely';
import type { Reader, Transaction } from '../platform/database.ts';
import type { Recorded } from '../platform/recording.ts';
import type { SortedPage } from '../platform/sorting.ts';
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

/** One page of product lines. */
export async function selectProductLines(
  reader: Reader,
  { name }: { readonly name?: string | undefined },
  page: SortedPage<Recorded<ProductLine>>,
): Promise<readonly Recorded<ProductLine>[]> {
  const rows = await reader
    .selectFrom('productLine')
    .selectAll('productLine')
    .$if(name !== undefined, (query) => query.where('productLine.name', '=', name ?? ''))
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
