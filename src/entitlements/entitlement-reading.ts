import { authorise, authoriseAnyAudience } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import { selectHistory } from '../platform/history.ts';
import { rowAfter, toPage, type Page, type PageRequest } from '../platform/paging.ts';
import { sortedPage, toSortedPage, type SortedRequest } from '../platform/sorting.ts';
import { businessDay } from '../settings/setting-operations.ts';
import { notFound } from '../shared/problems.ts';
import type { RightState } from '../shared/vocabulary.ts';
import { selectEntitlementPage, selectFirstLineItems, type EntitlementFilter } from './entitlement-list-store.ts';
import { entitlementOrder, lineItemOrder, type EntitlementSort, type LineItemSort } from './entitlement-orders.ts';
import { selectBesideLineItems } from './beside-line-items.ts';
import {
  selectEntitlements,
  selectLineItems,
  type StoredEntitlement,
  type StoredLineItem,
} from './entitlement-store.ts';
import {
  presentEntitlement,
  presentLineItem,
  type EntitlementLineView,
  type EntitlementView,
  type LineItemView,
} from './entitlement-views.ts';
import { selectLineItemPage, selectLineItemRow, type LineItemFilter } from './line-item-list-store.ts';
import type { LineItem, MaintenanceLineItem } from './rules/entitlement.ts';
import { withSeenNamesOnRecord } from './seen-history.ts';
import { withSeenNames } from './seen-names.ts';
import { isWhole, selectSeenEntitlement, selectSeenItems, sightOf, type Sight } from './sight.ts';
import { entitlementToldTo, refuseWhatIsNotTold, toldTo } from './told-views.ts';

/** One entitlement with everything that it holds. Needs `viewEntitlements`. */
export async function getEntitlement(app: App, actor: Actor, entitlementId: string): Promise<EntitlementView> {
  authoriseAnyAudience(actor, 'viewEntitlements');
  const stored = await findEntitlement(app, actor, entitlementId);
  const lineItems = [...stored.lineItems.values()].map((item) => item.id);
  const beside = await selectBesideLineItems(app.database, lineItems, sightOf(actor), await businessDay(app));
  return entitlementToldTo(app.database, actor, presentEntitlement(stored, beside));
}

async function findEntitlement(app: App, actor: Actor, entitlementId: string): Promise<StoredEntitlement> {
  const sight = sightOf(actor);
  const row = await selectSeenEntitlement(app.database, sight, entitlementId);
  const [stored] = row === undefined ? [] : await selectEntitlements(app.database, [row], { lock: false });
  if (stored === undefined) throw notFound('entitlement', entitlementId);
  return withoutUnseen(app, sight, stored);
}

/** An entitlement with those of its items that may be seen. */
async function withoutUnseen(app: App, sight: Sight, stored: StoredEntitlement): Promise<StoredEntitlement> {
  if (isWhole(sight)) return stored;
  const { states, productLines } = sight;
  const isVisible = (state: RightState) => states === undefined || states.includes(state);
  const ids = [...stored.lineItems.keys(), ...stored.maintenanceLineItems.keys()];
  const ofLines = productLines.all ? new Set(ids) : await selectSeenItems(app.database, sight, ids);
  const seen = async <Item extends StoredLineItem<LineItem | MaintenanceLineItem>>(
    items: ReadonlyMap<string, Item>,
  ) => {
    const visible = [...items.values()].filter(
      ({ entity }) => isVisible(entity.state) && ofLines.has(entity.activationId),
    );
    const named = await withSeenNames(app.database, sight, visible);
    return new Map(named.map((item) => [item.entity.activationId, item]));
  };
  return {
    ...stored,
    lineItems: await seen(stored.lineItems),
    maintenanceLineItems: await seen(stored.maintenanceLineItems),
  };
}

/** Entitlements without what they hold, sorted as asked. Needs `viewEntitlements`. */
export async function listEntitlements(
  app: App,
  actor: Actor,
  query: SortedRequest<EntitlementSort> & EntitlementFilter,
): Promise<Page<EntitlementLineView>> {
  authoriseAnyAudience(actor, 'viewEntitlements');
  refuseWhatIsNotTold(actor, query);
  const page = sortedPage(entitlementOrder, query);
  const rows = await selectEntitlementPage(app.database, sightOf(actor), query, page);
  const ids = rows.slice(0, page.shown).map((row) => row.id);
  const firstOf = await selectFirstLineItems(app.database, sightOf(actor), ids);
  return toSortedPage(rows, page, ({ id, createdAt, updatedAt, ...row }) => ({
    ...toldTo(actor, row),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    firstLineItems: firstOf.get(id) ?? [],
  }));
}

/** Line items across entitlements, sorted as asked. Needs `viewEntitlements`. */
export async function listLineItems(
  app: App,
  actor: Actor,
  query: SortedRequest<LineItemSort> & LineItemFilter,
): Promise<Page<LineItemView>> {
  authoriseAnyAudience(actor, 'viewEntitlements');
  refuseWhatIsNotTold(actor, query);
  const page = sortedPage(lineItemOrder, query);
  const rows = await selectLineItemPage(app.database, sightOf(actor), query, page);
  const present = await lineItemPresenter(app, sightOf(actor), rows);
  const { items, nextCursor } = toSortedPage(rows, page, present);
  return { items: items.flat().map((item) => toldTo(actor, item)), nextCursor };
}

type LineItemPlace = NonNullable<Awaited<ReturnType<typeof selectLineItemRow>>>;

/** What shows line items by their rows; one that was deleted meanwhile is none. */
export async function lineItemPresenter(app: App, sight: Sight, rows: readonly LineItemPlace[]) {
  const ids = rows.map((row) => row.id);
  const found = await selectLineItems(app.database, 'lineItem', ids, { lock: false });
  const named = await withSeenNames(app.database, sight, [...found.values()].flat());
  const items = new Map(named.map((item) => [item.id, item]));
  const beside = await selectBesideLineItems(app.database, ids, sight, await businessDay(app));
  return (row: LineItemPlace): readonly LineItemView[] => {
    const item = items.get(row.id);
    return item === undefined ? [] : [presentLineItem(item, row, beside)];
  };
}

/** One line item. Needs `viewEntitlements`. */
export async function getLineItem(app: App, actor: Actor, activationId: string): Promise<LineItemView> {
  authoriseAnyAudience(actor, 'viewEntitlements');
  const row = await selectLineItemRow(app.database, sightOf(actor), activationId);
  const [item] = row === undefined ? [] : (await lineItemPresenter(app, sightOf(actor), [row]))(row);
  if (item === undefined) throw notFound('line item', activationId);
  return toldTo(actor, item);
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
  const told = await withSeenNamesOnRecord(app.database, sightOf(actor), rows);
  return toPage(told, page.limit, ({ id: _, subjectId: _subject, at, ...record }) => ({
    ...record,
    at: at.toISOString(),
  }));
}
