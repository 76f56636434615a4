import type { RawBuilder, SqlBool } from 'kysely';
import type { Database, Transaction } from '../platform/database.ts';
import type { FilterValues } from '../platform/list-filters.ts';
import type { SortedPage } from '../platform/sorting.ts';
import { containsOrBegins } from '../platform/text-search.ts';
import type { Day } from '../shared/day.ts';
import { maintenanceConditions, type maintenanceListFilters } from './item-filters.ts';
import { narrowedItems } from './line-item-list-store.ts';
import { itemText } from './right-filters.ts';
import { isSeenItem, type Sight } from './sight.ts';

type Reader = Database | Transaction;

export interface MaintenanceFilter extends FilterValues<typeof maintenanceListFilters> {
  /** part of its activation ID or order ID; `containsOrBegins` */
  readonly q?: string | undefined;
}

/** One page of maintenance line items across entitlements: their rows, and whose they are. */
export async function selectMaintenancePage(
  reader: Reader,
  sight: Sight,
  filter: MaintenanceFilter,
  page: SortedPage<{ readonly id: number; readonly activationId: string; readonly expirationDate: Day | null }>,
) {
  return maintenanceLineItems(reader, sight)
    .where(page.isAfter)
    .where(await isAskedFor(reader, sight, filter))
    .orderBy(page.order)
    .limit(page.rows)
    .execute();
}

/** The row of a maintenance line item, and whose it is. */
export async function selectMaintenanceRow(reader: Reader, sight: Sight, activationId: string) {
  return maintenanceLineItems(reader, sight)
    .where('maintenanceLineItem.activationId', '=', activationId)
    .executeTakeFirst();
}

function maintenanceLineItems(reader: Reader, sight: Sight) {
  return reader
    .selectFrom('maintenanceLineItem')
    .innerJoin('entitlement', 'entitlement.id', 'maintenanceLineItem.entitlementId')
    .innerJoin('account', 'account.id', 'entitlement.accountId')
    .select([
      'maintenanceLineItem.id',
      'maintenanceLineItem.activationId',
      'maintenanceLineItem.expirationDate',
      'maintenanceLineItem.entitlementId as entitlementRow',
      'entitlement.entitlementId',
      'account.accountId',
      'account.name as accountName',
    ])
    .where(isSeenItem(sight, 'maintenance_line_item', 'maintenance_line_item'));
}

/** True for maintenance that was asked for. */
async function isAskedFor(reader: Reader, sight: Sight, filter: MaintenanceFilter): Promise<RawBuilder<SqlBool>> {
  const { q } = filter;
  const key = 'maintenance_line_item.activation_id';
  const conditions = [
    ...(await maintenanceConditions(reader, filter)),
    ...(q === undefined ? [] : [containsOrBegins(itemText('maintenance_line_item'), key, q)]),
  ];
  return narrowedItems(reader, sight, { table: 'maintenance_line_item', conditions }, filter);
}
