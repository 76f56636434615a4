import { authoriseAnyAudience } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import { selectCopyCounts } from '../entitlements/chain-copies-store.ts';
import { lineItemPresenter } from '../entitlements/entitlement-reading.ts';
import type { LineItemView } from '../entitlements/entitlement-views.ts';
import { selectLineItemRow } from '../entitlements/line-item-list-store.ts';
import { sightOf } from '../entitlements/sight.ts';
import { toldTo } from '../entitlements/told-views.ts';
import type { App } from '../platform/app.ts';
import { rowAfter, toPage, type Page, type PageRequest } from '../platform/paging.ts';
import { businessDay } from '../settings/setting-operations.ts';
import { notFound } from '../shared/problems.ts';
import { selectChainPage } from './chain-store.ts';

/**
 * Every line item of a chain that the actor sees, the oldest first: what it continues, what continues it, and what else continues
 * that. Needs `viewEntitlements`; throws `not_found`.
 */
export async function readChain(
  app: App,
  actor: Actor,
  activationId: string,
  page: PageRequest,
): Promise<Page<LineItemView>> {
  authoriseAnyAudience(actor, 'viewEntitlements');
  const sight = sightOf(actor);
  const row = await selectLineItemRow(app.database, sight, activationId);
  if (row === undefined) throw notFound('line item', activationId);
  const rows = await selectChainPage(app.database, sight, row.id, { after: rowAfter(page), limit: page.limit + 1 });
  const present = await lineItemPresenter(app, sight, rows);
  const { items, nextCursor } = toPage(rows, page.limit, present);
  return { items: items.flat().map((item) => toldTo(actor, item)), nextCursor };
}

/** How the copies of a line item stand. */
export interface AvailableCopies {
  readonly activationId: string;
  readonly quantity: number;
  /** active on it */
  readonly active: number;
  /** active on it, and on its descendants in copies drawn through it */
  readonly load: number;
  /** drawn by children that are not obsolete, active or not */
  readonly drawnByChildren: number;
  /** what another child may draw */
  readonly left: number;
  /** how many more can become active on it now; null: without end */
  readonly available: number | null;
  /** of those, what was bought, and is no extra activation or overdraft */
  readonly remaining: number;
}

/** The exact number of copies that can be activated, and that a child may draw. Needs `viewEntitlements`; throws `not_found`. */
export async function readAvailableCopies(app: App, actor: Actor, activationId: string): Promise<AvailableCopies> {
  authoriseAnyAudience(actor, 'viewEntitlements');
  const row = await selectLineItemRow(app.database, sightOf(actor), activationId);
  const today = await businessDay(app);
  const count = row && (await selectCopyCounts(app.database, [row.id], today)).get(row.id);
  if (count === undefined) throw notFound('line item', activationId);
  const { quantity, active, load, drawnByChildren, left, available, remaining } = count;
  const more = Number.isFinite(available) ? available : null;
  return { activationId, quantity, active, load, drawnByChildren, left, available: more, remaining };
}
