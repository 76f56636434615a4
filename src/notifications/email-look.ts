import type { Database, Transaction } from '../platform/database.ts';
import { readSettings } from '../settings/setting-store.ts';
import { senderLook, type SenderLook } from './rules/sender-look.ts';

/** The sender's look now. It has no links yet: a link is added when there is a page behind it. */
export async function settingLook(database: Database | Transaction): Promise<SenderLook> {
  return senderLook(await readSettings(database));
}
