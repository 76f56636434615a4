import type { App } from '../platform/app.ts';
import { inTransaction, type Reader } from '../platform/database.ts';
import { recordHistory } from '../platform/history.ts';
import { rowAfter, rowKey, toPage, type Page, type PageRequest } from '../platform/paging.ts';
import { notFound, Problem, refusal } from '../shared/problems.ts';
import type { NewApiKey } from './account-schemas.ts';
import { hashOfApiKey, newApiKeySecret } from './api-key-secret.ts';
import {
  insertApiKey,
  selectApiKey,
  selectApiKeyByHash,
  selectApiKeys,
  updateApiKeyRevoked,
  type StoredApiKey,
} from './api-key-store.ts';
import { authorise, refuseLimitedToLines } from './authorise.ts';
import { selectRoleGrants } from './role-store.ts';
import { reasonsAgainstApiKey } from './rules/api-key.ts';
import { combineGrants } from './rules/granting.ts';
import { everyLine, type Actor } from './rules/permissions.ts';

export interface ApiKeyView {
  readonly apiKeyId: string;
  readonly name: string;
  /** the first letters of the key, to recognise it by */
  readonly prefix: string;
  readonly roles: readonly string[];
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly version: number;
}

/**
 * Makes an API key and answers it, this once. Needs `manageApiKeys`, and whatever its roles grant; keys are not limited to
 * product lines, so nor is their maker. Throws `refused` with every reason.
 */
export async function createApiKey(
  app: App,
  actor: Actor,
  input: NewApiKey,
): Promise<ApiKeyView & { readonly key: string }> {
  authorise(actor, 'manageApiKeys');
  refuseLimitedToLines(actor);
  const key = newApiKeySecret();
  const names = [...new Set(input.roles)];
  const expiresAt = input.expiresAt === null || input.expiresAt === undefined ? null : new Date(input.expiresAt);
  return inTransaction(app.database, async (transaction) => {
    const roles = await selectRoleGrants(transaction, names);
    const wanted = { roles: input.roles, expiresAt: expiresAt?.getTime() ?? null };
    const reasons = reasonsAgainstApiKey(actor, wanted, roles, app.clock.now().getTime());
    if (reasons.length > 0) throw refusal(reasons);
    const id = await insertApiKey(transaction, actor, {
      name: input.name,
      secret: key,
      expiresAt,
      roles: [...roles.values()],
    });
    return { ...(await readApiKey(transaction, actor, String(id))), key };
  });
}

/** One API key, without the key itself. Needs `manageApiKeys`. */
export async function getApiKey(app: App, actor: Actor, apiKeyId: string): Promise<ApiKeyView> {
  authorise(actor, 'manageApiKeys');
  return readApiKey(app.database, actor, apiKeyId);
}

/** API keys in the order in which they were made, revoked ones too. Needs `manageApiKeys`. */
export async function listApiKeys(app: App, actor: Actor, request: PageRequest): Promise<Page<ApiKeyView>> {
  authorise(actor, 'manageApiKeys');
  const keys = await selectApiKeys(app.database, actor.scope, { after: rowAfter(request), limit: request.limit + 1 });
  return toPage(keys, request.limit, present);
}

/** Takes an API key out of use for good; once more changes nothing. Needs `manageApiKeys`. */
export async function revokeApiKey(app: App, actor: Actor, apiKeyId: string): Promise<ApiKeyView> {
  authorise(actor, 'manageApiKeys');
  return inTransaction(app.database, async (transaction) => {
    const id = rowKey(apiKeyId);
    const key = id === undefined ? undefined : await selectApiKey(transaction, actor.scope, id, { lock: true });
    if (key === undefined) throw notFound('API key', apiKeyId);
    if (key.revokedAt !== null) return present(key);
    const revokedAt = app.clock.now();
    await updateApiKeyRevoked(transaction, key.id, revokedAt);
    const after = { revokedAt: revokedAt.toISOString() };
    await recordHistory(transaction, actor, [
      {
        entity: 'apiKey',
        subjectId: key.id,
        entityKey: apiKeyId,
        event: 'changed',
        before: { revokedAt: null },
        after,
      },
    ]);
    return present({ ...key, revokedAt });
  });
}

/**
 * Who asks with an API key: what its producer roles give together, by `combineGrants` for no account that one of them is
 * not for, should a role have been limited since. Throws `unauthenticated`, with the same words for
 * whatever is no key at all.
 */
export async function authenticateApiKey(app: App, bearer: string): Promise<Actor> {
  const key = await selectApiKeyByHash(app.database, hashOfApiKey(bearer));
  if (key === undefined)
    throw new Problem(
      'unauthenticated',
      'This API key is not known. Send it exactly as it was shown when it was made, or ask an administrator for another.',
    );
  if (key.revokedAt !== null)
    throw new Problem(
      'unauthenticated',
      `The API key "${key.name}" was revoked at ${key.revokedAt.toISOString()}. Ask an administrator for another.`,
    );
  if (key.expiresAt !== null && key.expiresAt <= app.clock.now())
    throw new Problem(
      'unauthenticated',
      `The API key "${key.name}" expired at ${key.expiresAt.toISOString()}. Ask an administrator for another.`,
    );
  return {
    name: `${key.name} (${key.prefix})`,
    audience: 'producer',
    productLines: everyLine,
    ...combineGrants(key.grants),
  };
}

async function readApiKey(reader: Reader, actor: Actor, apiKeyId: string): Promise<ApiKeyView> {
  const id = rowKey(apiKeyId);
  const key = id === undefined ? undefined : await selectApiKey(reader, actor.scope, id, { lock: false });
  if (key === undefined) throw notFound('API key', apiKeyId);
  return present(key);
}

function present(key: StoredApiKey): ApiKeyView {
  const { id, expiresAt, revokedAt, createdAt, name, prefix, roles, createdBy } = key;
  return {
    apiKeyId: String(id),
    name,
    prefix,
    roles,
    expiresAt: expiresAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    createdBy,
    version: revokedAt === null ? 1 : 2, // being revoked is the only change there is
  };
}
