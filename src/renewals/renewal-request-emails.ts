import type { NewEmail } from '../notifications/outbox.ts';
import type { EmailUser, RenewalIntentData, ReminderItem } from '../notifications/rules/email-data.ts';
import { chooseTemplate, type TemplateKey } from '../notifications/rules/template-choice.ts';
import type { Day } from '../shared/day.ts';
import type { AskedItem, PlannedRequest } from './rules/renewal-request.ts';

/** The template of the message to the producer, and of the copy of it. */
export const intentTemplate = 'renewal-intent';

/** Who asks: of a program there is only the name, and nobody to send a copy to. */
export interface Requester extends EmailUser {
  readonly row: number | null;
}

export interface IntentTerms {
  readonly today: Day;
  readonly requester: Requester;
  readonly note: string | undefined;
  /** where the producer is told; empty for nowhere */
  readonly producerEmail: string;
  readonly templates: readonly TemplateKey[];
}

/** The messages about a request: one to the producer, and a copy in their language to whoever asked. */
export function intentEmails({ account, items }: PlannedRequest, terms: IntentTerms): readonly NewEmail[] {
  const { row, ...user } = terms.requester;
  const data: RenewalIntentData = {
    account: { accountId: account.accountId, name: account.name },
    user,
    today: terms.today,
    items: items.map(reminderItem),
    moreCount: 0,
    ...(terms.note === undefined ? {} : { note: terms.note }),
  };
  const to = (toAddress: string, locale: string, userId: number | null): readonly NewEmail[] => {
    const template = chooseTemplate(terms.templates, { locale });
    if (template === undefined || toAddress === '') return [];
    const { id: templateId, variation } = template;
    return [
      { type: intentTemplate, variation, templateId, runId: null, accountId: account.id, userId, toAddress, data },
    ];
  };
  return [...to(terms.producerEmail, 'en', null), ...(row === null ? [] : to(user.email, user.locale, row))];
}

function reminderItem(item: AskedItem): ReminderItem {
  const { kind, activationId, entitlementId, products, expirationDate, daysRemaining, quantity, urgency } = item;
  return { kind, activationId, entitlementId, products, expirationDate, daysRemaining, quantity, urgency };
}
