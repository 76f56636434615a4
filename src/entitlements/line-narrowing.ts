import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Reach } from '../accounts/rules/permissions.ts';
import { isProductInSight } from '../catalog/product-line-sight.ts';
import type { Reader } from '../platform/database.ts';
import { fewOf, type Place } from '../platform/list-filters.ts';
import { holdsNothing, type ItemTableName } from './sight.ts';

/**
 * What narrows a list down for somebody who is limited to product lines of which there are few things: these, by their keys. Where there
 * are many, one is never far in any order, and where accounts limit more, their rights are few: then each row is only looked at.
 */
export async function conditionsOfLines(
  reader: Reader,
  reach: Reach,
  table: ItemTableName | 'entitlement',
): Promise<readonly RawBuilder<SqlBool>[]> {
  const few = await fewOfLines(reader, reach, table);
  return few === undefined ? [] : [isOneOf(`${table}.id`, few)];
}

/** True for a row that is one of some: `isOneOf('entitlement.id', rows)`. */
export function isOneOf(column: string, rows: readonly number[]): RawBuilder<SqlBool> {
  return sql<SqlBool>`${sql.ref(column)} = any(${rows}::bigint[])`;
}

/** The rows of what there is few of; undefined where that is much, or not limited by product lines. */
export async function fewOfLines(
  reader: Reader,
  { productLines, scope }: Reach,
  table: ItemTableName | 'entitlement',
): Promise<readonly number[] | undefined> {
  if (productLines.all || !scope.all) return undefined;
  const isOfLine = isProductInSight(productLines, 'product');
  const parts = table === 'entitlement' ? entitlements(isOfLine) : items[table].map((place) => part(place, isOfLine));
  const rows: number[] = [];
  for (const { place, condition } of parts) {
    const few = await fewOf(reader, place, [condition]);
    if (few === undefined) return undefined;
    rows.push(...few);
  }
  return [...new Set(rows)];
}

interface Part {
  readonly place: Place;
  readonly condition: RawBuilder<SqlBool>;
}

const held = sql`line_item_product held join product on product.id = held.product_id`;
const covering = sql`${held} join maintenance_link link on link.line_item_id = held.line_item_id`;

const items: Readonly<Record<ItemTableName, readonly Place[]>> = {
  line_item: [{ row: 'held.line_item_id', from: held }],
  maintenance_line_item: [
    { row: 'item.id', from: sql`maintenance_line_item item join product on product.id = item.product_id` },
    { row: 'link.maintenance_line_item_id', from: covering },
  ],
};

function entitlements(isOfLine: RawBuilder<SqlBool>): readonly Part[] {
  const row = 'item.entitlement_id';
  const places = [
    { row, from: sql`${held} join line_item item on item.id = held.line_item_id` },
    { row, from: sql`maintenance_line_item item join product on product.id = item.product_id` },
    { row, from: sql`${covering} join maintenance_line_item item on item.id = link.maintenance_line_item_id` },
  ];
  const empty = { place: { row: 'entitlement.id', from: sql`entitlement` }, condition: holdsNothing };
  return [...places.map((place) => part(place, isOfLine)), empty];
}

function part(place: Place, condition: RawBuilder<SqlBool>): Part {
  return { place, condition };
}
