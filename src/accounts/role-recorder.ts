import { sql } from 'kysely';
import { allocateIds, insertRows, updateRows, type Transaction } from '../platform/database.ts';
import type { Recorder, Stored } from '../platform/recording.ts';
import type { Reason } from '../shared/decision.ts';
import type { RoleKind } from '../shared/vocabulary.ts';
import { accountIds } from './account-recorder.ts';
import type { RoleRecord } from './account-schemas.ts';
import { endUserPermissions, producerPermissions } from './rules/permissions.ts';

export interface Role {
  readonly name: string;
  readonly kind: RoleKind;
  readonly permissions: readonly string[];
  /** keys of the accounts that a producer role is limited to; none for every account */
  readonly accounts: readonly string[];
}

interface Facts {
  readonly idOf: ReadonlyMap<string, number>;
  readonly builtIn: ReadonlySet<string>;
}

/** Records roles (reference 1.5). */
export const roleRecorder: Recorder<RoleRecord, Role, Facts> = {
  entity: 'role',
  keyOf: (role) => role.name,
  find: findRoles,
  learn: async (transaction, inputs) => ({
    idOf: await accountIds(transaction, inputs.flatMap((input) => input.accounts ?? [])),
    builtIn: new Set((await transaction.selectFrom('role').select('role.name').where('role.builtIn', '=', true).execute()).map((row) => row.name)),
  }),
  complete: (input, stored) => ({
    name: input.name,
    kind: input.kind,
    permissions: [...new Set(input.permissions)].toSorted(),
    accounts: input.accounts === undefined ? (stored?.accounts ?? []) : [...new Set(input.accounts)].toSorted(),
  }),
  reasonsAgainst: reasonsAgainstRole,
  insert: async (transaction, source, roles, facts) => {
    const ids = await allocateIds(transaction, 'role', roles.length);
    const kept = roles.map((role, index) => ({ role, id: ids[index] ?? 0 }));
    await insertRows(
      transaction,
      'role',
      kept.map(({ role: { accounts: _, ...columns }, id }) => ({ id, ...columns, createdBy: source.name, updatedBy: source.name })),
    );
    await insertRoleAccounts(transaction, kept, facts);
    return ids;
  },
  update: async (transaction, source, changes, facts) => {
    const kept = changes.map((change) => ({ role: change.after, id: change.id }));
    await updateRows(
      transaction,
      'role',
      'version',
      kept.map(({ role: { accounts: _, ...columns }, id }) => ({ id, ...columns, updatedBy: source.name })),
    );
    await transaction.deleteFrom('roleAccount').where('roleAccount.roleId', '=', sql<number>`any(${kept.map((one) => one.id)})`).execute();
    await insertRoleAccounts(transaction, kept, facts);
  },
};

async function findRoles(transaction: Transaction, keys: readonly string[]): Promise<ReadonlyMap<string, Stored<Role>>> {
  const rows = await transaction
    .selectFrom('role')
    .select(['role.id', 'role.name', 'role.kind', 'role.permissions', 'role.version'])
    .where('role.name', '=', sql<string>`any(${keys})`)
    .orderBy('role.id')
    .forNoKeyUpdate()
    .execute();
  const accounts = await accountsOfRoles(transaction, rows.map((row) => row.id));
  return new Map(
    rows.map(({ id, version, name, kind, permissions }) => [name, { id, version, entity: { name, kind, permissions, accounts: accounts.get(id) ?? [] } }]),
  );
}

/** The keys of the accounts that roles are limited to, by role row. */
export async function accountsOfRoles(transaction: Pick<Transaction, 'selectFrom'>, ids: readonly number[]): Promise<ReadonlyMap<number, readonly string[]>> {
  const rows = await transaction
    .selectFrom('roleAccount')
    .innerJoin('account', 'account.id', 'roleAccount.accountId')
    .select(['roleAccount.roleId', 'account.accountId'])
    .where('roleAccount.roleId', '=', sql<number>`any(${ids})`)
    .orderBy('account.accountId')
    .execute();
  return new Map([...Map.groupBy(rows, (row) => row.roleId)].map(([id, found]) => [id, found.map((row) => row.accountId)]));
}

function reasonsAgainstRole(role: Role, facts: Facts): readonly Reason[] {
  const known: readonly string[] = role.kind === 'producer' ? producerPermissions : endUserPermissions;
  const foreign = role.permissions.filter((permission) => !known.includes(permission));
  const limited = role.kind !== 'producer' && role.accounts.length > 0;
  return [
    ...(facts.builtIn.has(role.name) ? [{ code: 'built_in_role', message: `${role.name} is a built-in role that cannot be changed.`, remedy: 'Make a role of another name.' }] : []),
    ...foreign.map((permission) => ({ code: 'permission_not_for_kind', message: `${permission} is not for roles of kind ${role.kind}.`, pointer: '/permissions' })),
    ...(limited ? [{ code: 'only_producer_roles_are_limited', message: 'Only producer roles are limited to accounts; memberships limit the others.', pointer: '/accounts' }] : []),
    ...role.accounts.flatMap((account, index) =>
      facts.idOf.has(account) ? [] : [{ code: 'unknown_reference', message: `There is no account ${account}.`, remedy: 'Create it first.', pointer: `/accounts/${index}` }],
    ),
  ];
}

async function insertRoleAccounts(transaction: Transaction, kept: readonly { role: Role; id: number }[], facts: Facts): Promise<void> {
  const rows = kept.flatMap(({ role, id }) =>
    role.accounts.flatMap((account) => {
      const accountId = facts.idOf.get(account);
      return accountId === undefined ? [] : [{ roleId: id, accountId }];
    }),
  );
  await insertRows(transaction, 'roleAccount', rows);
}
