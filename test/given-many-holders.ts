import { sql } from 'kysely';
import { givenRecords, smallCatalog } from './given-records.ts';
import type { World } from './world.ts';

export const holders = 210;
const itemsOfEach = 200;

/** Accounts with somebody who takes reminders, each with things that have expired and things that will: two chunks of each job. */
export async function givenManyHolders({ app }: World): Promise<void> {
  await givenRecords(app, smallCatalog);
  const statements = [
    sql`insert into account (account_id, name, type, created_by, updated_by)
        select 'H-' || number, 'Holder', 'customer', 'test', 'test' from generate_series(1, ${holders}) as number`,
    sql`insert into licet_user (user_id, user_name, first_name, last_name, email, locale, time_zone, status, subscribes_expiring_entitlements, created_by, updated_by)
        select account_id, account_id, 'A', 'B', account_id || '@holders.example', 'en', 'UTC', 'active', true, 'test', 'test'
          from account where account_id like 'H-%'`,
    sql`insert into membership (user_id, account_id)
        select licet_user.id, account.id from licet_user join account on account.account_id = licet_user.user_id`,
    sql`insert into membership_role (membership_id, role_id) select membership.id, role.id from membership, role where role.name = 'Contact'`,
    sql`insert into entitlement (entitlement_id, account_id, state, created_by, updated_by)
        select 'E' || account_id, id, 'deployed', 'test', 'test' from account where account_id like 'H-%'`,
    sql`insert into line_item (id, activation_id, entitlement_id, position, type, root_id, quantity, start_date_option, start_date, permanent,
                               expiration_date, state, created_by, updated_by)
        select row_number() over (), entitlement.entitlement_id || '-' || number, entitlement.id, number, 'new', row_number() over (), 5, 'now',
               date '2025-01-01', false, date '2026-03-01' - 20 + number % 40, 'deployed', 'test', 'test'
          from entitlement cross join generate_series(1, ${itemsOfEach * 2}) as number`,
    // Nobody imports so much behind PostgreSQL's back; it would plan as for empty tables.
    sql`analyze`,
  ];
  for (const statement of statements) await statement.execute(app.database);
}

/** Messages that came to their end long ago, which a purge deletes. */
export async function givenOldEmails({ app }: World, count: number): Promise<void> {
  await sql`
    insert into email (message_id, type, template_id, to_address, data, status, created_at, queued_at, sent_at)
    select gen_random_uuid()::text, 'renewal-reminder', (select min(email_template.id) from email_template), 'a@acme.example',
           '{}', 'sent', '2025-01-01', '2025-01-01', '2025-01-01'
      from generate_series(1, ${count})`.execute(app.database);
}

/** Everything that runs leave behind, but for row numbers, instants and Message-IDs. */
export async function outcomeOf({ app: { database } }: World) {
  const { rows } = await sql<Readonly<Record<string, unknown>>>`
    select (select count(*) from email) as emails_count,
           (select md5(string_agg(account_id || ' ' || user_id || ' ' || type || ' ' || to_address || ' ' || data, ',' order by account_id, user_id, type)) from email) as emails,
           (select md5(string_agg(account_id || ' ' || outcome || ' ' || receivers::text || ' ' || listed::text || ' ' || reasons, ',' order by job_key, account_id))
              from job_run_item join job_run on job_run.id = job_run_item.run_id) as items,
           (select count(*) from job_run_item) as items_count,
           (select md5(string_agg(account_id || ' ' || kind || ' ' || business_day, ',' order by account_id, kind)) from reminder_mark) as marks,
           (select md5(string_agg(item_kind || item_id || ' ' || expiration_date || ' ' || account_id, ',' order by item_kind, item_id, expiration_date)) from expired_notice) as notices,
           (select count(*) from account where account_id like 'A-%') as accounts,
           (select count(*) from history_record where entity_key like 'A-%') as histories,
           (select count(*) from import_piece) as pieces,
           (select jsonb_agg(jsonb_build_object('job', job_key, 'status', status, 'summary', summary, 'error', error,
                                                'done', progress_done, 'total', progress_total, 'day', business_day) order by id)
              from job_run) as runs`.execute(database);
  return rows[0];
}
