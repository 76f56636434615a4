import { emailTypes, isEmailType } from '../../../src/notifications/rules/email-types.ts';
import { emailsText } from '../../messages/en/producer-emails.ts';
import type { ItemOf } from '../../shared/api/call.ts';
import type { Reason } from '../../shared/api/problem.ts';
import type { DayFormat } from '../../shared/days.ts';
import type { Tone } from '../../shared/Mark.tsx';

export type Email = ItemOf<'listEmails'>;

export const statusTones: Readonly<Record<Email['status'], Tone>> = {
  queued: 'soon',
  sent: 'good',
  failed: 'urgent',
  suppressed: 'quiet',
};

/** A type of email as people call it. */
export function typeTitle(type: string): string {
  return isEmailType(type) ? emailTypes[type].title : type;
}

/** Both kinds of reminders, as the list of emails takes several types. */
export const reminderTypes = 'renewal-reminder,renewal-reminder-expired';

export const typeChoices = Object.entries(emailTypes).map(([value, { title }]) => ({ value, label: title }));

/** What became of a message, in sentences. */
export function deliverySentence(email: Email, hasMailServer: boolean, format: DayFormat): string {
  const { status, attempts, sentAt, nextAttemptAt, createdAt } = email;
  if (status === 'sent') return emailsText.sentAt(format.instant(sentAt ?? createdAt), attempts);
  if (status === 'failed') return emailsText.givenUp(attempts);
  if (status === 'suppressed') return emailsText.suppressed;
  if (!hasMailServer) return emailsText.waitsForServer;
  if (attempts === 0) return emailsText.waitsToBeSent;
  const isDue = nextAttemptAt === null || Date.parse(nextAttemptAt) <= Date.now();
  return emailsText.triedInVain(attempts, isDue ? null : format.instant(nextAttemptAt));
}

/** Why a message cannot be sent again now. */
export function reasonsAgainstResending(email: Email, hasMailServer: boolean, may: boolean): readonly Reason[] {
  if (!may) return [emailsText.mayNot('manageEmails')];
  if (!hasMailServer) return [emailsText.noMailServer];
  return email.status === 'queued' && email.attempts === 0 ? [emailsText.notTriedYet] : [];
}
