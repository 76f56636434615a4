import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Transaction } from '../platform/database.ts';
import type { Day } from '../shared/day.ts';

/** The day from which on messages are kept; it begins when it does in a time zone. */
export interface EmailsBefore {
  readonly day: Day;
  readonly timeZone: string;
}

export interface OldEmailRow {
  readonly id: number;
  readonly status: 'sent' | 'failed' | 'suppressed';
}

/** Messages that have come to their end before a day, after a row, in the order of their rows. */
export async function selectOldEmails(
  transaction: Transaction,
  before: EmailsBefore,
  page: { readonly after: number; readonly limit: number },
): Promise<readonly OldEmailRow[]> {
  const { rows } = await sql<OldEmailRow>`
    select email.id, email.status from email
     where ${isOld(before)} and email.id > ${page.after}
     order by email.id limit ${page.limit}`.execute(transaction);
  return rows;
}

export async function countOldEmails(transaction: Transaction, before: EmailsBefore): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from email where ${isOld(before)}`.execute(
    transaction,
  );
  return rows[0]?.count ?? 0;
}

/** Deletes messages, but those that somebody asked to be sent again in the meantime. */
export async function deleteOldEmails(
  transaction: Transaction,
  before: EmailsBefore,
  ids: readonly number[],
): Promise<void> {
  await sql`delete from email where email.id = any(${ids}::bigint[]) and ${isOld(before)}`.execute(transaction);
}

// Neither made, nor asked for again, nor sent since: whatever happened to a message last counts.
function isOld({ day, timeZone }: EmailsBefore): RawBuilder<SqlBool> {
  const instant = sql`(${day}::date::timestamp at time zone ${timeZone})`;
  return sql<SqlBool>`(email.status <> 'queued' and email.created_at < ${instant} and email.queued_at < ${instant}
    and coalesce(email.sent_at < ${instant}, true))`;
}
