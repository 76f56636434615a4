import type { App } from '../platform/app.ts';
import { inTransaction, type Transaction } from '../platform/database.ts';
import { recordHistory } from '../platform/history.ts';
import { requireVersion } from '../platform/required-version.ts';
import type { Reason } from '../shared/decision.ts';
import { asJson } from '../shared/objects.ts';
import { notFound, refusal } from '../shared/problems.ts';
import { takesLastAdministrator } from './administrator-store.ts';
import { authorise } from './authorise.ts';
import { reasonsAgainstWiderSight } from './line-limits.ts';
import { selectRoleGrants } from './role-store.ts';
import {
  reasonsAgainstChangingUser,
  reasonsAgainstDeletingElsewhere,
  reasonsAgainstDeletingOneself,
} from './rules/admitting.ts';
import { reasonsAgainstDeletingUser, type CountedUse, type UserUse } from './rules/deleting.ts';
import type { Actor } from './rules/permissions.ts';
import { selectNamedAccounts } from './account-tree-store.ts';
import { countUsesOfUser, deleteUserRow, lockDoomedUser, updateUserDeleted } from './user-deletion-store.ts';
import { lockUsers, selectUser, type StoredUser } from './user-store.ts';

export interface UserDeletionRequest {
  /** who is referred to is kept on record, with no way in */
  readonly force: boolean;
  readonly expectedVersion: number | undefined;
  /** answers the plan and deletes nothing */
  readonly preview: boolean;
}

/** What becomes of a user who is deleted. */
export interface UserDeletion {
  readonly deleted: { readonly userId: string };
  /** something refers to them, so the record stays */
  readonly keptOnRecord: boolean;
}

/**
 * Deletes a user (reference 1.4). Needs `manageUsers`, and all that the user may do; throws `not_found`, `stale_version`, or `refused`
 * with every reason.
 */
export async function deleteUser(
  app: App,
  actor: Actor,
  userId: string,
  { force, expectedVersion, preview }: UserDeletionRequest,
): Promise<UserDeletion> {
  authorise(actor, 'manageUsers');
  return inTransaction(app.database, async (transaction) => {
    const id = await lockDoomedUser(transaction, userId);
    const stored = (await lockUsers(transaction, [userId])).get(userId);
    const visible = stored && (await selectUser(transaction, actor.scope, userId));
    if (id === undefined || stored === undefined || visible === undefined) throw notFound('user', userId);
    requireVersion('user', userId, stored.version, expectedVersion);
    const uses = await countUsesOfUser(transaction, id, userId);
    const reasons = await reasonsAgainst(transaction, actor, { stored, visible, uses, force });
    if (reasons.length > 0) throw refusal(reasons);
    const keptOnRecord = uses.length > 0;
    if (!preview) await save(transaction, actor, stored, keptOnRecord ? app.clock.now() : null);
    return { deleted: { userId }, keptOnRecord };
  });
}

interface Doomed {
  readonly stored: StoredUser;
  /** the user as far as the actor sees them */
  readonly visible: StoredUser;
  readonly uses: readonly CountedUse<UserUse>[];
  readonly force: boolean;
}

async function reasonsAgainst(
  transaction: Transaction,
  actor: Actor,
  { stored: { id, entity, deletedAt }, visible, uses, force }: Doomed,
): Promise<readonly Reason[]> {
  const { userId, memberships } = entity;
  const places = await selectNamedAccounts(
    transaction,
    memberships.map((one) => one.accountId),
  );
  const roles = await selectRoleGrants(
    transaction,
    memberships.flatMap((one) => one.roles),
  );
  const isOfProducer = [...places.values()].some(({ type }) => type === 'producer');
  const belongsElsewhere = visible.entity.memberships.length < memberships.length;
  const isLastAdministrator = isOfProducer && (await takesLastAdministrator(transaction, { users: [id] }));
  return [
    ...reasonsAgainstDeletingOneself(actor, userId),
    ...reasonsAgainstChangingUser(actor, entity, roles),
    ...(await reasonsAgainstWiderSight(transaction, actor, userId)),
    ...reasonsAgainstDeletingElsewhere(userId, belongsElsewhere),
    ...reasonsAgainstDeletingUser({
      userId,
      isDeleted: deletedAt !== null,
      isOfProducer,
      uses,
      force,
      isLastAdministrator,
    }),
  ];
}

async function save(
  transaction: Transaction,
  actor: Actor,
  { id, entity }: StoredUser,
  deletedAt: Date | null,
): Promise<void> {
  if (deletedAt === null) await deleteUserRow(transaction, id);
  else await updateUserDeleted(transaction, id, { deletedAt, updatedBy: actor.name });
  await recordHistory(transaction, actor, [
    {
      entity: 'user',
      subjectId: id,
      entityKey: entity.userId,
      event: 'deleted',
      before: asJson(entity),
      after: deletedAt === null ? null : { deletedAt: deletedAt.toISOString() },
    },
  ]);
}
