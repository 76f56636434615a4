import { sql } from 'kysely';
import { insertRows, type Database, type Transaction } from '../platform/database.ts';
import type { Day } from '../shared/day.ts';
import type { ItemKind, UserStatus } from '../shared/vocabulary.ts';
import type { Candidate, NoticeKind } from './rules/expiry-notices.ts';

/** How many accounts have a row after one and up to another: the progress of a run, and the whole of it. */
export async function countAccounts(transaction: Transaction, after: number, until: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from account where account.id > ${after} and account.id <= ${until}`.execute(transaction);
  return rows[0]?.count ?? 0;
}

/** A user who may be told for an account. */
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
    select membership.account_id as account, licet_user.id, licet_user.user_id as "userId", licet_user.first_name as "firstName",
           licet_user.last_name as "lastName", licet_user.email, licet_user.locale, licet_user.status,
           membership.expires_on as "membershipExpiresOn", licet_user.subscribes_expiring_entitlements as "takesReminders",
           exists (select 1 from membership_role join role on role.id = membership_role.role_id
                    where membership_role.membership_id = membership.id
                      and (role.grants_all or 'viewExpiringEntitlements' = any(role.permissions))) as "mayViewExpiringEntitlements"
      from membership join licet_user on licet_user.id = membership.user_id
     where membership.account_id = any(${accounts}) and licet_user.status = 'active' and licet_user.subscribes_expiring_entitlements
     order by licet_user.email collate "C", licet_user.id`.execute(transaction.withoutPlugins());
  return rows;
}

/** The keys and names of accounts by their rows. */
export async function selectAccountNames(transaction: Transaction, accounts: readonly number[]) {
  const { rows } = await sql<{ id: number; accountId: string; name: string }>`
    select account.id, account.account_id as "accountId", account.name
      from account where account.id = any(${accounts})`.execute(transaction.withoutPlugins());
  return new Map(rows.map((row) => [row.id, row]));
}

/** The business day of the last message of a kind to each of some accounts. */
export async function selectReminderMarks(
  transaction: Transaction,
  kind: NoticeKind,
  accounts: readonly number[],
): Promise<ReadonlyMap<number, Day>> {
  const { rows } = await sql<{ account: number; day: Day }>`
    select reminder_mark.account_id as account, reminder_mark.business_day as day
      from reminder_mark where reminder_mark.kind = ${kind} and reminder_mark.account_id = any(${accounts})`.execute(
    transaction.withoutPlugins(),
  );
  return new Map(rows.map((row) => [row.account, row.day]));
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
export async function selectProductNames(
  reader: Database | Transaction,
  items: readonly Pick<Candidate, 'kind' | 'id'>[],
) {
  const ids = (kind: ItemKind) => items.filter((item) => item.kind === kind).map((item) => item.id);
  const { rows } = await sql<{ kind: ItemKind; id: number; name: string; version: string }>`
    select 'lineItem' as kind, line_item_product.line_item_id as id, product.name, product.version, line_item_product.position
      from line_item_product join product on product.id = line_item_product.product_id
     where line_item_product.line_item_id = any(${ids('lineItem')})
    union all
    select 'maintenance', maintenance_line_item.id, product.name, product.version, 0
      from maintenance_line_item join product on product.id = maintenance_line_item.product_id
     where maintenance_line_item.id = any(${ids('maintenance')})
     order by position`.execute(reader.withoutPlugins());
  const of = Map.groupBy(rows, (row) => row.kind);
  const grouped = {
    lineItem: Map.groupBy(of.get('lineItem') ?? [], (row) => row.id),
    maintenance: Map.groupBy(of.get('maintenance') ?? [], (row) => row.id),
  };
  return (item: Pick<Candidate, 'kind' | 'id'>) =>
    (grouped[item.kind].get(item.id) ?? []).map(({ name, version }) => ({ name, version }));
}
