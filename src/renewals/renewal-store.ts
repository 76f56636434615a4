import { sql, type RawBuilder } from 'kysely';
import { insertRows, type Transaction } from '../platform/database.ts';
import type { Day, Term } from '../shared/day.ts';
import type { ItemKind, LineItemType, RightState, StartDateOption, UserStatus } from '../shared/vocabulary.ts';
import type { CoveringChild, ExpiringItem } from './rules/coverage.ts';
import type { Candidate, NoticeKind } from './rules/expiry-notices.ts';

/** Whose items to load: the accounts with rows in a range, or those that nobody holds. */
export type Holders = { readonly after: number; readonly until: number } | 'nobody';

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
  readonly state: RightState;
  readonly entitlementState: RightState;
  readonly permanent: boolean;
  readonly startDateOption: StartDateOption | null;
  readonly expirationDate: Day | null;
  readonly quantity: number | null;
  readonly autoRenewTerm: Term | null;
  readonly autoRenewExpirationDate: Day | null;
}

/** The last account row of the next range of accounts, and whether there is any. */
export async function selectAccountRange(
  transaction: Transaction,
  after: number,
  size: number,
): Promise<{ readonly until: number; readonly count: number } | undefined> {
  const { rows } = await sql<{ until: number | null; count: number }>`
    select max(range.id) as until, count(*) as count
      from (select account.id from account where account.id > ${after} order by account.id limit ${size}) as range`.execute(
    transaction,
  );
  const [range] = rows;
  return range === undefined || range.until === null ? undefined : { until: range.until, count: range.count };
}

/** How many accounts there are: the whole of a run's progress. */
export async function countAccounts(transaction: Transaction): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from account`.execute(transaction);
  return rows[0]?.count ?? 0;
}

/**
 * Items that some accounts hold and that end between two days, with their children. The holder is the end customer, or the
 * current owner in the channel where that one is not known. The conditions here are necessary ones; the rules decide.
 */
export async function selectExpiringItems(
  transaction: Transaction,
  holders: Holders,
  days: { readonly first: Day; readonly last: Day },
  options: { readonly withoutNoticed: boolean },
): Promise<readonly HeldItem[]> {
  const { rows } = await sql<ItemRow>`
    with unknown as materialized (select account.id from account where account.account_id = 'unknown'),
    held as (${heldBy(holders)})
    select held.holder, line_item.id, 'lineItem' as kind, line_item.activation_id, held.entitlement_id, line_item.state,
           held.state as entitlement_state, line_item.permanent, line_item.start_date_option, line_item.expiration_date, line_item.quantity,
           line_item.auto_renew_term, line_item.auto_renew_expiration_date
      from held join line_item on line_item.entitlement_id = held.id
     where line_item.state = 'deployed' and line_item.expiration_date >= ${days.first} and line_item.expiration_date <= ${days.last}
       ${options.withoutNoticed ? notNoticed('lineItem', sql`line_item`) : sql``}
    union all
    select held.holder, maintenance_line_item.id, 'maintenance', maintenance_line_item.activation_id, held.entitlement_id,
           maintenance_line_item.state, held.state, maintenance_line_item.permanent, null, maintenance_line_item.expiration_date, null, null, null
      from held join maintenance_line_item on maintenance_line_item.entitlement_id = held.id
     where maintenance_line_item.state = 'deployed'
       and maintenance_line_item.expiration_date >= ${days.first} and maintenance_line_item.expiration_date <= ${days.last}
       ${options.withoutNoticed ? notNoticed('maintenance', sql`maintenance_line_item`) : sql``}`.execute(transaction);
  const children = await selectChildren(transaction, rows);
  return rows.map(({ autoRenewTerm, autoRenewExpirationDate, ...row }) => ({
    ...row,
    autoRenew: autoRenewOf(autoRenewTerm, autoRenewExpirationDate),
    children: children(row.kind, row.id),
  }));
}

function autoRenewOf(term: Term | null, expirationDate: Day | null): ExpiringItem['autoRenew'] {
  if (term !== null) return { term };
  return expirationDate === null ? null : { expirationDate };
}

function heldBy(holders: Holders): RawBuilder<unknown> {
  if (holders === 'nobody')
    return sql`
      select null::bigint as holder, entitlement.id, entitlement.entitlement_id, entitlement.state from entitlement
       where entitlement.state = 'deployed' and entitlement.account_id = (select unknown.id from unknown)
         and not exists (select 1 from entitlement_channel_partner partner where partner.entitlement_id = entitlement.id and partner.current_owner)`;
  return sql`
    select entitlement.account_id as holder, entitlement.id, entitlement.entitlement_id, entitlement.state from entitlement
     where entitlement.state = 'deployed' and entitlement.account_id > ${holders.after} and entitlement.account_id <= ${holders.until}
       and entitlement.account_id <> (select unknown.id from unknown)
    union all
    select partner.account_id, entitlement.id, entitlement.entitlement_id, entitlement.state
      from entitlement_channel_partner partner join entitlement on entitlement.id = partner.entitlement_id
     where partner.current_owner and partner.account_id > ${holders.after} and partner.account_id <= ${holders.until}
       and entitlement.state = 'deployed' and entitlement.account_id = (select unknown.id from unknown)`;
}

function notNoticed(kind: ItemKind, item: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`and not exists (select 1 from expired_notice
    where expired_notice.item_kind = ${kind} and expired_notice.item_id = ${item}.id and expired_notice.expiration_date = ${item}.expiration_date)`;
}

interface ChildRow extends Omit<CoveringChild, 'type'> {
  readonly kind: ItemKind;
  readonly parentId: number;
  readonly type: Exclude<LineItemType, 'new'>;
}

async function selectChildren(transaction: Transaction, items: readonly ItemRow[]) {
  const ids = (kind: ItemKind) => items.filter((item) => item.kind === kind).map((item) => item.id);
  const { rows } = await sql<ChildRow>`
    select 'lineItem' as kind, line_item.parent_id, line_item.type, line_item.state, entitlement.state as entitlement_state,
           line_item.quantity - line_item.additional_copies as drawn, line_item.permanent, line_item.expiration_date
      from line_item join entitlement on entitlement.id = line_item.entitlement_id
     where line_item.parent_id = any(${ids('lineItem')})
    union all
    select 'maintenance', maintenance_line_item.parent_id, 'renewal', maintenance_line_item.state, entitlement.state,
           0, maintenance_line_item.permanent, maintenance_line_item.expiration_date
      from maintenance_line_item join entitlement on entitlement.id = maintenance_line_item.entitlement_id
     where maintenance_line_item.parent_id = any(${ids('maintenance')})`.execute(transaction);
  const grouped = Map.groupBy(rows, (row) => `${row.kind} ${row.parentId}`);
  return (kind: ItemKind, id: number): readonly CoveringChild[] => grouped.get(`${kind} ${id}`) ?? [];
}

export interface ReceiverRow {
  readonly account: number;
  readonly id: number;
  readonly userId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly locale: string;
  readonly status: UserStatus;
  readonly membershipExpiresOn: Day | null;
  readonly mayViewExpiringEntitlements: boolean;
  readonly takesReminders: boolean;
}

/** The users with a membership in one of some accounts who tick the box for reminders, in the order of their addresses. */
export async function selectPossibleReceivers(
  transaction: Transaction,
  accounts: readonly number[],
): Promise<readonly ReceiverRow[]> {
  const { rows } = await sql<ReceiverRow>`
    select membership.account_id as account, licet_user.id, licet_user.user_id, licet_user.first_name, licet_user.last_name, licet_user.email,
           licet_user.locale, licet_user.status, membership.expires_on as membership_expires_on,
           licet_user.subscribes_expiring_entitlements as takes_reminders,
           exists (select 1 from membership_role join role on role.id = membership_role.role_id
                    where membership_role.membership_id = membership.id
                      and (role.grants_all or 'viewExpiringEntitlements' = any(role.permissions))) as may_view_expiring_entitlements
      from membership join licet_user on licet_user.id = membership.user_id
     where membership.account_id = any(${accounts}) and licet_user.status = 'active' and licet_user.subscribes_expiring_entitlements
     order by licet_user.email collate "C", licet_user.id`.execute(transaction);
  return rows;
}

/** The keys and names of accounts by their rows. */
export async function selectAccountNames(transaction: Transaction, accounts: readonly number[]) {
  const rows = await transaction
    .selectFrom('account')
    .select(['account.id', 'account.accountId', 'account.name'])
    .where('account.id', '=', sql<number>`any(${accounts})`)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** The business day of the last message of a kind to each of some accounts. */
export async function selectReminderMarks(
  transaction: Transaction,
  kind: NoticeKind,
  accounts: readonly number[],
): Promise<ReadonlyMap<number, Day>> {
  const rows = await transaction
    .selectFrom('reminderMark')
    .select(['reminderMark.accountId', 'reminderMark.businessDay'])
    .where('reminderMark.kind', '=', kind)
    .where('reminderMark.accountId', '=', sql<number>`any(${accounts})`)
    .execute();
  return new Map(rows.map((row) => [row.accountId, row.businessDay]));
}

/** Notes that accounts had a message of a kind. */
export async function upsertReminderMarks(
  transaction: Transaction,
  kind: NoticeKind,
  accounts: readonly number[],
  businessDay: Day,
  runId: number,
): Promise<void> {
  await sql`
    insert into reminder_mark (kind, account_id, business_day, run_id)
    select ${kind}, marked.id, ${businessDay}::date, ${runId} from unnest(${accounts}::bigint[]) as marked (id)
        on conflict (kind, account_id) do update set business_day = excluded.business_day, run_id = excluded.run_id`.execute(
    transaction,
  );
}

/** Notes that expired items were told with this expiration date, for good. */
export async function insertExpiredNotices(
  transaction: Transaction,
  notices: readonly { readonly accountId: number; readonly item: Candidate }[],
  runId: number,
): Promise<void> {
  await insertRows(
    transaction,
    'expiredNotice',
    notices.map(({ accountId, item }) => ({
      itemKind: item.kind,
      itemId: item.id,
      expirationDate: item.expirationDate,
      accountId,
      runId,
    })),
  );
}

/** Names and versions of the products of items, by kind and row. */
export async function selectProductNames(transaction: Transaction, items: readonly Pick<Candidate, 'kind' | 'id'>[]) {
  const ids = (kind: ItemKind) => items.filter((item) => item.kind === kind).map((item) => item.id);
  const { rows } = await sql<{ kind: ItemKind; id: number; name: string; version: string }>`
    select 'lineItem' as kind, line_item_product.line_item_id as id, product.name, product.version, line_item_product.position
      from line_item_product join product on product.id = line_item_product.product_id
     where line_item_product.line_item_id = any(${ids('lineItem')})
    union all
    select 'maintenance', maintenance_line_item.id, product.name, product.version, 0
      from maintenance_line_item join product on product.id = maintenance_line_item.product_id
     where maintenance_line_item.id = any(${ids('maintenance')})
     order by position`.execute(transaction);
  const grouped = Map.groupBy(rows, (row) => `${row.kind} ${row.id}`);
  return (item: Pick<Candidate, 'kind' | 'id'>) =>
    (grouped.get(`${item.kind} ${item.id}`) ?? []).map(({ name, version }) => ({ name, version }));
}

/** The accounts of a run with an outcome, the most pressing first, at most so many; and how many there are. */
export async function selectNoticedAccounts(transaction: Transaction, runId: number, outcome: string, limit: number) {
  const { rows } = await sql<{
    accountId: string;
    name: string;
    itemCount: number;
    earliestExpiration: Day;
    total: number;
  }>`
    select account.account_id, account.name, jsonb_array_length(job_run_item.listed) as item_count,
           job_run_item.listed -> 0 ->> 'expirationDate' as earliest_expiration, count(*) over () as total
      from job_run_item join account on account.account_id = job_run_item.account_id
     where job_run_item.run_id = ${runId} and job_run_item.outcome = ${outcome}
     order by job_run_item.listed -> 0 ->> 'expirationDate', account.account_id limit ${limit}`.execute(transaction);
  return { accounts: rows.map(({ total: _, ...account }) => account), total: rows[0]?.total ?? 0 };
}
