import type { Database, Transaction } from '../platform/database.ts';
import { readSettings } from '../settings/setting-store.ts';
import { senderLook, type SenderLook } from './rules/sender-look.ts';
import { unsubscribeStandIn, unsubscribeUrl } from './unsubscribe-links.ts';

/**
 * The sender's look now, for a message that is shown and not sent: its unsubscribe link is a stand-in, as the real one
 * acts for whoever has it. A link to the portal is added when there is a portal.
 */
export async function settingLook(database: Database | Transaction, publicUrl = ''): Promise<SenderLook> {
  return senderLook(await readSettings(database), { unsubscribe: unsubscribeUrl(publicUrl, unsubscribeStandIn) });
}
