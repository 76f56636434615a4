import { sql } from 'kysely';
import { insertRows, type Reader, type Transaction } from '../platform/database.ts';
import { recordHistory, type HistorySource } from '../platform/history.ts';
import { asJson } from '../shared/objects.ts';
import { hashOfApiKey, prefixOfApiKey } from './api-key-secret.ts';
import { accountRowsOfRole, grantOf } from './role-store.ts';
import type { RoleGrant } from './rules/granting.ts';
import type { AccountScope } from './rules/permissions.ts';

/** An API key as it is kept; never the key itself. */
export interface StoredApiKey {
  readonly id: number;
  readonly name: string;
  readonly prefix: string;
  readonly roles: readonly string[];
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly createdAt: Date;
  readonly createdBy: string;
}

export interface NewApiKeyRow {
  readonly name: string;
  readonly secret: string;
  readonly expiresAt: Date | null;
  readonly roles: readonly { readonly id: number; readonly name: string }[];
}

/** Stores an API key with its roles and its history. */
export async function insertApiKey(
  transaction: Transaction,
  source: HistorySource,
  key: NewApiKeyRow,
): Promise<number> {
  const { name, secret, expiresAt, roles } = key;
  const prefix = prefixOfApiKey(secret);
  const { id } = await transaction
    .insertInto('apiKey')
    .values({ name, prefix, hash: hashOfApiKey(secret), expiresAt, revokedAt: null, createdBy: source.name })
    .returning('apiKey.id')
    .executeTakeFirstOrThrow();
  await insertRows(
    transaction,
    'apiKeyRole',
    roles.map((role) => ({ apiKeyId: id, roleId: role.id })),
  );
  const after = asJson({ name, prefix, roles: roles.map((role) => role.name), expiresAt });
  await recordHistory(transaction, source, [
    { entity: 'apiKey', subjectId: id, entityKey: String(id), event: 'created', after },
  ]);
  return id;
}

/** Takes an API key out of use from an instant on. */
export async function updateApiKeyRevoked(transaction: Transaction, id: number, revokedAt: Date): Promise<void> {
  await transaction.updateTable('apiKey').set({ revokedAt }).where('apiKey.id', '=', id).execute();
}

/** One API key that the caller may know of; `lock` keeps other writers away. */
export async function selectApiKey(
  reader: Reader,
  scope: AccountScope,
  id: number,
  options: { readonly lock: boolean },
): Promise<StoredApiKey | undefined> {
  return apiKeyQuery(reader, scope)
    .where('apiKey.id', '=', id)
    .$if(options.lock, (query) => query.forUpdate('apiKey'))
    .executeTakeFirst();
}

/** The API keys after a row that the caller may know of, in the order in which they were made. */
export async function selectApiKeys(
  reader: Reader,
  scope: AccountScope,
  page: { readonly after: number; readonly limit: number },
): Promise<readonly StoredApiKey[]> {
  return apiKeyQuery(reader, scope)
    .where('apiKey.id', '>', page.after)
    .orderBy('apiKey.id')
    .limit(page.limit)
    .execute();
}

/** True where there is any API key, be it revoked. */
export async function hasApiKeys(reader: Reader): Promise<boolean> {
  return (await reader.selectFrom('apiKey').select('apiKey.id').limit(1).executeTakeFirst()) !== undefined;
}

/** The API key with a hash, and what its roles give: one query, whether there is such a key or not. */
export async function selectApiKeyByHash(reader: Reader, hash: Buffer) {
  const rows = await reader
    .selectFrom('apiKey')
    .leftJoin('apiKeyRole', 'apiKeyRole.apiKeyId', 'apiKey.id')
    .leftJoin('role', 'role.id', 'apiKeyRole.roleId')
    .select(['apiKey.name', 'apiKey.prefix', 'apiKey.expiresAt', 'apiKey.revokedAt'])
    .select(['role.name as roleName', 'role.kind', 'role.permissions', 'role.grantsAll'])
    .select(accountRowsOfRole)
    .where('apiKey.hash', '=', hash)
    .execute();
  const grants = rows.flatMap(({ roleName: name, kind, permissions, grantsAll, accountRows }): readonly RoleGrant[] =>
    name === null || kind === null || permissions === null || grantsAll === null
      ? []
      : [{ name, ...grantOf({ kind, permissions, grantsAll, accountRows }) }],
  );
  const key = rows[0];
  return key === undefined
    ? undefined
    : { name: key.name, prefix: key.prefix, expiresAt: key.expiresAt, revokedAt: key.revokedAt, grants };
}

function apiKeyQuery(reader: Reader, scope: AccountScope) {
  const query = reader
    .selectFrom('apiKey')
    .select([
      'apiKey.id',
      'apiKey.name',
      'apiKey.prefix',
      'apiKey.expiresAt',
      'apiKey.revokedAt',
      'apiKey.createdAt',
      'apiKey.createdBy',
    ])
    .select(
      sql<readonly string[]>`array(
      select role.name from api_key_role join role on role.id = api_key_role.role_id
       where api_key_role.api_key_id = api_key.id order by role.name)`.as('roles'),
    );
  if (scope.all) return query;
  // Whoever is limited to some accounts knows of the keys that reach no further.
  return query.where(
    sql<boolean>`not exists (
      select from api_key_role left join role_account on role_account.role_id = api_key_role.role_id
       where api_key_role.api_key_id = api_key.id
         and (role_account.account_id is null or role_account.account_id <> all(${scope.accountIds})))`,
  );
}
