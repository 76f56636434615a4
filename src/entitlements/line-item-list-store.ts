import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Database, Transaction } from '../platform/database.ts';
import type { SortedPage } from '../platform/sorting.ts';
import { containsOrBegins } from '../platform/text-search.ts';
import type { Day } from '../shared/day.ts';
import type { LineItemType, RightState } from '../shared/vocabulary.ts';
import { isHeld, isVisible, type Sight } from './sight.ts';

type Reader = Database | Transaction;

export interface LineItemFilter {
  readonly accountId?: string | undefined;
  readonly productId?: string | undefined;
  readonly state?: RightState | undefined;
  readonly type?: LineItemType | undefined;
  readonly expiresFrom?: Day | undefined;
  readonly expiresUntil?: Day | undefined;
  readonly orderId?: string | undefined;
  readonly parentActivationId?: string | undefined;
  readonly createdFrom?: Date | undefined;
  /** part of its activation ID or order ID; `containsOrBegins` */
  readonly q?: string | undefined;
}

const searched = sql<string>`search_fold(line_item.activation_id || ' ' || coalesce(line_item.order_id, ''))`;

/** One page of line items across entitlements: their rows, and whose they are. */
export async function selectLineItemPage(
  reader: Reader,
  sight: Sight,
  filter: LineItemFilter,
  page: SortedPage<{ readonly id: number; readonly activationId: string; readonly expirationDate: Day | null }>,
) {
  return lineItems(reader, sight)
    .where(page.isAfter)
    .where(sql<SqlBool>`${sql.join([sql`true`, ...conditions(filter)], sql` and `)}`)
    .where(containsOrBegins(searched, 'line_item.activation_id', filter.q))
    .orderBy(page.order)
    .limit(page.rows)
    .execute();
}

/** The row of a line item, and whose it is. */
export async function selectLineItemRow(reader: Reader, sight: Sight, activationId: string) {
  return lineItems(reader, sight).where('lineItem.activationId', '=', activationId).executeTakeFirst();
}

function lineItems(reader: Reader, sight: Sight) {
  return reader
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
    .where(isHeld(sight.scope))
    .where(isVisible(sight, 'entitlement.state'))
    .where(isVisible(sight, 'lineItem.state'));
}

function conditions(filter: LineItemFilter): readonly RawBuilder<unknown>[] {
  const { accountId, productId, state, type, expiresFrom, expiresUntil, orderId, parentActivationId, createdFrom } =
    filter;
  return [
    ...(accountId === undefined ? [] : [sql`account.account_id = ${accountId}`]),
    ...(state === undefined ? [] : [sql`line_item.state = ${state}`]),
    ...(type === undefined ? [] : [sql`line_item.type = ${type}`]),
    ...(expiresFrom === undefined ? [] : [sql`line_item.expiration_date >= ${expiresFrom}`]),
    ...(expiresUntil === undefined ? [] : [sql`line_item.expiration_date <= ${expiresUntil}`]),
    ...(orderId === undefined ? [] : [sql`line_item.order_id = ${orderId}`]),
    ...(createdFrom === undefined ? [] : [sql`line_item.created_at >= ${createdFrom}`]),
    ...(parentActivationId === undefined
      ? []
      : [
          sql`line_item.parent_id = (select parent.id from line_item parent where parent.activation_id = ${parentActivationId})`,
        ]),
    ...(productId === undefined
      ? []
      : [
          sql`exists (select 1 from line_item_product where line_item_product.line_item_id = line_item.id
                and line_item_product.product_id = (select product.id from product where product.product_id = ${productId}))`,
        ]),
  ];
}

/** The row of a maintenance line item, and whose it is. */
export async function selectMaintenanceRow(reader: Reader, sight: Sight, activationId: string) {
  return reader
    .selectFrom('maintenanceLineItem')
    .innerJoin('entitlement', 'entitlement.id', 'maintenanceLineItem.entitlementId')
    .innerJoin('account', 'account.id', 'entitlement.accountId')
    .select([
      'maintenanceLineItem.id',
      'maintenanceLineItem.entitlementId as entitlementRow',
      'entitlement.entitlementId',
      'account.accountId',
      'account.name as accountName',
    ])
    .where('maintenanceLineItem.activationId', '=', activationId)
    .where(isHeld(sight.scope))
    .where(isVisible(sight, 'entitlement.state'))
    .where(isVisible(sight, 'maintenanceLineItem.state'))
    .executeTakeFirst();
}
