import { handOutPasswordLink } from '../notifications/password-link-tokens.ts';
import type { App } from '../platform/app.ts';
import { inTransaction } from '../platform/database.ts';
import { hasAdministrator } from '../accounts/administrator-store.ts';
import { makeLink } from './password-link-operations.ts';

/**
 * Where no administrator can sign in, and none was configured: the address at which somebody becomes the first one. A new one at
 * each start; each of them works until one was used, so that several processes can start at once and one administrator is made.
 */
export async function firstAdministratorLink(app: App, publicUrl: string): Promise<string | undefined> {
  if (app.config.adminApiKey !== undefined || (await hasAdministrator(app.database))) return undefined;
  return inTransaction(app.database, async (transaction) => {
    const id = await makeLink(app, transaction, { purpose: 'firstAdministrator', portal: 'producer' });
    return (await handOutPasswordLink(transaction, { id, now: app.clock.now(), publicUrl })) ?? undefined;
  });
}
