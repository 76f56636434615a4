import type { App } from '../platform/app.ts';
import { inSnapshot } from '../platform/database.ts';
import { rowAfter, toPage, type Page, type PageRequest } from '../platform/paging.ts';
import { inRecordingTransaction, recordNew, stampsOf, type Stamps } from '../platform/recording.ts';
import type { Reason } from '../shared/decision.ts';
import { notFound } from '../shared/problems.ts';
import { rowsInScope } from './account-scope.ts';
import type { RoleRecord } from './account-schemas.ts';
import { authorise } from './authorise.ts';
import { roleRecorder } from './role-recorder.ts';
import { selectRole, selectRoles, type RoleFilter, type StoredRole } from './role-store.ts';
import { reasonsAgainstGranting, type RoleGrant } from './rules/granting.ts';
import { everyAccount, isPermission, permissions, type Actor } from './rules/permissions.ts';
import { reasonsAgainstLonePermissions } from './rules/permission-needs.ts';
import type { Role, RoleFacts } from './rules/role.ts';

export type RoleView = Role & { readonly builtIn: boolean; readonly version: number } & Stamps;

/**
 * Makes a role. Needs `manageRoles`, and every permission and account that the role grants; throws `duplicate_key`, or
 * `refused` with every reason.
 */
export async function createRole(app: App, actor: Actor, input: RoleRecord): Promise<RoleView> {
  authorise(actor, 'manageRoles');
  return inRecordingTransaction(app.database, async (transaction) => {
    await recordNew(transaction, actor, roleRecorderOf(actor), input);
    return presentRole(input.name, await selectRole(transaction, actor.scope, input.name));
  });
}

/** One role. Needs `viewRoles`. */
export async function getRole(app: App, actor: Actor, name: string): Promise<RoleView> {
  authorise(actor, 'viewRoles');
  return inSnapshot(app.database, async (reader) => presentRole(name, await selectRole(reader, actor.scope, name)));
}

/** Roles in the order in which they were made. Needs `viewRoles`. */
export async function listRoles(app: App, actor: Actor, request: PageRequest & RoleFilter): Promise<Page<RoleView>> {
  authorise(actor, 'viewRoles');
  const page = { after: rowAfter(request), limit: request.limit + 1 };
  const roles = await inSnapshot(app.database, (reader) => selectRoles(reader, actor.scope, request, page));
  return toPage(roles, request.limit, (role) => presentRole(role.entity.name, role));
}

/**
 * Records roles as somebody may make and change them: of accounts that they see, with nothing that they lack themselves, and with what
 * each permission needs.
 */
export function roleRecorderOf(actor: Actor): typeof roleRecorder {
  return {
    ...roleRecorder,
    learn: async (transaction, inputs) => {
      const facts = await roleRecorder.learn(transaction, inputs);
      return { ...facts, idOf: rowsInScope(actor.scope, facts.idOf) };
    },
    reasonsAgainst: (role, facts, stored): readonly Reason[] => [
      ...roleRecorder.reasonsAgainst(role, facts, stored),
      ...reasonsAgainstLonePermissions(role.kind, role.permissions),
      ...reasonsAgainstGranting(actor, grantBeforeAndAfter(role, facts, stored?.entity), '/permissions'),
    ],
  };
}

/** Nobody changes a role that grants more than their own either, so it counts what it grants and will grant. */
function grantBeforeAndAfter({ name, kind, ...role }: Role, facts: RoleFacts, before: Role | undefined): RoleGrant {
  const accountIds = role.accounts.flatMap((account) => facts.idOf.get(account) ?? []);
  const isForAll = role.accounts.length === 0 || before?.accounts.length === 0;
  const scope = isForAll ? everyAccount : { all: false as const, accountIds };
  const granted = [...role.permissions, ...(before?.permissions ?? [])].filter(isPermission);
  return { name, kind, permissions: new Set(granted), scope };
}

/** A role as everybody sees it; throws `not_found` where there is none. */
export function presentRole(name: string, stored: StoredRole | undefined): RoleView {
  if (stored === undefined) throw notFound('role', name);
  const granted = stored.grantsAll ? permissions.toSorted() : stored.entity.permissions;
  return {
    ...stored.entity,
    permissions: granted,
    builtIn: stored.builtIn,
    version: stored.version,
    ...stampsOf(stored),
  };
}
