import { sql, type RawBuilder } from 'kysely';
import type { Database, Transaction } from '../platform/database.ts';
import type { Day, Term } from '../shared/day.ts';
import type { ItemKind, LineItemType, StartDateOption } from '../shared/vocabulary.ts';
import type { CoveringChild, ExpiringItem } from './rules/coverage.ts';

/** Something that ends, and who holds it. */
export interface HeldItem extends ExpiringItem {
  /** the row of the holding account; null where nobody holds it */
  readonly holder: number | null;
}

interface ItemRow {
  readonly holder: number | null;
  readonly id: number;
  readonly kind: ItemKind;
  readonly activationId: string;
  readonly entitlementId: string;
  readonly startDateOption: StartDateOption | null;
  readonly expirationDate: Day;
  readonly quantity: number | null;
  readonly autoRenewTerm: Term | null;
  readonly autoRenewExpirationDate: Day | null;
  readonly isParent: boolean;
}

const rowsAtOnce = 5_000;

/**
 * What ends between two days, with its children, in pages of flat size: holder after holder in the order of their rows, from
 * one row on, at the end what nobody holds; of each holder the most urgent first. The holder is the end customer, or the
 * current owner in the channel where that one is not known. The conditions here are necessary ones; the rules decide.
 */
export async function* selectExpiringItems(
  transaction: Transaction,
  after: number,
  days: { readonly first: Day; readonly last: Day },
  options: { readonly withoutNoticed: boolean },
): AsyncGenerator<readonly HeldItem[], void> {
  // The planner would otherwise make only the first rows quick, and all of them are read; a million are sorted in memory.
  await sql`select set_config('cursor_tuple_fraction', '1', true), set_config('work_mem', '64MB', true)`.execute(
    transaction,
  );
  await sql`
    declare expiring_item no scroll cursor for
    with unknown as materialized (select account.id from account where account.account_id = 'unknown'),
    held as (
      select item.*, entitlement.entitlement_id,
             case when entitlement.account_id <> unknown.id then entitlement.account_id else partner.account_id end as holder
        from (${endingItems(days, options)}) as item
        join entitlement on entitlement.id = item.entitlement cross join unknown
        left join entitlement_channel_partner partner on partner.entitlement_id = entitlement.id and partner.current_owner
         and entitlement.account_id = unknown.id and partner.account_id <> unknown.id
       where entitlement.state = 'deployed'
         and (entitlement.account_id > ${after} or entitlement.account_id = (select unknown.id from unknown)))
    select held.holder, held.id, held.kind, held.activation_id as "activationId", held.entitlement_id as "entitlementId",
           held.start_date_option as "startDateOption", held.expiration_date as "expirationDate", held.quantity,
           held.auto_renew_term as "autoRenewTerm", held.auto_renew_expiration_date as "autoRenewExpirationDate", held.is_parent as "isParent"
      from held where held.holder > ${after} or held.holder is null
     order by held.holder nulls last, held.expiration_date, held.activation_id`.execute(transaction);
  // The columns come with their names, as renaming those of a million rows takes a good part of the whole time.
  const plain = transaction.withoutPlugins();
  try {
    for (;;) {
      const { rows } = await sql<ItemRow>`fetch ${sql.lit(rowsAtOnce)} from expiring_item`.execute(plain);
      if (rows.length > 0) yield await withChildren(transaction, rows);
      if (rows.length < rowsAtOnce) return;
    }
  } finally {
    await sql`close expiring_item`.execute(transaction);
  }
}

function endingItems(
  { first, last }: { readonly first: Day; readonly last: Day },
  { withoutNoticed }: { readonly withoutNoticed: boolean },
): RawBuilder<unknown> {
  return sql`
    select line_item.id, 'lineItem' as kind, line_item.activation_id, line_item.entitlement_id as entitlement, line_item.start_date_option,
           line_item.expiration_date, line_item.quantity, line_item.auto_renew_term, line_item.auto_renew_expiration_date,
           exists (select 1 from line_item child where child.parent_id = line_item.id and child.parent_id is not null) as is_parent
      from line_item
     where line_item.state = 'deployed' and not line_item.permanent
       and line_item.expiration_date >= ${first} and line_item.expiration_date <= ${last}
       ${withoutNoticed ? notNoticed('lineItem', sql`line_item`) : sql``}
    union all
    select maintenance_line_item.id, 'maintenance', maintenance_line_item.activation_id, maintenance_line_item.entitlement_id, null,
           maintenance_line_item.expiration_date, null, null, null,
           exists (select 1 from maintenance_line_item child where child.parent_id = maintenance_line_item.id and child.parent_id is not null)
      from maintenance_line_item
     where maintenance_line_item.state = 'deployed' and not maintenance_line_item.permanent
       and maintenance_line_item.expiration_date >= ${first} and maintenance_line_item.expiration_date <= ${last}
       ${withoutNoticed ? notNoticed('maintenance', sql`maintenance_line_item`) : sql``}`;
}

function notNoticed(kind: ItemKind, item: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`and not exists (select 1 from expired_notice
    where expired_notice.item_kind = ${kind} and expired_notice.item_id = ${item}.id and expired_notice.expiration_date = ${item}.expiration_date)`;
}

async function withChildren(transaction: Transaction, rows: readonly ItemRow[]): Promise<readonly HeldItem[]> {
  const children = await selectChildren(
    transaction,
    rows.filter((row) => row.isParent),
  );
  return rows.map((row) => ({
    holder: row.holder,
    id: row.id,
    kind: row.kind,
    activationId: row.activationId,
    entitlementId: row.entitlementId,
    startDateOption: row.startDateOption,
    expirationDate: row.expirationDate,
    quantity: row.quantity,
    state: 'deployed',
    entitlementState: 'deployed',
    permanent: false,
    autoRenew: autoRenewOf(row.autoRenewTerm, row.autoRenewExpirationDate),
    children: row.isParent ? children(row.kind, row.id) : [],
  }));
}

/** How a line item renews itself. */
export function autoRenewOf(term: Term | null, expirationDate: Day | null): ExpiringItem['autoRenew'] {
  if (term !== null) return { term };
  return expirationDate === null ? null : { expirationDate };
}

interface ChildRow extends Omit<CoveringChild, 'type'> {
  readonly kind: ItemKind;
  readonly parentId: number;
  readonly type: Exclude<LineItemType, 'new'>;
}

/** The children of items, by kind and row of the parent. */
export async function selectChildren(
  reader: Database | Transaction,
  items: readonly { readonly kind: ItemKind; readonly id: number }[],
) {
  const ids = (kind: ItemKind) => items.filter((item) => item.kind === kind).map((item) => item.id);
  const { rows } =
    items.length === 0
      ? { rows: [] }
      : await sql<ChildRow>`
    select 'lineItem' as kind, line_item.parent_id as "parentId", line_item.type, line_item.state, entitlement.state as "entitlementState",
           line_item.quantity - line_item.additional_copies as drawn, line_item.permanent, line_item.expiration_date as "expirationDate"
      from line_item join entitlement on entitlement.id = line_item.entitlement_id
     where line_item.parent_id = any(${ids('lineItem')})
    union all
    select 'maintenance', maintenance_line_item.parent_id, 'renewal', maintenance_line_item.state, entitlement.state,
           0, maintenance_line_item.permanent, maintenance_line_item.expiration_date
      from maintenance_line_item join entitlement on entitlement.id = maintenance_line_item.entitlement_id
     where maintenance_line_item.parent_id = any(${ids('maintenance')})`.execute(reader.withoutPlugins());
  const grouped = Map.groupBy(rows, (row) => `${row.kind} ${row.parentId}`);
  return (kind: ItemKind, id: number): readonly CoveringChild[] => grouped.get(`${kind} ${id}`) ?? [];
}
