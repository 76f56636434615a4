import type { Actor, ActingUser } from '../accounts/rules/permissions.ts';
import { everyAccount } from '../accounts/rules/permissions.ts';
import { permissionsAnywhere } from '../accounts/rules/standing.ts';
import { presentUser, type UserView } from '../accounts/user-operations.ts';
import { userRecorder } from '../accounts/user-recorder.ts';
import { withChanges } from '../accounts/user-changes.ts';
import { lockUsers, selectUser } from '../accounts/user-store.ts';
import type { App } from '../platform/app.ts';
import { inTransaction, type Reader, type Transaction } from '../platform/database.ts';
import { inRecordingTransaction, recordAll } from '../platform/recording.ts';
import type { Reason } from '../shared/decision.ts';
import { notFound, Problem, refusal } from '../shared/problems.ts';
import { lockCredential, type Credential } from './credential-store.ts';
import { isPasswordOf, hashPassword } from './password-hashing.ts';
import { keepPassword } from './password-link-operations.ts';
import { deleteLinksOf } from './password-link-store.ts';
import { reasonsAgainstPassword } from './rules/password.ts';
import { deleteSessionsOf } from './session-store.ts';
import type { ChangedPassword, ProfileChanges } from './sign-in-schemas.ts';
import { countFailure, standingOfToday } from './sign-in-operations.ts';
import { selectStandingUser } from './standing-store.ts';

/** A user as they see themselves. */
export interface ProfileView extends Omit<UserView, 'attributes'> {
  /** which emails the user's permissions let them take */
  readonly mayReceive: { readonly expiringEntitlements: boolean };
}

/** Who is signed in. For users; throws `forbidden` for an API key, which is nobody. */
export async function getProfile(app: App, actor: Actor): Promise<ProfileView> {
  return readProfile(app, app.database, signedIn(actor));
}

/** Changes what users may change of themselves. Throws `refused` with every reason. */
export async function changeProfile(app: App, actor: Actor, changes: ProfileChanges): Promise<ProfileView> {
  const user = signedIn(actor);
  return inRecordingTransaction(app.database, async (transaction) => {
    const stored = (await lockUsers(transaction, [user.userId])).get(user.userId);
    if (stored === undefined) throw notFound('user', user.userId);
    const reasons = stored.entity.subscriptions.expiringEntitlements
      ? []
      : await reasonsAgainstSubscribing(app, transaction, user, changes);
    if (reasons.length > 0) throw refusal(reasons);
    const changed = withChanges(stored.entity, changes);
    const [outcome] = await recordAll(transaction, actor, userRecorder, [changed], 'update');
    if (outcome?.outcome === 'failed') throw refusal(outcome.reasons);
    return readProfile(app, transaction, user);
  });
}

/** Only against beginning to subscribe: whoever lost the permission can still save everything else beside what is stored. */
async function reasonsAgainstSubscribing(
  app: App,
  transaction: Transaction,
  user: ActingUser,
  { subscriptions }: ProfileChanges,
): Promise<readonly Reason[]> {
  if (subscriptions?.expiringEntitlements !== true || (await mayReceiveReminders(app, transaction, user))) return [];
  return [
    {
      code: 'may_not_receive',
      message: 'Reminders go to those who may view expiring entitlements, and none of your roles lets you.',
      remedy: 'Ask an administrator for a role with the permission viewExpiringEntitlements.',
      pointer: '/subscriptions/expiringEntitlements',
    },
  ];
}

/**
 * Changes the password of who is signed in; every other session of theirs ends. Throws `refused` with every reason; a wrong
 * current password counts as a failed sign-in.
 */
export async function changePassword(app: App, actor: Actor, input: ChangedPassword): Promise<void> {
  const { id, userId, sessionId } = signedIn(actor);
  const user = await selectStandingUser(app.database, id);
  if (user === undefined) throw notFound('user', userId);
  const isRight = await isPasswordOf(input.currentPassword, user.passwordHash);
  const passwordHash = await hashPassword(input.newPassword);
  const reasons = reasonsAgainstPassword(input.newPassword, user, '/newPassword');
  const refused = await inTransaction(app.database, async (transaction): Promise<readonly Reason[]> => {
    const credential = await lockCredential(transaction, id);
    const isKnown = isRight && credential?.passwordHash === user.passwordHash;
    if (!isKnown) return [await wrongPassword(app, transaction, credential), ...reasons];
    if (reasons.length > 0) return reasons;
    await keepPassword(app, transaction, { id, userId, source: actor }, passwordHash);
    await deleteSessionsOf(transaction, id, sessionId);
    await deleteLinksOf(transaction, id);
    return [];
  });
  if (refused.length > 0) throw refusal(refused);
}

// The count is kept although the change is refused, so the refusal is thrown after the transaction.
async function wrongPassword(app: App, transaction: Transaction, credential: Credential | undefined): Promise<Reason> {
  if (credential !== undefined) await countFailure(app, transaction, credential);
  return {
    code: 'wrong_password',
    message: 'This is not your password.',
    remedy: 'Type the password that you signed in with, or sign out and ask for a link to choose a new one.',
    pointer: '/currentPassword',
  };
}

async function readProfile(app: App, reader: Reader, user: ActingUser): Promise<ProfileView> {
  const stored = await selectUser(reader, everyAccount, user.userId);
  const { attributes: _attributes, ...view } = presentUser(user.userId, stored);
  return { ...view, mayReceive: { expiringEntitlements: await mayReceiveReminders(app, reader, user) } };
}

async function mayReceiveReminders(app: App, reader: Reader, { id }: ActingUser): Promise<boolean> {
  const user = await selectStandingUser(reader, id);
  const standing = user && standingOfToday(app, user);
  return standing?.audience === 'endUser' && permissionsAnywhere(standing).includes('viewExpiringEntitlements');
}

function signedIn({ user }: Actor): ActingUser {
  if (user !== undefined) return user;
  throw new Problem('forbidden', 'This is for people who signed in. An API key has no profile.');
}
