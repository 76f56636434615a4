import { sql } from 'kysely';
import type { Reader, Transaction } from '../platform/database.ts';
import { gather, standingQuery, type StandingUser } from './standing-store.ts';

/** A session and whose it is. */
export interface StoredSession {
  readonly id: number;
  readonly tokenHash: Buffer;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly user: StandingUser;
}

/** The session of a token with its user and all that they may do: one query, whether there is such a session or not. */
export async function selectSession(reader: Reader, tokenHash: Buffer): Promise<StoredSession | undefined> {
  const rows = await sessionQuery(reader).where('session.tokenHash', '=', tokenHash).execute();
  return sessionOf(rows);
}

/** A session by its row. */
export async function selectSessionById(reader: Reader, id: number): Promise<StoredSession | undefined> {
  return sessionOf(await sessionQuery(reader).where('session.id', '=', id).execute());
}

function sessionQuery(reader: Reader) {
  return standingQuery(reader)
    .innerJoin('session', 'session.userId', 'licetUser.id')
    .select(['session.id as sessionId', 'session.tokenHash', 'session.lastSeenAt', 'session.expiresAt']);
}

function sessionOf(rows: Awaited<ReturnType<ReturnType<typeof sessionQuery>['execute']>>): StoredSession | undefined {
  const row = rows[0];
  const user = gather(rows);
  if (row === undefined || user === undefined) return undefined;
  const { sessionId: id, tokenHash, lastSeenAt, expiresAt } = row;
  return { id, tokenHash, lastSeenAt, expiresAt, user };
}

export interface NewSession {
  readonly tokenHash: Buffer;
  readonly userId: number;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly userAgent: string;
}

/** Begins a session; takes a few that are over away, so that no job is needed. */
export async function insertSession(transaction: Transaction, session: NewSession): Promise<number> {
  await sql`
    delete from session where session.id in (
      select old.id from session old where old.expires_at <= ${session.createdAt} order by old.expires_at limit 100
         for update skip locked)`.execute(transaction);
  const { id } = await transaction
    .insertInto('session')
    .values({ ...session, lastSeenAt: session.createdAt })
    .returning('session.id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Notes that somebody asked in a session, unless a later moment is noted. */
export async function updateSessionSeen(database: Transaction, id: number, at: Date): Promise<void> {
  await database
    .updateTable('session')
    .set({ lastSeenAt: at })
    .where('session.id', '=', id)
    .where('session.lastSeenAt', '<', at)
    .execute();
}

/** Ends a session. */
export async function deleteSession(transaction: Transaction, id: number): Promise<void> {
  await transaction.deleteFrom('session').where('session.id', '=', id).execute();
}

/** Ends the sessions of a user, but for one where that is named. */
export async function deleteSessionsOf(transaction: Transaction, userId: number, except?: number): Promise<void> {
  await transaction
    .deleteFrom('session')
    .where('session.userId', '=', userId)
    .where('session.id', '<>', except ?? 0)
    .execute();
}
