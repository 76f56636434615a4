import type { Actor, Permission } from '../accounts/rules/permissions.ts';
import { rightsFor } from '../accounts/rules/standing.ts';
import type { App } from '../platform/app.ts';
import { inTransaction } from '../platform/database.ts';
import { Problem } from '../shared/problems.ts';
import { hashOfToken } from '../notifications/password-link-tokens.ts';
import { csrfTokenOf, isSameText, isToken } from './one-time-token.ts';
import { isSessionOver, mustNoteSeen } from './rules/session-terms.ts';
import {
  deleteSession,
  selectSession,
  selectSessionById,
  updateSessionSeen,
  type StoredSession,
} from './session-store.ts';
import { presentSession, type SessionView } from './session-view.ts';
import { standingOfToday } from './sign-in-operations.ts';

/** What came with a request beside its session token. */
export interface SessionProof {
  readonly token: string;
  /** true where the request may change something */
  readonly writes: boolean;
  readonly csrfToken: string | undefined;
}

/**
 * Who asks in a session, with the rights that the operation needs. Whatever ended it ends it here, at each request: time, a
 * deactivated user, a membership that is over. Throws `unauthenticated`, or `csrf_token_missing` where a page that is not ours
 * may have sent it.
 */
export async function authenticateSession(
  app: App,
  proof: SessionProof,
  permission: Permission | null,
): Promise<Actor> {
  const session = isToken(proof.token) ? await selectSession(app.database, hashOfToken(proof.token)) : undefined;
  const now = app.clock.now();
  if (session === undefined || isSessionOver(session, now)) throw over();
  const standing = standingOfToday(app, session.user);
  if (standing === undefined) throw over();
  if (proof.writes && !isSameText(proof.csrfToken ?? '', csrfTokenOf(session.tokenHash)))
    throw new Problem('csrf_token_missing', 'Send the csrfToken of the session in the header X-CSRF-Token.');
  if (mustNoteSeen(session, now)) await noteSeen(app, session, now);
  const { id, userId, userName } = session.user;
  return { name: userName, user: { id, userId, sessionId: session.id }, ...rightsFor(standing, permission) };
}

async function noteSeen(app: App, session: StoredSession, now: Date): Promise<void> {
  await inTransaction(app.database, (transaction) => updateSessionSeen(transaction, session.id, now));
}

/** The session in which the actor asks. Throws `unauthenticated` where there is none, as with an API key. */
export async function currentSession(app: App, actor: Actor): Promise<SessionView> {
  const session = actor.user && (await selectSessionById(app.database, actor.user.sessionId));
  const standing = session && standingOfToday(app, session.user);
  if (session === undefined || standing === undefined) throw over();
  return presentSession(session, standing);
}

/** Ends the session in which the actor asks; with an API key there is none, and nothing to end. */
export async function signOut(app: App, actor: Actor): Promise<void> {
  const { user } = actor;
  if (user === undefined) return;
  await inTransaction(app.database, (transaction) => deleteSession(transaction, user.sessionId));
}

function over(): Problem {
  return new Problem('unauthenticated', 'This session is over. Sign in again.');
}
