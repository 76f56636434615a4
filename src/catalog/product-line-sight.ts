import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { LineScope } from '../accounts/rules/permissions.ts';
import type { Reader } from '../platform/database.ts';
import { notFound } from '../shared/problems.ts';

/**
 * True where a table of products of a statement is at one that somebody sees: `isProductInSight(lines, 'product')`. Who is limited to
 * product lines sees the products of these, and those of no line (reference 1.6).
 */
export function isProductInSight(lines: LineScope, product: string): RawBuilder<SqlBool> {
  if (lines.all) return sql<SqlBool>`true`;
  const line = sql.ref(`${product}.product_line_id`);
  return sql<SqlBool>`(${line} is null or ${line} = any(${lines.lineRows}))`;
}

/** The same by the row of a product, or by none: `isProductRowInSight(lines, 'part_number.product_id')`. */
export function isProductRowInSight(lines: LineScope, column: string): RawBuilder<SqlBool> {
  if (lines.all) return sql<SqlBool>`true`;
  return sql<SqlBool>`(${sql.ref(column)} is null or exists (
    select 1 from product where product.id = ${sql.ref(column)} and ${isProductInSight(lines, 'product')} offset 0))`;
}

/** Those among some products that are there, and that somebody does not see. */
export async function selectHiddenProducts(
  reader: Reader,
  lines: LineScope,
  productIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (lines.all || productIds.length === 0) return new Set();
  const rows = await reader
    .selectFrom('product')
    .select('product.productId')
    .where('product.productId', '=', sql<string>`any(${[...new Set(productIds)]})`)
    .where(sql<SqlBool>`not ${isProductInSight(lines, 'product')}`)
    .execute();
  return new Set(rows.map((row) => row.productId));
}

/** The same of part numbers, which are seen as their products are. */
export async function selectHiddenPartNumbers(
  reader: Reader,
  lines: LineScope,
  partNumbers: readonly string[],
): Promise<ReadonlySet<string>> {
  if (lines.all || partNumbers.length === 0) return new Set();
  const rows = await reader
    .selectFrom('partNumber')
    .select('partNumber.partNumber')
    .where('partNumber.partNumber', '=', sql<string>`any(${[...new Set(partNumbers)]})`)
    .where(sql<SqlBool>`not ${isProductRowInSight(lines, 'part_number.product_id')}`)
    .execute();
  return new Set(rows.map((row) => row.partNumber));
}

/** Throws `not_found` for products that somebody does not see; what is not there is for the rules to tell. */
export async function requireProductsInSight(
  reader: Reader,
  lines: LineScope,
  productIds: readonly string[],
): Promise<void> {
  const [hidden] = await selectHiddenProducts(reader, lines, productIds);
  if (hidden !== undefined) throw notFound('product', hidden);
}
