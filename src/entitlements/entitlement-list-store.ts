import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Database, Transaction } from '../platform/database.ts';
import type { SortedPage } from '../platform/sorting.ts';
import { containsOrBegins } from '../platform/text-search.ts';
import type { Day } from '../shared/day.ts';
import type { RightState } from '../shared/vocabulary.ts';
import { isHeld, isHeldRow, isVisible, type Sight } from './sight.ts';

export interface EntitlementFilter {
  readonly accountId?: string | undefined;
  readonly state?: RightState | undefined;
  readonly test?: boolean | undefined;
  /** of one and the same line item or maintenance line item, as are the next three */
  readonly orderId?: string | undefined;
  readonly productId?: string | undefined;
  readonly expiresFrom?: Day | undefined;
  readonly expiresUntil?: Day | undefined;
  /** part of its ID, of the key or name of its account, or of an activation ID or order ID; `containsOrBegins` */
  readonly q?: string | undefined;
}

/** One page of entitlements without what they hold, with the numbers of it. */
export async function selectEntitlementPage(
  reader: Database | Transaction,
  sight: Sight,
  filter: EntitlementFilter,
  page: SortedPage<{ readonly id: number; readonly entitlementId: string }>,
) {
  const count = (table: string) =>
    sql<number>`(select count(*) from ${sql.table(table)} item where item.entitlement_id = entitlement.id and ${isVisible(sight, 'item.state')})`;
  return reader
    .selectFrom('entitlement')
    .innerJoin('account', 'account.id', 'entitlement.accountId')
    .select([
      'entitlement.id',
      'entitlement.entitlementId',
      'account.accountId',
      'account.name as accountName',
      'entitlement.description',
      'entitlement.test',
      'entitlement.state',
      'entitlement.version',
      'entitlement.createdAt',
      'entitlement.createdBy',
      'entitlement.updatedAt',
    ])
    .select(count('line_item').as('lineItemCount'))
    .select(count('maintenance_line_item').as('maintenanceLineItemCount'))
    .where(page.isAfter)
    .where(isHeld(sight.scope))
    .where(isVisible(sight, 'entitlement.state'))
    .where(sql<SqlBool>`${sql.join([...conditions(sight, filter), await found(reader, sight, filter.q)], sql` and `)}`)
    .orderBy(page.order)
    .limit(page.rows)
    .execute();
}

function conditions(sight: Sight, filter: EntitlementFilter): readonly RawBuilder<SqlBool>[] {
  const { accountId, state, test } = filter;
  const items = [itemConditions(filter, 'lineItem'), itemConditions(filter, 'maintenance')];
  const [ofLineItem, ofMaintenance] = items;
  return [
    accountId === undefined ? sql<SqlBool>`true` : sql<SqlBool>`account.account_id = ${accountId}`,
    state === undefined ? sql<SqlBool>`true` : sql<SqlBool>`entitlement.state = ${state}`,
    test === undefined ? sql<SqlBool>`true` : sql<SqlBool>`entitlement.state ${sql.raw(test ? '=' : '<>')} 'test'`,
    ofLineItem === undefined || ofMaintenance === undefined
      ? sql<SqlBool>`true`
      : sql<SqlBool>`entitlement.id in (
          select item.entitlement_id from line_item item where ${ofLineItem} and ${isVisible(sight, 'item.state')}
          union all select item.entitlement_id from maintenance_line_item item where ${ofMaintenance} and ${isVisible(sight, 'item.state')})`,
  ];
}

/** What one and the same item must be like; undefined where nothing is asked of the items. */
function itemConditions(filter: EntitlementFilter, kind: 'lineItem' | 'maintenance'): RawBuilder<SqlBool> | undefined {
  const { orderId, productId, expiresFrom, expiresUntil } = filter;
  const parts = [
    ...(orderId === undefined ? [] : [sql<SqlBool>`item.order_id = ${orderId}`]),
    ...(expiresFrom === undefined ? [] : [sql<SqlBool>`item.expiration_date >= ${expiresFrom}`]),
    ...(expiresUntil === undefined ? [] : [sql<SqlBool>`item.expiration_date <= ${expiresUntil}`]),
    ...(productId === undefined ? [] : [holdsProduct(productId, kind)]),
  ];
  return parts.length === 0 ? undefined : sql<SqlBool>`${sql.join(parts, sql` and `)}`;
}

function holdsProduct(productId: string, kind: 'lineItem' | 'maintenance'): RawBuilder<SqlBool> {
  const product = sql`(select product.id from product where product.product_id = ${productId})`;
  return kind === 'maintenance'
    ? sql<SqlBool>`item.product_id = ${product}`
    : sql<SqlBool>`exists (select 1 from line_item_product
        where line_item_product.line_item_id = item.id and line_item_product.product_id = ${product})`;
}

// So many rows are looked up by their keys. Where there are more of them, one is never far in any order.
const fewRows = 2_000;

const accountText = sql<string>`search_fold(account.account_id || ' ' || account.name)`;
const entitlementText = sql<string>`search_fold(entitlement.entitlement_id)`;
const itemText = sql<string>`search_fold(item.activation_id || ' ' || coalesce(item.order_id, ''))`;

/**
 * True for an entitlement in which a text is found. Few are looked up by index, of all that may be seen; for many, each row in
 * turn is looked at.
 */
async function found(
  reader: Database | Transaction,
  sight: Sight,
  q: string | undefined,
): Promise<RawBuilder<SqlBool>> {
  if (q === undefined) return sql<SqlBool>`true`;
  const part = (rows: RawBuilder<unknown>) => sql`(${rows} limit ${fewRows})`;
  const ofEntitlement = containsOrBegins(entitlementText, 'entitlement.entitlement_id', q);
  const ofAccount = containsOrBegins(accountText, 'account.account_id', q);
  const ofItem = sql<SqlBool>`${containsOrBegins(itemText, 'item.activation_id', q)} and ${isVisible(sight, 'item.state')}`;
  const held = isHeld(sight.scope);
  const heldItem = sql<SqlBool>`${ofItem} and ${isHeldRow(sight.scope, 'item.entitlement_id')}`;
  const { rows } = await sql<{ id: number }>`
    ${part(sql`select entitlement.id from entitlement where ${ofEntitlement} and ${held}`)} union all
    ${part(sql`select entitlement.id from account join entitlement on entitlement.account_id = account.id where ${ofAccount} and ${held}`)} union all
    ${part(sql`select item.entitlement_id from line_item item where ${heldItem}`)} union all
    ${part(sql`select item.entitlement_id from maintenance_line_item item where ${heldItem}`)}
    limit ${fewRows}`.execute(reader);
  if (rows.length < fewRows) return sql<SqlBool>`entitlement.id = any(${rows.map((row) => row.id)})`;
  const item = (table: string) =>
    sql`exists (select 1 from ${sql.table(table)} item where item.entitlement_id = entitlement.id and ${ofItem})`;
  return sql<SqlBool>`(${ofEntitlement} or ${ofAccount}
    or ${item('line_item')} or ${item('maintenance_line_item')})`;
}

/** A line item as the list of entitlements shows it. */
export interface FirstLineItem {
  readonly activationId: string;
  /** "PhotoPrint 2.0"; several joined with ", " */
  readonly productName: string;
  readonly maintenance: readonly string[];
}

/** The first three line items of entitlements that are the newest of their chains, by entitlement row. */
export async function selectFirstLineItems(
  reader: Database | Transaction,
  sight: Pick<Sight, 'states'>,
  entitlements: readonly number[],
): Promise<ReadonlyMap<number, readonly FirstLineItem[]>> {
  const { rows } = await sql<FirstLineItem & { readonly entitlement: number }>`
    select first.entitlement_id as entitlement, first.activation_id as "activationId",
           (select coalesce(string_agg(product.name || ' ' || product.version, ', ' order by line_item_product.position), '')
              from line_item_product join product on product.id = line_item_product.product_id
             where line_item_product.line_item_id = first.id) as "productName",
           array(select maintenance_line_item.activation_id
                   from maintenance_link join maintenance_line_item on maintenance_line_item.id = maintenance_link.maintenance_line_item_id
                  where maintenance_link.line_item_id = first.id and ${isVisible(sight, 'maintenance_line_item.state')}
                  order by maintenance_line_item.activation_id) as maintenance
      from unnest(${entitlements}::bigint[]) as listed (id) cross join lateral (
        select line_item.id, line_item.entitlement_id, line_item.activation_id, line_item.position
          from line_item
         where line_item.entitlement_id = listed.id and ${isVisible(sight, 'line_item.state')}
           -- looked up for each, as joining them with all the children there are takes a hundred times as long
           and (select child.id from line_item child
                 where child.parent_id = line_item.id and child.state <> 'obsolete' and ${isVisible(sight, 'child.state')} limit 1) is null
         order by line_item.position, line_item.id limit 3) first
     order by first.entitlement_id, first.position, first.id`.execute(reader.withoutPlugins());
  const grouped = Map.groupBy(rows, (row) => row.entitlement);
  return new Map(
    [...grouped].map(([id, items]) => [id, items.map(({ entitlement: _, ...item }): FirstLineItem => item)]),
  );
}
