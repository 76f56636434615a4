import type { Transaction } from '../platform/database.ts';
import { settingLook } from './email-look.ts';
import { renderEmail } from './email-rendering.ts';
import { selectTemplatesById } from './email-template-store.ts';
import type { NewEmail } from './outbox.ts';
import { subscriptionOf } from './rules/email-types.ts';
import { withUnsubscribe } from './rules/sender-look.ts';

/** One email that a preview shows as it would be read. */
export interface PreviewEmail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Messages as they would be read. */
export async function renderForPreview(
  transaction: Transaction,
  emails: readonly NewEmail[],
  publicUrl = '',
): Promise<readonly PreviewEmail[]> {
  if (emails.length === 0) return [];
  const templates = await selectTemplatesById(transaction, [...new Set(emails.map((email) => email.templateId))]);
  const look = await settingLook(transaction, publicUrl);
  return emails.map((email) => {
    const template = templates.find((one) => one.id === email.templateId);
    if (template === undefined) throw new Error(`email template ${email.templateId} is gone`);
    // Only who gets it because of a subscription has a link to end that.
    const isSubscriber = email.userId !== null && subscriptionOf(email.type) !== null;
    const ownLook = isSubscriber ? look : withUnsubscribe(look, null);
    return { to: email.toAddress, ...renderEmail(template, email.data, ownLook) };
  });
}
