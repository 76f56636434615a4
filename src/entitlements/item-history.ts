import { authorise } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import { selectHistory } from '../platform/history.ts';
import { rowAfter, toPage, type PageRequest } from '../platform/paging.ts';
import { notFound } from '../shared/problems.ts';
import { itemWords, type ItemTarget } from './item-targets.ts';
import { selectLineItemRow } from './line-item-list-store.ts';
import { selectMaintenanceRow } from './maintenance-list-store.ts';
import { withSeenNamesOnRecord } from './seen-history.ts';
import { sightOf } from './sight.ts';

/** Every change of a line item, the oldest first. Needs `viewEntitlements`; throws `not_found`. */
export function lineItemHistory(app: App, actor: Actor, activationId: string, page: PageRequest) {
  return itemHistory(app, actor, { kind: 'lineItem', activationId }, page);
}

/** As `lineItemHistory`, of a maintenance line item. */
export function maintenanceLineItemHistory(app: App, actor: Actor, activationId: string, page: PageRequest) {
  return itemHistory(app, actor, { kind: 'maintenanceLineItem', activationId }, page);
}

async function itemHistory(
  app: App,
  actor: Actor,
  { kind, activationId }: { readonly kind: ItemTarget['kind']; readonly activationId: string },
  page: PageRequest,
) {
  authorise(actor, 'viewEntitlements');
  const select = kind === 'lineItem' ? selectLineItemRow : selectMaintenanceRow;
  const row = await select(app.database, actor, activationId);
  if (row === undefined) throw notFound(itemWords[kind], activationId);
  const subjects = { [kind]: [row.id] };
  const rows = await selectHistory(app.database, { subjects, after: rowAfter(page), limit: page.limit + 1 });
  const told = await withSeenNamesOnRecord(app.database, sightOf(actor), rows);
  return toPage(told, page.limit, ({ id: _id, subjectId: _subject, at, ...record }) => ({
    ...record,
    at: at.toISOString(),
  }));
}
