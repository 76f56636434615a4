import { sql, type RawBuilder } from 'kysely';
import { inScope } from '../accounts/account-scope.ts';
import type { AccountScope, Reach } from '../accounts/rules/permissions.ts';
import { isHeldRow, isAmongLines, type ItemTableName } from '../entitlements/sight.ts';
import { isOfSeenItems } from '../renewals/renewal-request-store.ts';
import type { Database } from '../platform/database.ts';
import type { Day } from '../shared/day.ts';

/** How many messages of the accounts of a scope could not be delivered. */
export async function countFailedEmails(reader: Database, scope: AccountScope): Promise<number> {
  return count(reader, sql`from email where email.status = 'failed' and ${inScope(scope, 'email.account_id')}`);
}

/** How many requests to renew wait for an answer. */
export async function countOpenRequests(reader: Database, { scope, productLines }: Reach): Promise<number> {
  return count(
    reader,
    sql`from renewal_request where renewal_request.status = 'open' and ${inScope(scope, 'renewal_request.account_id')}
      and ${isOfSeenItems(productLines)}`,
  );
}

/** How many users with a membership in the accounts of a scope are inactive. */
export async function countInactiveUsers(reader: Database, scope: AccountScope): Promise<number> {
  const member = scope.all
    ? sql`true`
    : sql`exists (select 1 from membership where membership.user_id = licet_user.id and ${inScope(scope, 'membership.account_id')})`;
  return count(
    reader,
    sql`from licet_user where licet_user.status = 'inactive' and licet_user.deleted_at is null and ${member}`,
  );
}

async function count(reader: Database, from: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count ${from}`.execute(reader);
  return rows[0]?.count ?? 0;
}

export interface MonthRow {
  /** `2026-03` */
  readonly month: string;
  readonly lineItems: number;
  readonly maintenance: number;
}

/** How many deployed items that are not permanent end in each month between two days; months without any are left out. */
export async function selectExpiringByMonth(
  reader: Database,
  { scope, productLines }: Reach,
  days: { readonly first: Day; readonly last: Day },
): Promise<readonly MonthRow[]> {
  const ending = (table: ItemTableName, lineItems: RawBuilder<unknown>) => sql`
    select to_char(item.expiration_date, 'YYYY-MM') as month, ${lineItems} as is_line_item, count(*) as count
      from ${sql.table(table)} item
     where item.state = 'deployed' and item.expiration_date is not null
       and item.expiration_date >= ${days.first} and item.expiration_date <= ${days.last} and ${isHeldRow(scope, 'item.entitlement_id')}
       and ${isAmongLines(productLines, table, 'item')}
     group by 1`;
  const { rows } = await sql<MonthRow>`
    select ending.month, coalesce(sum(ending.count) filter (where ending.is_line_item), 0)::integer as "lineItems",
           coalesce(sum(ending.count) filter (where not ending.is_line_item), 0)::integer as maintenance
      from (${ending('line_item', sql`true`)} union all ${ending('maintenance_line_item', sql`false`)}) ending
     group by ending.month order by ending.month`.execute(reader.withoutPlugins());
  return rows;
}

export interface LatelyRow {
  /** the instant from which on the others count; the lists take the same one */
  readonly since: Date;
  readonly reminders: number;
  readonly requests: number;
  readonly renewals: number;
}

/** What was done in the last seven days. */
export async function selectLately(reader: Database, { scope, productLines }: Reach): Promise<LatelyRow> {
  const since = sql`lately.since`;
  const { rows } = await sql<LatelyRow>`
    select lately.since, (select count(*)::integer from email where email.created_at >= ${since} and ${inScope(scope, 'email.account_id')}
               and email.type in ('renewal-reminder', 'renewal-reminder-expired')) as reminders,
           (select count(*)::integer from renewal_request
             where renewal_request.requested_at >= ${since} and ${inScope(scope, 'renewal_request.account_id')}
               and ${isOfSeenItems(productLines)}) as requests,
           (select count(*)::integer from line_item item
             where item.type = 'renewal' and item.created_at >= ${since} and ${isHeldRow(scope, 'item.entitlement_id')}
               and ${isAmongLines(productLines, 'line_item', 'item')}) as renewals
      from (select date_trunc('milliseconds', now() - interval '7 days') as since) lately`.execute(
    reader.withoutPlugins(),
  );
  const [row] = rows;
  if (row === undefined) throw new Error('a statement without a table answers one row');
  return row;
}
