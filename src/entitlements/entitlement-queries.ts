import { sql } from 'kysely';
import type { AccountScope } from '../accounts/rules/permissions.ts';
import type { Database, Transaction } from '../platform/database.ts';
import { contains } from '../platform/text-search.ts';
import type { Day } from '../shared/day.ts';
import type { LineItemType, RightState } from '../shared/vocabulary.ts';

type Reader = Database | Transaction;

export interface EntitlementFilter {
  readonly accountId?: string | undefined;
  readonly state?: RightState | undefined;
  readonly q?: string | undefined;
}

export interface PageKey {
  readonly after: number;
  readonly limit: number;
}

/** One page of entitlements without what they hold, with the numbers of it. */
export async function selectEntitlementPage(
  reader: Reader,
  scope: AccountScope,
  filter: EntitlementFilter,
  page: PageKey,
) {
  let query = reader
    .selectFrom('entitlement')
    .innerJoin('account', 'account.id', 'entitlement.accountId')
    .select([
      'entitlement.id',
      'entitlement.entitlementId',
      'account.accountId',
      'account.name as accountName',
      'entitlement.description',
      'entitlement.test',
      'entitlement.state',
      'entitlement.version',
      'entitlement.createdAt',
      'entitlement.createdBy',
    ])
    .select(
      sql<number>`(select count(*) from line_item where line_item.entitlement_id = entitlement.id)`.as('lineItemCount'),
    )
    .select(
      sql<number>`(select count(*) from maintenance_line_item where maintenance_line_item.entitlement_id = entitlement.id)`.as(
        'maintenanceLineItemCount',
      ),
    )
    .where('entitlement.id', '>', page.after);
  if (!scope.all) query = query.where('entitlement.accountId', '=', sql<number>`any(${scope.accountIds})`);
  if (filter.accountId !== undefined) query = query.where('account.accountId', '=', filter.accountId);
  if (filter.state !== undefined) query = query.where('entitlement.state', '=', filter.state);
  query = query.where(contains(sql`search_fold(entitlement.entitlement_id)`, filter.q));
  return query.orderBy('entitlement.id').limit(page.limit).execute();
}

export interface LineItemFilter {
  readonly accountId?: string | undefined;
  readonly productId?: string | undefined;
  readonly state?: RightState | undefined;
  readonly type?: LineItemType | undefined;
  readonly expiresFrom?: Day | undefined;
  readonly expiresUntil?: Day | undefined;
  readonly orderId?: string | undefined;
  readonly parentActivationId?: string | undefined;
  readonly activationId?: string | undefined;
  readonly q?: string | undefined;
}

/** One page of line items across entitlements: their rows, and whose they are. */
export async function selectLineItemPage(reader: Reader, scope: AccountScope, filter: LineItemFilter, page: PageKey) {
  let query = reader
    .selectFrom('lineItem')
    .innerJoin('entitlement', 'entitlement.id', 'lineItem.entitlementId')
    .innerJoin('account', 'account.id', 'entitlement.accountId')
    .select([
      'lineItem.id',
      'lineItem.entitlementId as entitlementRow',
      'entitlement.entitlementId',
      'account.accountId',
    ])
    .where('lineItem.id', '>', page.after);
  if (!scope.all) query = query.where('entitlement.accountId', '=', sql<number>`any(${scope.accountIds})`);
  if (filter.activationId !== undefined) query = query.where('lineItem.activationId', '=', filter.activationId);
  if (filter.accountId !== undefined) query = query.where('account.accountId', '=', filter.accountId);
  if (filter.state !== undefined) query = query.where('lineItem.state', '=', filter.state);
  if (filter.type !== undefined) query = query.where('lineItem.type', '=', filter.type);
  if (filter.expiresFrom !== undefined) query = query.where('lineItem.expirationDate', '>=', filter.expiresFrom);
  if (filter.expiresUntil !== undefined) query = query.where('lineItem.expirationDate', '<=', filter.expiresUntil);
  if (filter.orderId !== undefined) query = query.where('lineItem.orderId', '=', filter.orderId);
  if (filter.parentActivationId !== undefined)
    query = query.where(
      sql<boolean>`line_item.parent_id = (select parent.id from line_item parent where parent.activation_id = ${filter.parentActivationId})`,
    );
  if (filter.productId !== undefined)
    query =
      query.where(sql<boolean>`exists (select 1 from line_item_product join product on product.id = line_item_product.product_id
      where line_item_product.line_item_id = line_item.id and product.product_id = ${filter.productId})`);
  query = query.where(
    contains(sql`search_fold(line_item.activation_id || ' ' || coalesce(line_item.order_id, ''))`, filter.q),
  );
  return query.orderBy('lineItem.id').limit(page.limit).execute();
}

/** The row of a maintenance line item, and whose it is. */
export async function selectMaintenanceRow(reader: Reader, scope: AccountScope, activationId: string) {
  let query = reader
    .selectFrom('maintenanceLineItem')
    .innerJoin('entitlement', 'entitlement.id', 'maintenanceLineItem.entitlementId')
    .innerJoin('account', 'account.id', 'entitlement.accountId')
    .select([
      'maintenanceLineItem.id',
      'maintenanceLineItem.entitlementId as entitlementRow',
      'entitlement.entitlementId',
      'account.accountId',
    ])
    .where('maintenanceLineItem.activationId', '=', activationId);
  if (!scope.all) query = query.where('entitlement.accountId', '=', sql<number>`any(${scope.accountIds})`);
  return query.executeTakeFirst();
}

/** The activation IDs of the maintenance of line items, by line item row. */
export async function selectMaintenanceOf(
  reader: Reader,
  lineItems: readonly number[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  const rows = await reader
    .selectFrom('maintenanceLink')
    .innerJoin('maintenanceLineItem', 'maintenanceLineItem.id', 'maintenanceLink.maintenanceLineItemId')
    .select(['maintenanceLink.lineItemId', 'maintenanceLineItem.activationId'])
    .where('maintenanceLink.lineItemId', '=', sql<number>`any(${lineItems})`)
    .orderBy('maintenanceLineItem.activationId')
    .execute();
  return new Map(
    [...Map.groupBy(rows, (row) => row.lineItemId)].map(([id, found]) => [id, found.map((row) => row.activationId)]),
  );
}

/** The activation IDs among an entitlement's items that have children which are not obsolete. */
export async function selectItemsWithChildren(
  reader: Transaction,
  entitlementRow: number,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ activationId: string }>`
    select line_item.activation_id from line_item
     where line_item.entitlement_id = ${entitlementRow}
       and exists (select 1 from line_item child where child.parent_id = line_item.id and child.state <> 'obsolete')
    union all
    select maintenance_line_item.activation_id from maintenance_line_item
     where maintenance_line_item.entitlement_id = ${entitlementRow}
       and exists (select 1 from maintenance_line_item child where child.parent_id = maintenance_line_item.id and child.state <> 'obsolete')`.execute(
    reader,
  );
  return new Set(rows.map((row) => row.activationId));
}
