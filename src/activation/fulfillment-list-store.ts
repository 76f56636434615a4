import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { isHeld, isSeenItem, type Sight } from '../entitlements/sight.ts';
import type { Database } from '../platform/database.ts';
import { conditionsOf, narrowed, type FilterValues } from '../platform/list-filters.ts';
import { contains } from '../platform/text-search.ts';
import { fulfillmentFilters, fulfillmentPlace, fulfillmentText } from './fulfillment-filters.ts';
import { fulfillments } from './fulfillment-store.ts';

export interface FulfillmentFilter extends FilterValues<typeof fulfillmentFilters> {
  /** part of its ID, or of the ID or name of its host */
  readonly q?: string | undefined;
}

/** Fulfillments that somebody sees, before a row: the newest first. */
export async function selectFulfillmentPage(
  database: Database,
  sight: Sight,
  filter: FulfillmentFilter,
  page: { readonly before: number; readonly limit: number },
) {
  return seen(database, sight)
    .where(page.before === 0 ? sql<SqlBool>`true` : sql<SqlBool>`fulfillment.id < ${page.before}`)
    .where(await isAskedFor(database, sight, filter))
    .orderBy('fulfillment.id', 'desc')
    .limit(page.limit)
    .execute();
}

// Whoever holds little, or asks for little, has it looked up first: else the newest of everybody would be walked through.
async function isAskedFor(database: Database, sight: Sight, filter: FulfillmentFilter): Promise<RawBuilder<SqlBool>> {
  const conditions = [
    ...(await conditionsOf(database, fulfillmentFilters, filter)),
    ...(filter.q === undefined ? [] : [contains(fulfillmentText, filter.q)]),
    ...(sight.scope.all ? [] : [isHeld(sight.scope)]),
  ];
  return narrowed(database, fulfillmentPlace, { conditions, checks: [] });
}

/** One fulfillment that somebody sees. */
export function selectSeenFulfillment(database: Database, sight: Sight, fulfillmentId: string) {
  return seen(database, sight).where('fulfillment.fulfillmentId', '=', fulfillmentId).executeTakeFirst();
}

function seen(database: Database, sight: Sight) {
  return fulfillments(database)
    .innerJoin('entitlement', 'entitlement.id', 'lineItem.entitlementId')
    .innerJoin('account', 'account.id', 'entitlement.accountId')
    .select(['entitlement.entitlementId', 'account.accountId', 'account.name as accountName'])
    .where(isSeenItem(sight, 'line_item', 'line_item'));
}
