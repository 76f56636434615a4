import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Database, Transaction } from '../platform/database.ts';
import { all, narrowed, onAnother, type FilterValues } from '../platform/list-filters.ts';
import type { SortedPage } from '../platform/sorting.ts';
import { containsOrBegins } from '../platform/text-search.ts';
import type { Day } from '../shared/day.ts';
import { lineItemConditions, type lineItemListFilters } from './item-filters.ts';
import { askedOfRight, itemText, type rightFilters } from './right-filters.ts';
import { conditionsOfLines } from './line-narrowing.ts';
import { isHeld, isSeenIn, isSeenItem, isVisible, type ItemTableName, type Sight } from './sight.ts';

type Reader = Database | Transaction;

export interface LineItemFilter extends FilterValues<typeof lineItemListFilters> {
  /** part of its activation ID or order ID; `containsOrBegins` */
  readonly q?: string | undefined;
}

/** One page of line items across entitlements: their rows, and whose they are. */
export async function selectLineItemPage(
  reader: Reader,
  sight: Sight,
  filter: LineItemFilter,
  page: SortedPage<{ readonly id: number; readonly activationId: string; readonly expirationDate: Day | null }>,
) {
  return lineItems(reader, sight)
    .where(page.isAfter)
    .where(await isAskedFor(reader, sight, filter))
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
    .where(isSeenItem(sight, 'line_item', 'line_item'));
}

/** True for a line item that was asked for. */
async function isAskedFor(reader: Reader, sight: Sight, filter: LineItemFilter): Promise<RawBuilder<SqlBool>> {
  const conditions = [
    ...(await lineItemConditions(reader, filter)),
    ...(filter.q === undefined ? [] : [containsOrBegins(itemText('line_item'), 'line_item.activation_id', filter.q)]),
  ];
  return narrowedItems(reader, sight, { table: 'line_item', conditions }, filter);
}

/** Conditions on items and what is asked of the entitlements that hold them, as quick in every order of a list. */
export async function narrowedItems(
  reader: Reader,
  sight: Sight,
  { table, conditions: asked }: { readonly table: ItemTableName; readonly conditions: readonly RawBuilder<SqlBool>[] },
  values: FilterValues<typeof rightFilters>,
): Promise<RawBuilder<SqlBool>> {
  const conditions = [...asked, ...(await conditionsOfLines(reader, sight, table))];
  const right = await askedOfRight(reader, sight.scope, values);
  if (conditions.length + right.conditions.length === 0) return all(right.checks);
  const isLimited = !sight.scope.all || sight.states !== undefined;
  const seen = isLimited ? [isHeld(sight.scope), isVisible(sight, 'entitlement.state')] : [];
  const ofRight = onAnother(
    [...right.conditions, ...seen],
    (is) => sql`${sql.ref(`${table}.entitlement_id`)} in (select entitlement.id from entitlement where ${is})`,
  );
  const place = { row: `${table}.id`, from: sql.table(table) };
  const narrowing = [...conditions, ...ofRight, isSeenIn(sight, table, table)];
  return narrowed(reader, place, { conditions: narrowing, checks: right.checks });
}
