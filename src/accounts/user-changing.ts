import type { App } from '../platform/app.ts';
import type { Transaction } from '../platform/database.ts';
import { alteration, inRecordingTransaction, recordAll } from '../platform/recording.ts';
import { requireVersion } from '../platform/required-version.ts';
import { decide, type Decision } from '../shared/decision.ts';
import { notFound, refusal } from '../shared/problems.ts';
import type { Json } from '../shared/vocabulary.ts';
import type { UserRecord } from './account-schemas.ts';
import { authorise } from './authorise.ts';
import { handOnProductLines, reasonsAgainstWiderSight } from './line-limits.ts';
import {
  reasonsAgainstAdmitting,
  reasonsAgainstChangingElsewhere,
  reasonsAgainstChangingOneself,
  reasonsAgainstChangingUser,
  reasonsAgainstRenaming,
} from './rules/admitting.ts';
import type { Actor } from './rules/permissions.ts';
import type { User } from './rules/user.ts';
import { withChanges, type UserChanges } from './user-changes.ts';
import { presentUser, visibleFacts, type UserView } from './user-operations.ts';
import { userRecorder, userRecorderFor } from './user-recorder.ts';
import { lockUsers, selectUser, type StoredUser } from './user-store.ts';

/** What will be changed of a user: the fields that differ. */
export interface UserChangePlan {
  readonly before: Json;
  readonly after: Json;
  /** the user is signed out everywhere, and no link lets them in */
  readonly signsOut: boolean;
}

export interface UserChangeRequest {
  readonly changes: Omit<UserChanges, 'userId'>;
  readonly expectedVersion: number | undefined;
  /** answers the plan and saves nothing */
  readonly preview: boolean;
}

/**
 * Changes a user; making them active again forgets their wrong passwords. Needs `manageUsers`, and all that the user may do, before
 * and after; of the memberships the actor changes those that they see. Throws `stale_version`, or `refused` with every reason.
 */
export async function changeUser(
  app: App,
  actor: Actor,
  userId: string,
  { changes, expectedVersion, preview }: UserChangeRequest,
): Promise<UserView | UserChangePlan> {
  authorise(actor, 'manageUsers');
  return inRecordingTransaction(app.database, async (transaction) => {
    const stored = (await lockUsers(transaction, [userId])).get(userId);
    // Read under the lock: what was seen before it might give back what somebody took away meanwhile.
    const visible = stored && (await selectUser(transaction, actor.scope, userId));
    if (visible === undefined || stored === undefined) throw notFound('user', userId);
    requireVersion('user', userId, stored.version, expectedVersion);
    const decision = await decideChange(transaction, actor, { stored, visible: visible.entity, changes });
    if (!decision.allowed) throw refusal(decision.reasons);
    const { record, ...plan } = decision.plan;
    if (preview) return plan;
    const [outcome] = await recordAll(transaction, actor, userRecorder, [record], 'update');
    if (outcome?.outcome === 'failed') throw refusal(outcome.reasons);
    await handOnProductLines(transaction, actor, userId);
    return presentUser(userId, await selectUser(transaction, actor.scope, userId));
  });
}

interface Change {
  readonly stored: StoredUser;
  /** the user as far as the actor sees them */
  readonly visible: User;
  readonly changes: UserChangeRequest['changes'];
}

/** Memberships that the actor does not see stay, and are not judged: nobody is told of them. */
async function decideChange(
  transaction: Transaction,
  actor: Actor,
  { stored, visible, changes }: Change,
): Promise<Decision<UserChangePlan & { readonly record: UserRecord }>> {
  const before = stored.entity;
  const seen = new Set(visible.memberships.map(({ accountId }) => accountId));
  const hidden = before.memberships.filter(({ accountId }) => !seen.has(accountId));
  const given = userRecorder.complete(withChanges(visible, changes), visible);
  const record = { ...withChanges(before, changes), memberships: asRecords([...given.memberships, ...hidden]) };
  const after = inOrder({ ...given, memberships: [...given.memberships, ...hidden] });
  const all = await userRecorder.learn(transaction, [after]);
  const facts = visibleFacts(actor, all);
  const reasons = [
    ...userRecorderFor(actor).reasonsAgainst(given, facts, stored),
    ...reasonsAgainstAdmitting(actor, given, facts.roles),
    ...reasonsAgainstChangingUser(actor, before, all.roles),
    ...(await reasonsAgainstWiderSight(transaction, actor, before.userId)),
    ...reasonsAgainstChangingElsewhere(before, after, hidden.length > 0),
    ...reasonsAgainstChangingOneself(actor, before, after),
    ...reasonsAgainstRenaming(before, after),
  ];
  const { before: old = null, after: changed = null } = alteration(
    'user',
    stored.id,
    before.userId,
    visible,
    inOrder(given),
  );
  const signsOut = hasWayIn(before) && !hasWayIn(after);
  return decide(reasons, () => ({ before: old, after: changed, signsOut, record }));
}

function hasWayIn({ status, portalAccess }: User): boolean {
  return status === 'active' && portalAccess;
}

function inOrder(user: User): User {
  return userRecorder.inStoredOrder?.(user, undefined) ?? user;
}

function asRecords(memberships: User['memberships']): NonNullable<UserRecord['memberships']> {
  return memberships.map(({ accountId, roles, expiresOn }) => ({ accountId, roles: [...roles], expiresOn }));
}
