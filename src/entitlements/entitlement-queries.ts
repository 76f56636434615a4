import { sql, type RawBuilder } from 'kysely';
import type { Database, Transaction } from '../platform/database.ts';
import { isSeenIn, type Sight } from './sight.ts';

type Reader = Database | Transaction;

/** The activation IDs of the maintenance of line items, by line item row. */
export async function selectMaintenanceOf(
  reader: Reader,
  lineItems: readonly number[],
  sight: Pick<Sight, 'states' | 'productLines'>,
): Promise<ReadonlyMap<number, readonly string[]>> {
  const rows = await reader
    .selectFrom('maintenanceLink')
    .innerJoin('maintenanceLineItem', 'maintenanceLineItem.id', 'maintenanceLink.maintenanceLineItemId')
    .select(['maintenanceLink.lineItemId', 'maintenanceLineItem.activationId'])
    .where('maintenanceLink.lineItemId', '=', sql<number>`any(${lineItems})`)
    .where(isSeenIn(sight, 'maintenance_line_item', 'maintenance_line_item'))
    .orderBy('maintenanceLineItem.activationId')
    .execute();
  return new Map(
    [...Map.groupBy(rows, (row) => row.lineItemId)].map(([id, found]) => [id, found.map((row) => row.activationId)]),
  );
}

/** The activation IDs among the items of some entitlements that have children which are not obsolete. */
export async function selectItemsWithChildren(
  reader: Transaction,
  entitlementRows: readonly number[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ activationId: string }>`
    select line_item.activation_id from line_item
     where line_item.entitlement_id = any(${entitlementRows})
       and exists (select 1 from line_item child where child.parent_id = line_item.id and child.state <> 'obsolete')
    union all
    select maintenance_line_item.activation_id from maintenance_line_item
     where maintenance_line_item.entitlement_id = any(${entitlementRows})
       and exists (select 1 from maintenance_line_item child where child.parent_id = maintenance_line_item.id and child.state <> 'obsolete')`.execute(
    reader,
  );
  return new Set(rows.map((row) => row.activationId));
}

/** The children of items by their rows, whatever their state, that are not among these: their activation IDs by parent. */
export async function selectChildrenElsewhere(
  reader: Transaction,
  { lineItem, maintenanceLineItem }: Readonly<Record<'lineItem' | 'maintenanceLineItem', readonly number[]>>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const children = (table: string, rows: readonly number[]): RawBuilder<unknown> => sql`
    select parent.activation_id as parent, child.activation_id
      from ${sql.table(table)} parent join ${sql.table(table)} child on child.parent_id = parent.id
     where parent.id = any(${rows}::bigint[]) and child.id <> all(${rows}::bigint[])`;
  const { rows } = await sql<{ parent: string; activationId: string }>`
    ${children('line_item', lineItem)} union all ${children('maintenance_line_item', maintenanceLineItem)}
    order by 2`.execute(reader);
  return new Map(
    [...Map.groupBy(rows, (row) => row.parent)].map(([parent, found]) => [
      parent,
      found.map((row) => row.activationId),
    ]),
  );
}
