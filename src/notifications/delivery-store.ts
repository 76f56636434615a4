import { sql } from 'kysely';
import type { Database } from '../platform/database.ts';
import type { JsonObject } from '../shared/vocabulary.ts';

/** A message that is ours to deliver until the lease ends. */
export interface LeasedEmail {
  readonly id: number;
  readonly messageId: string;
  readonly type: string;
  readonly templateId: number;
  readonly userId: number | null;
  readonly passwordLinkId: number | null;
  readonly toAddress: string;
  readonly data: JsonObject;
  readonly attempts: number;
  readonly createdAt: Date;
  /** seconds since its delivery was asked for, by the database's clock */
  readonly age: number;
}

export interface Lease {
  readonly token: string;
  readonly seconds: number;
  readonly limit: number;
}

/** Leases the messages that are due, the longest due first. What another worker is taking at this moment is passed over. */
export async function leaseDueEmails(database: Database, lease: Lease): Promise<readonly LeasedEmail[]> {
  const { rows } = await sql<LeasedEmail>`
    with due as materialized (
      select email.id from email
       where email.status = 'queued' and email.next_attempt_at <= now()
         and (email.lease_until is null or email.lease_until <= now())
       order by email.next_attempt_at, email.id
       limit ${lease.limit}
       for update skip locked)
    update email set lease_token = ${lease.token}, lease_until = now() + make_interval(secs => ${lease.seconds})
      from due where due.id = email.id
    returning email.id, email.message_id, email.type, email.template_id, email.user_id, email.password_link_id, email.to_address, email.data,
              email.attempts, email.created_at,
              extract(epoch from now() - email.queued_at)::float8 as age`.execute(database);
  return rows.toSorted((a, b) => a.id - b.id);
}

/** What became of a leased message. `released` gives it back as it was, without counting an attempt. */
export type Settlement =
  | { readonly id: number; readonly outcome: 'sent' }
  | {
      readonly id: number;
      readonly outcome: 'failed';
      readonly error: string;
      /** the mail server said that there is no such address */
      readonly isAddressRefused: boolean;
    }
  | { readonly id: number; readonly outcome: 'postponed'; readonly error: string; readonly delaySeconds: number }
  | { readonly id: number; readonly outcome: 'released' };

/**
 * Writes down what became of messages, and of their addresses, and ends their leases. Answers those that were still ours.
 */
export async function settleEmails(
  database: Database,
  token: string,
  settlements: readonly Settlement[],
): Promise<readonly number[]> {
  if (settlements.length === 0) return [];
  const { rows } = await sql<{ id: number }>`
    with done as (update email set
      status = case settled.outcome when 'sent' then 'sent' when 'failed' then 'failed' else email.status end,
      sent_at = case settled.outcome when 'sent' then now() else email.sent_at end,
      attempts = email.attempts + case settled.outcome when 'released' then 0 else 1 end,
      last_error = case settled.outcome when 'released' then email.last_error else settled.error end,
      next_attempt_at = case settled.outcome
        when 'postponed' then now() + make_interval(secs => settled."delaySeconds") else email.next_attempt_at end,
      lease_token = null, lease_until = null
      from jsonb_to_recordset(cast(${JSON.stringify(settlements)} as jsonb))
        as settled (id bigint, outcome text, error text, "delaySeconds" float8, "isAddressRefused" boolean)
     where email.id = settled.id and email.lease_token = ${token}
    returning email.id, lower(email.to_address) as address, settled.outcome, settled.error, settled."isAddressRefused" as refused),
    refused as (
      insert into refused_address (address, refusals, reason)
      select done.address, count(*), max(done.error) from done where done.refused group by done.address order by done.address
          on conflict (address) do update set refusals = refused_address.refusals + excluded.refusals,
                                              reason = excluded.reason, refused_at = now()),
    accepted as (
      delete from refused_address using done
       where refused_address.address = done.address and done.outcome = 'sent'
         and not exists (select from done as other where other.address = done.address and other.refused))
    select done.id from done`.execute(database);
  return rows.map((row) => row.id);
}
