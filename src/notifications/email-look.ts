import type { Database, Transaction } from '../platform/database.ts';
import { readSettings } from '../settings/setting-store.ts';
import { portalUrl, senderLook, type SenderLook } from './rules/sender-look.ts';
import { passwordLinkStandIn } from './password-link-tokens.ts';
import { unsubscribeStandIn, unsubscribeUrl } from './unsubscribe-links.ts';

/**
 * The sender's look now, for a message that is shown and not sent: its personal links are stand-ins, as the real ones
 * act for whoever has them.
 */
export async function settingLook(database: Database | Transaction, publicUrl = ''): Promise<SenderLook> {
  return senderLook(await readSettings(database), {
    portal: portalUrl(publicUrl),
    unsubscribe: unsubscribeUrl(publicUrl, unsubscribeStandIn),
    password: passwordLinkStandIn(publicUrl),
  });
}
