import { sql } from 'kysely';
import { isSeenItem, type Sight } from '../entitlements/sight.ts';
import type { Database } from '../platform/database.ts';

/** The line items of the chain of one of them that somebody sees, after a row, in the order in which they were made. */
export function selectChainPage(
  database: Database,
  sight: Sight,
  lineItem: number,
  page: { readonly after: number; readonly limit: number },
) {
  return database
    .selectFrom('lineItem')
    .innerJoin('entitlement', 'entitlement.id', 'lineItem.entitlementId')
    .innerJoin('account', 'account.id', 'entitlement.accountId')
    .select([
      'lineItem.id',
      'lineItem.activationId',
      'lineItem.expirationDate',
      'lineItem.entitlementId as entitlementRow',
      'entitlement.entitlementId',
      'account.accountId',
      'account.name as accountName',
    ])
    .where('lineItem.rootId', '=', sql<number>`(select one.root_id from line_item one where one.id = ${lineItem})`)
    .where('lineItem.id', '>', page.after)
    .where(isSeenItem(sight, 'line_item', 'line_item'))
    .orderBy('lineItem.id')
    .limit(page.limit)
    .execute();
}
