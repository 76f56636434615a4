import type { App } from '../platform/app.ts';
import { inTransaction, type Transaction } from '../platform/database.ts';
import { recordHistory } from '../platform/history.ts';
import { standingOf, type Standing } from '../accounts/rules/standing.ts';
import { Problem } from '../shared/problems.ts';
import {
  lockCredential,
  updateFailedSignIns,
  updateLocked,
  updateSignedIn,
  type Credential,
} from './credential-store.ts';
import { hashOfToken, newToken } from '../notifications/password-link-tokens.ts';
import { isPasswordOf } from './password-hashing.ts';
import { planFailedSignIn } from './rules/lock-out.ts';
import { sessionMilliseconds } from './rules/session-terms.ts';
import { insertSession, selectSessionById, type StoredSession } from './session-store.ts';
import { presentSession, type SessionView } from './session-view.ts';
import { selectStandingUserByName, type StandingUser } from './standing-store.ts';

/** A session that was begun, with the token that only the browser keeps. */
export interface OpenedSession {
  readonly session: SessionView;
  readonly token: string;
}

const userAgentMax = 300;

/**
 * Begins a session. Throws `sign_in_failed` with the same words whatever is wrong: there is no such user, the password is another,
 * they are inactive, or no membership is valid. Too many wrong passwords in a row make the user inactive. Takes about as long
 * whatever is wrong; doors make that exact by `inEvenTime`.
 */
export async function signIn(
  app: App,
  {
    userName,
    password,
    userAgent,
  }: { readonly userName: string; readonly password: string; readonly userAgent: string },
): Promise<OpenedSession> {
  const user = await selectStandingUserByName(app.database, userName);
  const isRight = await isPasswordOf(password, user?.passwordHash ?? null);
  const opened = user && (await decideSignIn(app, user, { isRight, userAgent }));
  if (opened === undefined) throw failed();
  return opened;
}

async function decideSignIn(
  app: App,
  user: StandingUser,
  { isRight, userAgent }: { readonly isRight: boolean; readonly userAgent: string },
): Promise<OpenedSession | undefined> {
  return inTransaction(app.database, async (transaction) => {
    const credential = await lockCredential(transaction, user.id);
    // Between the look and the lock an administrator may have closed the door, or the password may have become another.
    if (credential?.status !== 'active' || credential.passwordHash !== user.passwordHash) return undefined;
    if (!isRight) await countFailure(app, transaction, credential);
    if (!isRight || standingOfToday(app, user) === undefined) return undefined;
    await updateSignedIn(transaction, user.id, app.clock.now());
    return openSession(app, transaction, user.id, userAgent);
  });
}

/** Counts a wrong password of a locked user; of one who has none there is nothing to guess, and nothing to count. */
export async function countFailure(app: App, transaction: Transaction, credential: Credential): Promise<void> {
  if (credential.passwordHash === null) return;
  const { failedSignIns, locks } = planFailedSignIn(credential.failedSignIns);
  if (!locks) return updateFailedSignIns(transaction, credential.id, failedSignIns);
  const lockedAt = app.clock.now();
  await updateLocked(transaction, credential.id, { failedSignIns, lockedAt, updatedBy: lockOut });
  await recordHistory(transaction, { name: lockOut }, [
    {
      entity: 'user',
      subjectId: credential.id,
      entityKey: credential.userId,
      event: 'changed',
      before: { status: 'active', lockedAt: null },
      after: { status: 'inactive', lockedAt: lockedAt.toISOString() },
      reason: `${failedSignIns} wrong passwords in a row`,
    },
  ]);
  app.log.warn({ userId: credential.userId }, 'a user is locked out after too many wrong passwords');
}

const lockOut = 'lock-out';

/** Begins a session of a user who may; the caller has made sure of that. */
export async function openSession(
  app: App,
  transaction: Transaction,
  userId: number,
  userAgent: string,
): Promise<OpenedSession> {
  const token = newToken();
  const createdAt = app.clock.now();
  const id = await insertSession(transaction, {
    tokenHash: hashOfToken(token),
    userId,
    createdAt,
    expiresAt: new Date(createdAt.getTime() + sessionMilliseconds),
    userAgent: userAgent.slice(0, userAgentMax),
  });
  const stored = await selectSessionById(transaction, id);
  const standing = stored && standingOfToday(app, stored.user);
  if (stored === undefined || standing === undefined) throw failed();
  return { session: presentSession(stored, standing), token };
}

/** What a user may do on the producer's calendar day of this moment. */
export function standingOfToday(app: App, user: StoredSession['user']): Standing | undefined {
  return standingOf(user, app.clock.today(user.businessTimeZone));
}

function failed(): Problem {
  return new Problem(
    'sign_in_failed',
    'User name and password do not fit together, or this user may not sign in. After too many wrong passwords only an administrator can help.',
  );
}
