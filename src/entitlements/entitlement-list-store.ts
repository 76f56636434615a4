import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { accountText } from '../accounts/account-filters.ts';
import type { Database, Transaction } from '../platform/database.ts';
import { all, conditionsOf, fewOf, narrowed, type Asked, type FilterValues } from '../platform/list-filters.ts';
import type { SortedPage } from '../platform/sorting.ts';
import { containsOrBegins } from '../platform/text-search.ts';
import { itemConditions, type entitlementListFilters } from './item-filters.ts';
import { askedOfRight, entitlementFilters, entitlementText, itemText } from './right-filters.ts';
import { fewOfLines, isOneOf } from './line-narrowing.ts';
import { isHeldRow, isSeenEntitlement, isSeenIn, type ItemTableName, type Sight } from './sight.ts';

export interface EntitlementFilter extends FilterValues<typeof entitlementListFilters> {
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
  const count = (table: ItemTableName) =>
    sql<number>`(select count(*) from ${sql.table(table)} item where item.entitlement_id = entitlement.id and ${isSeenIn(sight, table, 'item')})`;
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
    .where(isSeenEntitlement(sight))
    .where(await isAskedFor(reader, sight, filter))
    .orderBy(page.order)
    .limit(page.rows)
    .execute();
}

/** True for an entitlement that was asked for. */
async function isAskedFor(
  reader: Database | Transaction,
  sight: Sight,
  filter: EntitlementFilter,
): Promise<RawBuilder<SqlBool>> {
  const right = await askedOfRight(reader, sight.scope, filter);
  const items = await askedOfItems(reader, sight, filter);
  const ofLines = await fewOfLines(reader, sight, 'entitlement');
  const text = await found(reader, sight, ofLines, filter.q);
  const conditions = [
    ...(ofLines === undefined ? [] : [isOneOf('entitlement.id', ofLines)]),
    ...(await conditionsOf(reader, entitlementFilters, filter)),
    ...text.conditions,
    ...right.conditions,
    ...items.conditions,
  ];
  const seen = conditions.length === 0 ? [] : [isSeenEntitlement(sight)];
  const asked = { conditions: [...conditions, ...seen], checks: [...text.checks, ...right.checks, ...items.checks] };
  return narrowed(reader, { row: 'entitlement.id', from: sql`entitlement` }, asked);
}

/** What one and the same item must be like, where anything is asked of the items. */
async function askedOfItems(reader: Database | Transaction, sight: Sight, filter: EntitlementFilter): Promise<Asked> {
  const ofLineItem = await itemConditions(reader, { kind: 'lineItem', alias: 'item' }, filter);
  const ofMaintenance = await itemConditions(reader, { kind: 'maintenance', alias: 'item' }, filter);
  if (ofLineItem.length === 0) return { conditions: [], checks: [] };
  const seen = (table: ItemTableName) => [
    isSeenIn(sight, table, 'item'),
    isHeldRow(sight.scope, 'item.entitlement_id'),
  ];
  const rowsOf = (table: ItemTableName, is: readonly RawBuilder<SqlBool>[]) =>
    fewOf(reader, { row: 'item.entitlement_id', from: sql`${sql.table(table)} item` }, [...is, ...seen(table)]);
  const holding = await rowsOf('line_item', ofLineItem);
  const maintained = await rowsOf('maintenance_line_item', ofMaintenance);
  if (holding !== undefined && maintained !== undefined)
    return { conditions: [sql`entitlement.id = any(${[...holding, ...maintained]})`], checks: [] };
  const holds = (table: ItemTableName, is: readonly RawBuilder<SqlBool>[]) => sql`exists (
    select 1 from ${sql.table(table)} item
     where item.entitlement_id = entitlement.id and ${all(is)} and ${isSeenIn(sight, table, 'item')} offset 0)`;
  return {
    conditions: [],
    checks: [sql`(${holds('line_item', ofLineItem)} or ${holds('maintenance_line_item', ofMaintenance)})`],
  };
}

// So many rows are looked up by their keys. Where there are more of them, one is never far in any order.
const fewRows = 2_000;

/** What an entitlement is like in which a text is found. Few are looked up by index, of all that may be seen. */
async function found(
  reader: Database | Transaction,
  sight: Sight,
  ofLines: readonly number[] | undefined,
  q: string | undefined,
): Promise<Asked> {
  if (q === undefined) return { conditions: [], checks: [] };
  const isOfLines = (column: string) => (ofLines === undefined ? sql<SqlBool>`true` : isOneOf(column, ofLines));
  const part = (rows: RawBuilder<unknown>) => sql`(${rows} limit ${fewRows})`;
  const ofEntitlement = containsOrBegins(entitlementText, 'entitlement.entitlement_id', q);
  const ofAccount = containsOrBegins(accountText, 'account.account_id', q);
  const ofItem = (table: ItemTableName) =>
    sql<SqlBool>`${containsOrBegins(itemText('item'), 'item.activation_id', q)} and ${isSeenIn(sight, table, 'item')}`;
  const held = sql<SqlBool>`${isSeenEntitlement(sight)} and ${isOfLines('entitlement.id')}`;
  const items = (table: ItemTableName) =>
    sql`select item.entitlement_id from ${sql.table(table)} item
         where ${ofItem(table)} and ${isHeldRow(sight.scope, 'item.entitlement_id')} and ${isOfLines('item.entitlement_id')}`;
  const { rows } = await sql<{ id: number }>`
    ${part(sql`select entitlement.id from entitlement where ${ofEntitlement} and ${held}`)} union all
    ${part(sql`select entitlement.id from account join entitlement on entitlement.account_id = account.id where ${ofAccount} and ${held}`)} union all
    ${part(items('line_item'))} union all ${part(items('maintenance_line_item'))}
    limit ${fewRows}`.execute(reader);
  const few = isOneOf(
    'entitlement.id',
    rows.map((row) => row.id),
  );
  if (rows.length < fewRows) return { conditions: [few], checks: [] };
  const item = (table: ItemTableName) =>
    sql`exists (select 1 from ${sql.table(table)} item where item.entitlement_id = entitlement.id and ${ofItem(table)})`;
  const any = sql<SqlBool>`(${ofEntitlement} or ${ofAccount} or ${item('line_item')} or ${item('maintenance_line_item')})`;
  return { conditions: [], checks: [any] };
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
  sight: Pick<Sight, 'states' | 'productLines'>,
  entitlements: readonly number[],
): Promise<ReadonlyMap<number, readonly FirstLineItem[]>> {
  const { rows } = await sql<FirstLineItem & { readonly entitlement: number }>`
    select first.entitlement_id as entitlement, first.activation_id as "activationId",
           (select coalesce(string_agg(product.name || ' ' || product.version, ', ' order by line_item_product.position), '')
              from line_item_product join product on product.id = line_item_product.product_id
             where line_item_product.line_item_id = first.id) as "productName",
           array(select maintenance_line_item.activation_id
                   from maintenance_link join maintenance_line_item on maintenance_line_item.id = maintenance_link.maintenance_line_item_id
                  where maintenance_link.line_item_id = first.id
                    and ${isSeenIn(sight, 'maintenance_line_item', 'maintenance_line_item')}
                  order by maintenance_line_item.activation_id) as maintenance
      from unnest(${entitlements}::bigint[]) as listed (id) cross join lateral (
        select line_item.id, line_item.entitlement_id, line_item.activation_id, line_item.position
          from line_item
         where line_item.entitlement_id = listed.id and ${isSeenIn(sight, 'line_item', 'line_item')}
           -- looked up for each, as joining them with all the children there are takes a hundred times as long
           and (select child.id from line_item child
                 where child.parent_id = line_item.id and child.state <> 'obsolete' and ${isSeenIn(sight, 'line_item', 'child')} limit 1) is null
         order by line_item.position, line_item.id limit 3) first
     order by first.entitlement_id, first.position, first.id`.execute(reader.withoutPlugins());
  const grouped = Map.groupBy(rows, (row) => row.entitlement);
  return new Map(
    [...grouped].map(([id, items]) => [id, items.map(({ entitlement: _, ...item }): FirstLineItem => item)]),
  );
}
