import { authorise } from '../accounts/authorise.ts';
import { isInScope, type Actor } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import { selectHistory } from '../platform/history.ts';
import { rowAfter, toPage, type Page, type PageRequest } from '../platform/paging.ts';
import { notFound } from '../shared/problems.ts';
import {
  selectEntitlementPage,
  selectLineItemPage,
  selectMaintenanceOf,
  selectMaintenanceRow,
  type EntitlementFilter,
  type LineItemFilter,
} from './entitlement-queries.ts';
import {
  entitlementRows,
  selectEntitlements,
  selectLineItems,
  selectMaintenanceLineItems,
  type StoredEntitlement,
} from './entitlement-store.ts';
import {
  presentEntitlement,
  presentLineItem,
  presentMaintenanceLineItem,
  type EntitlementView,
  type LineItemView,
  type MaintenanceLineItemView,
} from './entitlement-views.ts';

/** One entitlement with everything that it holds. Needs `viewEntitlements`. */
export async function getEntitlement(app: App, actor: Actor, entitlementId: string): Promise<EntitlementView> {
  authorise(actor, 'viewEntitlements');
  const stored = await findEntitlement(app, actor, entitlementId);
  const maintenance = await selectMaintenanceOf(
    app.database,
    [...stored.lineItems.values()].map((item) => item.id),
  );
  return presentEntitlement(stored, maintenance);
}

async function findEntitlement(app: App, actor: Actor, entitlementId: string): Promise<StoredEntitlement> {
  const rows = await entitlementRows(app.database, [entitlementId]);
  const [stored] = await selectEntitlements(app.database, rows, { lock: false });
  if (stored === undefined || !isInScope(actor.scope, stored.accountRow)) throw notFound('entitlement', entitlementId);
  return stored;
}

/** Entitlements in the order of their making, without what they hold. Needs `viewEntitlements`. */
export async function listEntitlements(app: App, actor: Actor, query: PageRequest & EntitlementFilter) {
  authorise(actor, 'viewEntitlements');
  const rows = await selectEntitlementPage(app.database, actor.scope, query, {
    after: rowAfter(query),
    limit: query.limit + 1,
  });
  return toPage(rows, query.limit, ({ id: _, createdAt, ...row }) => ({ ...row, createdAt: createdAt.toISOString() }));
}

/** Line items across entitlements, in the order of their making. Needs `viewEntitlements`. */
export async function listLineItems(
  app: App,
  actor: Actor,
  query: PageRequest & LineItemFilter,
): Promise<Page<LineItemView>> {
  authorise(actor, 'viewEntitlements');
  const rows = await selectLineItemPage(app.database, actor.scope, query, {
    after: rowAfter(query),
    limit: query.limit + 1,
  });
  const ids = rows.map((row) => row.id);
  const items = new Map(
    [...(await selectLineItems(app.database, 'lineItem', ids, { lock: false })).values()]
      .flat()
      .map((item) => [item.id, item]),
  );
  const maintenance = await selectMaintenanceOf(app.database, ids);
  const page = toPage(rows, query.limit, (row) => ({ item: items.get(row.id), row }));
  return {
    items: page.items.flatMap(({ item, row }) =>
      item === undefined ? [] : [presentLineItem(item, row, maintenance.get(item.id) ?? [])],
    ),
    nextCursor: page.nextCursor,
  };
}

/** One line item. Needs `viewEntitlements`. */
export async function getLineItem(app: App, actor: Actor, activationId: string): Promise<LineItemView> {
  const { items } = await listLineItems(app, actor, { activationId, limit: 1 });
  const [item] = items;
  if (item === undefined) throw notFound('line item', activationId);
  return item;
}

/** One maintenance line item. Needs `viewEntitlements`. */
export async function getMaintenanceLineItem(
  app: App,
  actor: Actor,
  activationId: string,
): Promise<MaintenanceLineItemView> {
  authorise(actor, 'viewEntitlements');
  const row = await selectMaintenanceRow(app.database, actor.scope, activationId);
  const found =
    row === undefined
      ? undefined
      : await selectMaintenanceLineItems(app.database, 'maintenanceLineItem', [row.id], { lock: false });
  const [item] = [...(found?.values() ?? [])].flat();
  if (row === undefined || item === undefined) throw notFound('maintenance line item', activationId);
  return presentMaintenanceLineItem(item, row);
}

/** Every change of an entitlement and of what it holds, the oldest first. Needs `viewEntitlements`. */
export async function entitlementHistory(app: App, actor: Actor, entitlementId: string, page: PageRequest) {
  authorise(actor, 'viewEntitlements');
  const stored = await findEntitlement(app, actor, entitlementId);
  const rows = await selectHistory(app.database, {
    subjects: {
      entitlement: [stored.id],
      lineItem: [...stored.lineItems.values()].map((item) => item.id),
      maintenanceLineItem: [...stored.maintenanceLineItems.values()].map((item) => item.id),
    },
    after: rowAfter(page),
    limit: page.limit + 1,
  });
  return toPage(rows, page.limit, ({ id: _, subjectId: _subject, at, ...record }) => ({
    ...record,
    at: at.toISOString(),
  }));
}
