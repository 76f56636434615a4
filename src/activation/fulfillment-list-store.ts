import { sql, type SqlBool } from 'kysely';
import { isSeenItem, type Sight } from '../entitlements/sight.ts';
import type { Database } from '../platform/database.ts';
import { choiceFilter, keyFilter } from '../platform/filter-kinds.ts';
import { all, conditionsOf, type FilterValues } from '../platform/list-filters.ts';
import { contains } from '../platform/text-search.ts';
import { fulfillmentStates } from '../shared/vocabulary.ts';
import { fulfillments } from './fulfillment-store.ts';

/** The filters of the list of fulfillments. */
export const fulfillmentFilters = {
  ...keyFilter(
    'activationId',
    'Its line item.',
    (key) => sql`fulfillment.line_item_id = (select item.id from line_item item where item.activation_id = ${key})`,
  ),
  ...keyFilter(
    'entitlementId',
    'The entitlement of its line item.',
    (key) => sql`fulfillment.line_item_id = any(array(
      select item.id from line_item item join entitlement held on held.id = item.entitlement_id where held.entitlement_id = ${key}))`,
  ),
  ...keyFilter(
    'accountId',
    'The end customer.',
    (key) => sql`entitlement.account_id = (select holder.id from account holder where holder.account_id = ${key})`,
  ),
  ...keyFilter('hostId', 'Where it is.', (key) => sql`fulfillment.host_id = ${key}`),
  ...choiceFilter('state', fulfillmentStates, 'fulfillment.state'),
};

export interface FulfillmentFilter extends FilterValues<typeof fulfillmentFilters> {
  /** part of its ID, or of the ID or name of its host */
  readonly q?: string | undefined;
}

const fulfillmentText = sql<string>`search_fold(fulfillment.fulfillment_id || ' ' || fulfillment.host_id || ' ' || coalesce(fulfillment.host_name, ''))`;

/** Fulfillments that somebody sees, before a row: the newest first. */
export async function selectFulfillmentPage(
  database: Database,
  sight: Sight,
  filter: FulfillmentFilter,
  page: { readonly before: number; readonly limit: number },
) {
  return seen(database, sight)
    .where(page.before === 0 ? sql<SqlBool>`true` : sql<SqlBool>`fulfillment.id < ${page.before}`)
    .where(all(await conditionsOf(database, fulfillmentFilters, filter)))
    .where(contains(fulfillmentText, filter.q))
    .orderBy('fulfillment.id', 'desc')
    .limit(page.limit)
    .execute();
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
