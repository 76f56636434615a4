import { sql } from 'kysely';
import type { App } from '../platform/app.ts';
import { inTransaction } from '../platform/database.ts';
import { newApiKeySecret } from './api-key-secret.ts';
import { hasApiKeys, insertApiKey } from './api-key-store.ts';
import { selectRoleGrants } from './role-store.ts';

const administratorRole = 'System Administrator';

/**
 * Where there is no API key at all, makes the first administrator's: the configured one, or a new one, which is answered
 * so that it can be shown once. Undefined where there is nothing to show. Of several processes that start at once, one
 * makes it.
 */
export async function ensureFirstAdministrator(app: App): Promise<string | undefined> {
  if (await hasApiKeys(app.database)) return undefined;
  const { adminApiKey } = app.config;
  const secret = adminApiKey ?? newApiKeySecret();
  const made = await inTransaction(app.database, async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtext('licet'), hashtext('first administrator'))`.execute(transaction);
    if (await hasApiKeys(transaction)) return false;
    const roles = await selectRoleGrants(transaction, [administratorRole]);
    await insertApiKey(
      transaction,
      { name: 'system' },
      { name: 'first administrator', secret, expiresAt: null, roles: [...roles.values()] },
    );
    return true;
  });
  return made && adminApiKey === undefined ? secret : undefined;
}
