import { randomUUID } from 'node:crypto';
import { allocateIds, insertRows, type Transaction } from '../platform/database.ts';
import { rowAt } from '../platform/row-of.ts';
import { readSettings } from '../settings/setting-store.ts';
import type { EmailData } from './rules/email-data.ts';
import { defaultVariation, emailTypes, type EmailType } from './rules/email-types.ts';
import { messageIdDomain } from './rules/sender.ts';
import { foldAddress, selectSuppressedAddresses } from './refused-address-store.ts';
import { ensureUnsubscribeTokens } from './unsubscribe-store.ts';

/** A message that was decided. Account and user are row keys. */
export interface NewEmail {
  readonly type: EmailType;
  readonly variation?: string | undefined;
  readonly templateId: number;
  readonly runId: number | null;
  readonly accountId: number | null;
  readonly userId: number | null;
  readonly toAddress: string;
  /** the one-time link that the message is to carry */
  readonly passwordLinkId?: number | null | undefined;
  readonly data: EmailData;
}

/**
 * Puts messages into the outbox, in the transaction that decided them. Each gets its Message-ID here, for good, so that a
 * repeated delivery can be recognised; and its reader the link by which to stop more of the kind. Answers their rows.
 */
export async function queueEmails(transaction: Transaction, messages: readonly NewEmail[]): Promise<readonly number[]> {
  if (messages.length === 0) return [];
  const addresses = messages.map((message) => message.toAddress);
  const suppressed = await selectSuppressedAddresses(transaction, addresses);
  const domain = messageIdDomain((await readSettings(transaction)).mailFrom);
  const ids = await allocateIds(transaction, 'email', messages.length);
  await insertRows(
    transaction,
    'email',
    messages.map((message, index) => ({
      id: rowAt(ids, index),
      ...message,
      passwordLinkId: message.passwordLinkId ?? null,
      variation: message.variation ?? defaultVariation,
      messageId: `<${randomUUID()}@${domain}>`,
      ...startOf(suppressed.get(foldAddress(message.toAddress))),
    })),
  );
  const readers = messages.flatMap(({ type, userId }) => {
    const { subscription } = emailTypes[type];
    return subscription === null || userId === null ? [] : [{ subscription, userId }];
  });
  for (const [subscription, group] of Map.groupBy(readers, (reader) => reader.subscription))
    await ensureUnsubscribeTokens(
      transaction,
      subscription,
      group.map((reader) => reader.userId),
    );
  return ids;
}

/** A message to an address that does not exist is kept with the reason, and sent only when somebody asks for it. */
function startOf(refusal: string | undefined) {
  if (refusal === undefined) return { status: 'queued' as const, lastError: null };
  return { status: 'suppressed' as const, lastError: `Earlier messages to this address were refused: ${refusal}` };
}
