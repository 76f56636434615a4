import { sql } from 'kysely';
import type { Database, Transaction } from '../platform/database.ts';
import { isVisible, type Sight } from './sight.ts';

type Reader = Database | Transaction;

/** The activation IDs of the maintenance of line items, by line item row. */
export async function selectMaintenanceOf(
  reader: Reader,
  lineItems: readonly number[],
  states: Sight['states'],
): Promise<ReadonlyMap<number, readonly string[]>> {
  const rows = await reader
    .selectFrom('maintenanceLink')
    .innerJoin('maintenanceLineItem', 'maintenanceLineItem.id', 'maintenanceLink.maintenanceLineItemId')
    .select(['maintenanceLink.lineItemId', 'maintenanceLineItem.activationId'])
    .where('maintenanceLink.lineItemId', '=', sql<number>`any(${lineItems})`)
    .where(isVisible({ states }, 'maintenance_line_item.state'))
    .orderBy('maintenanceLineItem.activationId')
    .execute();
  return new Map(
    [...Map.groupBy(rows, (row) => row.lineItemId)].map(([id, found]) => [id, found.map((row) => row.activationId)]),
  );
}

/** The activation IDs among an entitlement's items that have children which are not obsolete. */
export async function selectItemsWithChildren(
  reader: Transaction,
  entitlementRow: number,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ activationId: string }>`
    select line_item.activation_id from line_item
     where line_item.entitlement_id = ${entitlementRow}
       and exists (select 1 from line_item child where child.parent_id = line_item.id and child.state <> 'obsolete')
    union all
    select maintenance_line_item.activation_id from maintenance_line_item
     where maintenance_line_item.entitlement_id = ${entitlementRow}
       and exists (select 1 from maintenance_line_item child where child.parent_id = maintenance_line_item.id and child.state <> 'obsolete')`.execute(
    reader,
  );
  return new Set(rows.map((row) => row.activationId));
}
