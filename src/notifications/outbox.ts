import { randomUUID } from 'node:crypto';
import { insertRows, type Transaction } from '../platform/database.ts';
import { readSettings } from '../settings/setting-store.ts';
import type { EmailData } from './rules/email-data.ts';
import { defaultVariation, type EmailType } from './rules/email-types.ts';
import { messageIdDomain } from './rules/sender.ts';

/** A message that was decided. Account and user are row keys. */
export interface NewEmail {
  readonly type: EmailType;
  readonly variation?: string | undefined;
  readonly templateId: number;
  readonly runId: number | null;
  readonly accountId: number | null;
  readonly userId: number | null;
  readonly toAddress: string;
  readonly data: EmailData;
}

/**
 * Puts messages into the outbox, in the transaction that decided them. Each gets its Message-ID here, for good, so that a
 * repeated delivery can be recognised.
 */
export async function queueEmails(transaction: Transaction, messages: readonly NewEmail[]): Promise<void> {
  if (messages.length === 0) return;
  const domain = messageIdDomain((await readSettings(transaction)).mailFrom);
  await insertRows(
    transaction,
    'email',
    messages.map((message) => ({
      ...message,
      variation: message.variation ?? defaultVariation,
      messageId: `<${randomUUID()}@${domain}>`,
    })),
  );
}
