import { authoriseAnyAudience } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import { sightOf } from '../entitlements/sight.ts';
import { toldTo } from '../entitlements/told-views.ts';
import type { App } from '../platform/app.ts';
import { rowAfter, toPage, type Page, type PageRequest } from '../platform/paging.ts';
import { notFound } from '../shared/problems.ts';
import { selectFulfillmentPage, selectSeenFulfillment, type FulfillmentFilter } from './fulfillment-list-store.ts';
import { storedFulfillment } from './fulfillment-store.ts';
import type { Fulfillment } from './rules/fulfillment.ts';

/** A fulfillment as everybody sees it. */
export interface FulfillmentView extends Fulfillment {
  readonly entitlementId: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly version: number;
  readonly createdAt: string;
  readonly createdBy: string;
}

/** What was activated, the newest first, of the line items that somebody sees. Needs `viewLicenses`. */
export async function listFulfillments(
  app: App,
  actor: Actor,
  query: PageRequest & FulfillmentFilter,
): Promise<Page<FulfillmentView>> {
  authoriseAnyAudience(actor, 'viewLicenses');
  const page = { before: rowAfter(query), limit: query.limit + 1 };
  const rows = await selectFulfillmentPage(app.database, sightOf(actor), query, page);
  return toPage(rows, query.limit, (row) => toldTo(actor, present(row)));
}

/** One fulfillment. Needs `viewLicenses`; throws `not_found`. */
export async function getFulfillment(app: App, actor: Actor, fulfillmentId: string): Promise<FulfillmentView> {
  authoriseAnyAudience(actor, 'viewLicenses');
  const row = await selectSeenFulfillment(app.database, sightOf(actor), fulfillmentId);
  if (row === undefined) throw notFound('fulfillment', fulfillmentId);
  return toldTo(actor, present(row));
}

type SeenRow = NonNullable<Awaited<ReturnType<typeof selectSeenFulfillment>>>;

function present(row: SeenRow): FulfillmentView {
  const { entity, version, createdAt, createdBy } = storedFulfillment(row);
  const { entitlementId, accountId, accountName } = row;
  return {
    ...entity,
    entitlementId,
    accountId,
    accountName,
    version,
    createdAt: createdAt.toISOString(),
    createdBy,
  };
}
