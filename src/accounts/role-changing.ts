import { isDeepStrictEqual } from 'node:util';
import type { App } from '../platform/app.ts';
import { inTransaction, type Transaction } from '../platform/database.ts';
import { recordHistory } from '../platform/history.ts';
import { alteration, inRecordingTransaction, recordAll } from '../platform/recording.ts';
import { requireVersion } from '../platform/required-version.ts';
import type { Reason } from '../shared/decision.ts';
import { asJson } from '../shared/objects.ts';
import { notFound, refusal } from '../shared/problems.ts';
import type { Json } from '../shared/vocabulary.ts';
import type { RoleChanges, RoleRecord } from './account-schemas.ts';
import { authorise } from './authorise.ts';
import { presentRole, roleRecorderOf, type RoleView } from './role-operations.ts';
import { countUsesOfRole, deleteRoleRow } from './role-deletion-store.ts';
import { lockRoles, selectRole, selectRoleGrants, type StoredRole } from './role-store.ts';
import { reasonsAgainstGranting } from './rules/granting.ts';
import { isPermission, type Actor } from './rules/permissions.ts';
import { reasonsAgainstDeletingRole, type Role } from './rules/role.ts';

/** What will be changed of a role: the fields that differ. */
export interface RoleChangePlan {
  readonly before: Json;
  readonly after: Json;
}

export interface RoleChangeRequest {
  readonly changes: RoleChanges;
  readonly expectedVersion: number | undefined;
  /** answers the plan and saves nothing */
  readonly preview: boolean;
}

/**
 * Changes a role; whoever has it may do the new things, and no longer the old ones, at once. Needs `manageRoles`, and whatever the role
 * grants, before and after; throws `not_found`, `stale_version`, or `refused` with every reason.
 */
export async function changeRole(
  app: App,
  actor: Actor,
  name: string,
  { changes, expectedVersion, preview }: RoleChangeRequest,
): Promise<RoleView | RoleChangePlan> {
  authorise(actor, 'manageRoles');
  return inRecordingTransaction(app.database, async (transaction) => {
    const stored = await lockVisibleRole(transaction, actor, name, expectedVersion);
    const record = withChanges(stored.entity, changes);
    const recorder = roleRecorderOf(actor);
    if (preview) return decideChange(transaction, recorder, stored, record);
    const [outcome] = await recordAll(transaction, actor, recorder, [record], 'update');
    if (outcome?.outcome === 'failed') throw refusal(outcome.reasons);
    return presentRole(name, await selectRole(transaction, actor.scope, name));
  });
}

export interface RoleDeletionRequest {
  readonly expectedVersion: number | undefined;
  /** answers the plan and deletes nothing */
  readonly preview: boolean;
}

/** What is deleted, or would be. */
export interface RoleDeletion {
  readonly deleted: { readonly name: string };
}

/**
 * Deletes a role that no user and no key has. Needs `manageRoles`, and whatever the role grants; throws `not_found`, `stale_version`, or
 * `refused` with every reason.
 */
export async function deleteRole(
  app: App,
  actor: Actor,
  name: string,
  { expectedVersion, preview }: RoleDeletionRequest,
): Promise<RoleDeletion> {
  authorise(actor, 'manageRoles');
  return inTransaction(app.database, async (transaction) => {
    const stored = await lockVisibleRole(transaction, actor, name, expectedVersion);
    const uses = await countUsesOfRole(transaction, stored, app.clock.now());
    const reasons = [
      ...reasonsAgainstDeletingRole({ name, builtIn: stored.builtIn, uses }),
      ...(await reasonsAgainstTaking(transaction, actor, name)),
    ];
    if (reasons.length > 0) throw refusal(reasons);
    if (!preview) {
      await deleteRoleRow(transaction, stored.id);
      await recordHistory(transaction, actor, [
        { entity: 'role', subjectId: stored.id, entityKey: name, event: 'deleted', before: asJson(stored.entity) },
      ]);
    }
    return { deleted: { name } };
  });
}

async function lockVisibleRole(
  transaction: Transaction,
  actor: Actor,
  name: string,
  expectedVersion: number | undefined,
): Promise<StoredRole> {
  const stored = (await lockRoles(transaction, [name])).get(name);
  if (stored === undefined || (await selectRole(transaction, actor.scope, name)) === undefined)
    throw notFound('role', name);
  requireVersion('role', name, stored.version, expectedVersion);
  return stored;
}

/** Nobody deletes a role that grants more than their own. */
async function reasonsAgainstTaking(transaction: Transaction, actor: Actor, name: string): Promise<readonly Reason[]> {
  const grant = (await selectRoleGrants(transaction, [name])).get(name);
  return grant === undefined ? [] : reasonsAgainstGranting(actor, grant);
}

function withChanges(
  { name, kind, permissions: held }: Role,
  { permissions = held.filter(isPermission), accounts }: RoleChanges,
): RoleRecord {
  return { name, kind, permissions: [...permissions], accounts };
}

async function decideChange(
  transaction: Transaction,
  recorder: ReturnType<typeof roleRecorderOf>,
  stored: StoredRole,
  record: RoleRecord,
): Promise<RoleChangePlan> {
  const given = recorder.complete(record, stored.entity);
  const after = recorder.inStoredOrder?.(given, stored.entity) ?? given;
  const plan = alteration('role', stored.id, given.name, stored.entity, after);
  const isSame = isDeepStrictEqual(plan.after, {});
  const facts = await recorder.learn(transaction, [given]);
  const reasons = isSame ? [] : recorder.reasonsAgainst(given, facts, stored);
  if (reasons.length > 0) throw refusal(reasons);
  return { before: plan.before ?? null, after: plan.after ?? null };
}
