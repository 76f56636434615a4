import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Reader, Transaction } from '../platform/database.ts';
import type { Recorded } from '../platform/recording.ts';
import { contains } from '../platform/text-search.ts';
import type { RoleKind } from '../shared/vocabulary.ts';
import type { RoleGrant } from './rules/granting.ts';
import { everyAccount, isPermission, permissions, type AccountScope } from './rules/permissions.ts';
import type { Role } from './rules/role.ts';

export interface RoleFilter {
  readonly kind?: RoleKind | undefined;
  /** part of the name */
  readonly q?: string | undefined;
}

/** A stored role. Built-in roles cannot be changed; the one of the administrator grants all there is. */
export interface StoredRole extends Recorded<Role> {
  readonly builtIn: boolean;
  readonly grantsAll: boolean;
}

/** Roles by their names, locked against other writers. */
export async function lockRoles(
  transaction: Transaction,
  names: readonly string[],
): Promise<ReadonlyMap<string, StoredRole>> {
  const rows = await roleQuery(transaction, everyAccount)
    .where('role.name', '=', sql<string>`any(${names})`)
    .orderBy('role.id')
    .forNoKeyUpdate()
    .execute();
  const roles = await withAccounts(transaction, rows);
  return new Map(roles.map((role) => [role.entity.name, role]));
}

/** One role that the caller may know of. */
export async function selectRole(reader: Reader, scope: AccountScope, name: string): Promise<StoredRole | undefined> {
  const rows = await roleQuery(reader, scope).where('role.name', '=', name).execute();
  return (await withAccounts(reader, rows))[0];
}

/** The roles after a row that the caller may know of, in the order in which they were made. */
export async function selectRoles(
  reader: Reader,
  scope: AccountScope,
  filter: RoleFilter,
  page: { readonly after: number; readonly limit: number },
): Promise<readonly StoredRole[]> {
  const { kind } = filter;
  const rows = await roleQuery(reader, scope)
    .$if(kind !== undefined, (query) => query.where('role.kind', '=', kind ?? 'producer'))
    .where(contains(sql`search_fold(role.name)`, filter.q))
    .where('role.id', '>', page.after)
    .orderBy('role.id')
    .limit(page.limit)
    .execute();
  return withAccounts(reader, rows);
}

/** What roles give, by their names, with their rows. Names that name nothing are left out. */
export async function selectRoleGrants(
  reader: Reader,
  names: readonly string[],
): Promise<ReadonlyMap<string, RoleGrant & { readonly id: number }>> {
  const rows = await reader
    .selectFrom('role')
    .select(['role.id', 'role.name', 'role.kind', 'role.permissions', 'role.grantsAll'])
    .select(accountRowsOfRole)
    .where('role.name', '=', sql<string>`any(${[...new Set(names)]})`)
    .execute();
  return new Map(rows.map((row) => [row.name, { id: row.id, name: row.name, ...grantOf(row) }]));
}

/** The rows of the accounts that a role in the query is limited to. */
export const accountRowsOfRole = sql<readonly number[]>`(
  select coalesce(jsonb_agg(role_account.account_id), '[]') from role_account where role_account.role_id = role.id)`.as(
  'accountRows',
);

/** What a role gives, out of its row. */
export function grantOf(row: {
  readonly kind: RoleKind;
  readonly permissions: readonly string[];
  readonly grantsAll: boolean;
  readonly accountRows: readonly number[];
}): Pick<RoleGrant, 'kind' | 'permissions' | 'scope'> {
  return {
    kind: row.kind,
    permissions: new Set(row.grantsAll ? permissions : row.permissions.filter(isPermission)),
    scope: row.accountRows.length === 0 ? everyAccount : { all: false, accountIds: row.accountRows },
  };
}

function roleQuery(reader: Reader, scope: AccountScope) {
  return reader.selectFrom('role').selectAll('role').where(isRoleInSight(scope));
}

/** True where the table `role` of a statement is at one that the caller may know of: it is limited to no account out of their scope. */
export function isRoleInSight(scope: AccountScope): RawBuilder<SqlBool> {
  if (scope.all) return sql<SqlBool>`true`;
  return sql<SqlBool>`not exists (
    select from role_account where role_account.role_id = role.id and role_account.account_id <> all(${scope.accountIds}))`;
}

type RoleRow = Omit<Role, 'accounts'> & Omit<StoredRole, 'entity'>;

async function withAccounts(reader: Reader, rows: readonly RoleRow[]): Promise<readonly StoredRole[]> {
  const accounts = await selectAccountsOfRoles(
    reader,
    rows.map((row) => row.id),
  );
  return rows.map(({ name, kind, permissions: names, ...stored }) => ({
    ...stored,
    entity: { name, kind, permissions: names, accounts: accounts.get(stored.id) ?? [] },
  }));
}

/** The keys of the accounts that roles are limited to, by role row, in the order of their text. */
async function selectAccountsOfRoles(
  reader: Reader,
  ids: readonly number[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  const rows = await reader
    .selectFrom('roleAccount')
    .innerJoin('account', 'account.id', 'roleAccount.accountId')
    .select(['roleAccount.roleId', 'account.accountId'])
    .where('roleAccount.roleId', '=', sql<number>`any(${ids})`)
    .orderBy('account.accountId')
    .execute();
  return new Map(
    [...Map.groupBy(rows, (row) => row.roleId)].map(([id, found]) => [id, found.map((row) => row.accountId)]),
  );
}
