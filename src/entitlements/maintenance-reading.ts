import { authoriseAnyAudience } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import type { Page } from '../platform/paging.ts';
import { sortedPage, toSortedPage, type SortedRequest } from '../platform/sorting.ts';
import { notFound } from '../shared/problems.ts';
import { maintenanceOrder, type LineItemSort } from './entitlement-orders.ts';
import { selectMaintenanceLineItems } from './entitlement-store.ts';
import { presentMaintenanceLineItem, type MaintenanceLineItemView } from './entitlement-views.ts';
import { selectMaintenancePage, selectMaintenanceRow, type MaintenanceFilter } from './maintenance-list-store.ts';
import { withSeenNames } from './seen-names.ts';
import { sightOf, type Sight } from './sight.ts';
import { refuseWhatIsNotTold, toldTo } from './told-views.ts';

/** Maintenance line items across entitlements, sorted as asked. Needs `viewEntitlements`. */
export async function listMaintenanceLineItems(
  app: App,
  actor: Actor,
  query: SortedRequest<LineItemSort> & MaintenanceFilter,
): Promise<Page<MaintenanceLineItemView>> {
  authoriseAnyAudience(actor, 'viewEntitlements');
  refuseWhatIsNotTold(actor, query);
  const page = sortedPage(maintenanceOrder, query);
  const rows = await selectMaintenancePage(app.database, sightOf(actor), query, page);
  const { items, nextCursor } = toSortedPage(rows, page, await presenterOf(app, sightOf(actor), rows));
  return { items: items.flat().map((item) => toldTo(actor, item)), nextCursor };
}

/** One maintenance line item. Needs `viewEntitlements`. */
export async function getMaintenanceLineItem(
  app: App,
  actor: Actor,
  activationId: string,
): Promise<MaintenanceLineItemView> {
  authoriseAnyAudience(actor, 'viewEntitlements');
  const row = await selectMaintenanceRow(app.database, sightOf(actor), activationId);
  const [item] = row === undefined ? [] : (await presenterOf(app, sightOf(actor), [row]))(row);
  if (item === undefined) throw notFound('maintenance line item', activationId);
  return toldTo(actor, item);
}

type MaintenancePlace = NonNullable<Awaited<ReturnType<typeof selectMaintenanceRow>>>;

/** What shows maintenance by its rows; one that was deleted meanwhile is none. */
async function presenterOf(app: App, sight: Sight, rows: readonly MaintenancePlace[]) {
  const ids = rows.map((row) => row.id);
  const found = await selectMaintenanceLineItems(app.database, 'maintenanceLineItem', ids, { lock: false });
  const named = await withSeenNames(app.database, sight, [...found.values()].flat());
  const items = new Map(named.map((item) => [item.id, item]));
  return (row: MaintenancePlace): readonly MaintenanceLineItemView[] => {
    const item = items.get(row.id);
    return item === undefined ? [] : [presentMaintenanceLineItem(item, row)];
  };
}
