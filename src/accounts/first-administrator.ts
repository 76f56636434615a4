import { sql } from 'kysely';
import type { App } from '../platform/app.ts';
import { inTransaction } from '../platform/database.ts';
import { hasApiKeys, insertApiKey } from './api-key-store.ts';
import { selectRoleGrants } from './role-store.ts';

const administratorRole = 'System Administrator';

/**
 * Where there is no API key at all and one is configured, makes it the first administrator's. Of several processes that start at
 * once, one makes it.
 */
export async function ensureFirstAdministrator(app: App): Promise<void> {
  const { adminApiKey: secret } = app.config;
  if (secret === undefined || (await hasApiKeys(app.database))) return;
  await inTransaction(app.database, async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtext('licet'), hashtext('first administrator'))`.execute(transaction);
    if (await hasApiKeys(transaction)) return;
    const roles = await selectRoleGrants(transaction, [administratorRole]);
    await insertApiKey(
      transaction,
      { name: 'system' },
      { name: 'first administrator', secret, expiresAt: null, roles: [...roles.values()] },
    );
  });
}
