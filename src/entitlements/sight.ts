import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { inScope } from '../accounts/account-scope.ts';
import type { AccountScope, Actor, LineScope, Reach } from '../accounts/rules/permissions.ts';
import { isProductInSight } from '../catalog/product-line-sight.ts';
import type { Database, Transaction } from '../platform/database.ts';
import type { RightState } from '../shared/vocabulary.ts';
import { statesVisibleTo } from './rules/visible-states.ts';

/** What somebody may see: the rights that some accounts hold, of some product lines, in some states. */
export interface Sight extends Reach {
  /** undefined for every state */
  readonly states?: readonly RightState[] | undefined;
}

/** What an actor may see. */
export function sightOf({ scope, productLines, audience }: Pick<Actor, keyof Reach | 'audience'>): Sight {
  return { scope, productLines, states: statesVisibleTo(audience) };
}

/** True where a right is in a state that may be seen: `isVisible(sight, 'line_item.state')`. */
export function isVisible({ states }: Pick<Sight, 'states'>, column: string): RawBuilder<SqlBool> {
  return states === undefined ? sql<SqlBool>`true` : sql<SqlBool>`${sql.ref(column)} = any(${states})`;
}

/**
 * True where the table `entitlement` of a statement is at one that accounts of a scope hold: their own, or one whose end
 * customer is not known and of which they are the current owner. Both halves are answered by an index.
 */
export function isHeld(scope: AccountScope): RawBuilder<SqlBool> {
  if (scope.all) return sql<SqlBool>`true`;
  return sql<SqlBool>`(${inScope(scope, 'entitlement.account_id')}
    or (entitlement.account_id = (select unknown.id from account unknown where unknown.account_id = 'unknown')
        and entitlement.id = any(array(
          select partner.entitlement_id from entitlement_channel_partner partner
           where partner.current_owner and ${inScope(scope, 'partner.account_id')}))))`;
}

/** The same by the row of an entitlement: `isHeldRow(scope, 'item.entitlement_id')`. */
export function isHeldRow(scope: AccountScope, column: string): RawBuilder<SqlBool> {
  if (scope.all) return sql<SqlBool>`true`;
  return sql<SqlBool>`${sql.ref(column)} in (select entitlement.id from entitlement where ${isHeld(scope)})`;
}

/** True where of an entitlement that is seen everything is. */
export function isWhole({ states, productLines }: Pick<Sight, 'states' | 'productLines'>): boolean {
  return states === undefined && productLines.all;
}

/** A table of items, as SQL calls it. */
export type ItemTableName = 'line_item' | 'maintenance_line_item';

// With an offset a subquery is asked of each row, where PostgreSQL would otherwise first find all the rows that it holds of.
const holdsSeen = (lines: LineScope, item: RawBuilder<unknown>) => sql<SqlBool>`exists (
  select 1 from line_item_product held join product on product.id = held.product_id
   where held.line_item_id = ${item} and ${isProductInSight(lines, 'product')} offset 0)`;

/**
 * True where an item of a statement is one of the product lines that somebody sees: a line item by one of its products at least,
 * maintenance by its product, or by a line item that it covers: `isOfLines(lines, 'line_item', 'item')`.
 */
export function isOfLines(lines: LineScope, table: ItemTableName, alias: string): RawBuilder<SqlBool> {
  if (lines.all) return sql<SqlBool>`true`;
  const id = sql.ref(`${alias}.id`);
  if (table === 'line_item') return holdsSeen(lines, id);
  return sql<SqlBool>`(exists (
      select 1 from product
       where product.id = ${sql.ref(`${alias}.product_id`)} and ${isProductInSight(lines, 'product')} offset 0)
    or exists (
      select 1 from maintenance_link link
       where link.maintenance_line_item_id = ${id} and ${holdsSeen(lines, sql`link.line_item_id`)} offset 0))`;
}

/** The same for counting very many: all items of these product lines are found first, instead of asking of each row. */
export function isAmongLines(lines: LineScope, table: ItemTableName, alias: string): RawBuilder<SqlBool> {
  if (lines.all) return sql<SqlBool>`true`;
  const isOfLine = isProductInSight(lines, 'product');
  const held = sql`line_item_product held join product on product.id = held.product_id and ${isOfLine}`;
  const rows =
    table === 'line_item'
      ? sql`select held.line_item_id from ${held}`
      : sql`select own.id from maintenance_line_item own join product on product.id = own.product_id and ${isOfLine}
            union all
            select link.maintenance_line_item_id from ${held} join maintenance_link link on link.line_item_id = held.line_item_id`;
  return sql<SqlBool>`${sql.ref(`${alias}.id`)} in (${rows})`;
}

/** True where the table `entitlement` of a statement is at one that holds nothing, or something of those product lines. */
export function holdsOfLines(lines: LineScope): RawBuilder<SqlBool> {
  if (lines.all) return sql<SqlBool>`true`;
  const holds = (table: ItemTableName, is: RawBuilder<SqlBool>) =>
    sql`exists (select 1 from ${sql.table(table)} own where own.entitlement_id = entitlement.id and ${is} offset 0)`;
  return sql<SqlBool>`(${holds('line_item', isOfLines(lines, 'line_item', 'own'))}
    or ${holds('maintenance_line_item', isOfLines(lines, 'maintenance_line_item', 'own'))}
    or ${holdsNothing})`;
}

/** True where the table `entitlement` of a statement is at one without any item. */
export const holdsNothing = sql<SqlBool>`(
  not exists (select 1 from line_item own where own.entitlement_id = entitlement.id offset 0)
  and not exists (select 1 from maintenance_line_item own where own.entitlement_id = entitlement.id offset 0))`;

/** True where the table `entitlement` of a statement is at one that may be seen. */
export function isSeenEntitlement(sight: Sight): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${isHeld(sight.scope)} and ${isVisible(sight, 'entitlement.state')} and ${holdsOfLines(sight.productLines)})`;
}

/** True where an item of a statement beside its `entitlement` may be seen: `isSeenItem(sight, 'line_item', 'item')`. */
export function isSeenItem(sight: Sight, table: ItemTableName, alias: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${isHeld(sight.scope)} and ${isVisible(sight, 'entitlement.state')} and ${isSeenIn(sight, table, alias)})`;
}

/** The same inside of an entitlement that may be seen. */
export function isSeenIn(
  sight: Pick<Sight, 'states' | 'productLines'>,
  table: ItemTableName,
  alias: string,
): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${isVisible(sight, `${alias}.state`)} and ${isOfLines(sight.productLines, table, alias)})`;
}

/** The row of an entitlement, where it may be seen. */
export async function selectSeenEntitlement(
  reader: Database | Transaction,
  sight: Sight,
  entitlementId: string,
): Promise<number | undefined> {
  const row = await reader
    .selectFrom('entitlement')
    .select('entitlement.id')
    .where('entitlement.entitlementId', '=', entitlementId)
    .where(isSeenEntitlement(sight))
    .executeTakeFirst();
  return row?.id;
}

/** Those activation IDs among some whose items may be seen. */
export async function selectSeenItems(
  reader: Database | Transaction,
  sight: Sight,
  activationIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const seen = (table: ItemTableName): RawBuilder<unknown> => sql`
    select item.activation_id from ${sql.table(table)} item join entitlement on entitlement.id = item.entitlement_id
     where item.activation_id = any(${activationIds}) and ${isSeenItem(sight, table, 'item')}`;
  const { rows } = await sql<{ activationId: string }>`
    ${seen('line_item')} union all ${seen('maintenance_line_item')}`.execute(reader);
  return new Set(rows.map((row) => row.activationId));
}
