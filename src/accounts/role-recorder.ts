import { sql } from 'kysely';
import { allocateIds, insertRows, updateRows, type Transaction } from '../platform/database.ts';
import type { Recorder } from '../platform/recording.ts';
import { rowAt, rowOf } from '../platform/row-of.ts';
import { firstGiven } from '../shared/objects.ts';
import { accountIds } from './account-recorder.ts';
import type { RoleRecord } from './account-schemas.ts';
import { lockRoles } from './role-store.ts';
import { reasonsAgainstRole, type Role, type RoleFacts } from './rules/role.ts';

/** Records roles (reference 1.5). */
export const roleRecorder: Recorder<RoleRecord, Role, RoleFacts> = {
  entity: 'role',
  keyOf: (role) => role.name,
  find: lockRoles,
  learn: async (transaction, roles) => ({
    idOf: await accountIds(
      transaction,
      roles.flatMap((role) => role.accounts),
    ),
    builtIn: new Set(
      (await transaction.selectFrom('role').select('role.name').where('role.builtIn', '=', true).execute()).map(
        (row) => row.name,
      ),
    ),
  }),
  complete: (input, stored) => ({
    name: input.name,
    kind: input.kind,
    permissions: input.permissions,
    accounts: firstGiven(input.accounts, stored?.accounts, []),
  }),
  inStoredOrder: (role) => ({
    ...role,
    permissions: [...new Set(role.permissions)].toSorted(),
    accounts: [...new Set(role.accounts)].toSorted(),
  }),
  reasonsAgainst: reasonsAgainstRole,
  insert: async (transaction, source, roles, facts) => {
    const ids = await allocateIds(transaction, 'role', roles.length);
    const kept = roles.map((role, index) => ({ role, id: rowAt(ids, index) }));
    await insertRows(
      transaction,
      'role',
      kept.map(({ role: { accounts: _, ...columns }, id }) => ({
        id,
        ...columns,
        createdBy: source.name,
        updatedBy: source.name,
      })),
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
    await transaction
      .deleteFrom('roleAccount')
      .where('roleAccount.roleId', '=', sql<number>`any(${kept.map((one) => one.id)})`)
      .execute();
    await insertRoleAccounts(transaction, kept, facts);
  },
};

async function insertRoleAccounts(
  transaction: Transaction,
  kept: readonly { role: Role; id: number }[],
  facts: RoleFacts,
): Promise<void> {
  const rows = kept.flatMap(({ role, id }) =>
    role.accounts.map((account) => ({ roleId: id, accountId: rowOf(facts.idOf, account) })),
  );
  await insertRows(transaction, 'roleAccount', rows);
}
