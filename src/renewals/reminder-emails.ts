import type { PreviewEmail } from '../jobs/job-definition.ts';
import { settingLook } from '../notifications/email-look.ts';
import { renderEmail } from '../notifications/email-rendering.ts';
import { selectTemplatesById } from '../notifications/email-template-store.ts';
import type { NewEmail } from '../notifications/outbox.ts';
import type { DigestData, ReminderData } from '../notifications/rules/email-data.ts';
import { chooseTemplate } from '../notifications/rules/template-choice.ts';
import type { Transaction } from '../platform/database.ts';
import { daysBetween } from '../shared/day.ts';
import type { AccountNotice } from './reminder-decisions.ts';
import { digestTemplate, reminderKinds, type ReminderTerms } from './reminder-terms.ts';
import { selectNoticedAccounts, selectProductNames } from './renewal-store.ts';
import { urgencyOf } from './rules/expiry-notices.ts';

/** The messages of mailed accounts: one for each receiving user, listing everything of the account. */
export async function reminderEmails(
  transaction: Transaction,
  notices: readonly AccountNotice[],
  terms: ReminderTerms,
  runId: number | null,
): Promise<readonly NewEmail[]> {
  const mailed = notices.filter((notice) => notice.outcome === 'mailed');
  const productsOf = await selectProductNames(
    transaction,
    mailed.flatMap((notice) => notice.listed),
  );
  const { today, kind } = terms.policy;
  const days = { critical: terms.renewalCritical, window: terms.expiringWindow };
  return mailed.flatMap(({ account, listed, receivers }) => {
    if (account === null) return [];
    const items = listed.map((item) => ({
      kind: item.kind,
      activationId: item.activationId,
      entitlementId: item.entitlementId,
      products: productsOf(item),
      expirationDate: item.expirationDate,
      daysRemaining: daysBetween(today, item.expirationDate),
      quantity: item.quantity,
      urgency: urgencyOf(item.expirationDate, today, days),
    }));
    return receivers.flatMap(({ id, userId, firstName, lastName, email, locale }): readonly NewEmail[] => {
      const template = chooseTemplate(terms.templates, { locale });
      if (template === undefined) return [];
      const data: ReminderData = {
        account: { accountId: account.accountId, name: account.name },
        user: { userId, firstName, lastName, email, locale },
        today,
        items,
      };
      const { variation } = template;
      return [
        {
          type: reminderKinds[kind].template,
          variation,
          templateId: template.id,
          runId,
          accountId: account.id,
          userId: id,
          toAddress: email,
          data,
        },
      ];
    });
  });
}

const digestAccountsMax = 500;

/** The one message to the producer about the accounts of a run that nobody could be told in. */
export async function digestEmail(
  transaction: Transaction,
  runId: number,
  terms: ReminderTerms,
): Promise<NewEmail | undefined> {
  const template = chooseTemplate(terms.digestTemplates, { locale: 'en' });
  const { accounts, total } = await selectNoticedAccounts(transaction, runId, 'producer_notified', digestAccountsMax);
  if (template === undefined || total === 0) return undefined;
  const { today, kind } = terms.policy;
  const data: DigestData = { today, kind, accountCount: total, accounts, runId };
  return {
    type: digestTemplate,
    variation: template.variation,
    templateId: template.id,
    runId,
    accountId: null,
    userId: null,
    toAddress: terms.producerEmail,
    data,
  };
}

/** Messages as they would be read. */
export async function renderForPreview(
  transaction: Transaction,
  emails: readonly NewEmail[],
): Promise<readonly PreviewEmail[]> {
  if (emails.length === 0) return [];
  const templates = await selectTemplatesById(transaction, [...new Set(emails.map((email) => email.templateId))]);
  const look = await settingLook(transaction);
  return emails.flatMap((email) => {
    const template = templates.find((one) => one.id === email.templateId);
    return template === undefined ? [] : [{ to: email.toAddress, ...renderEmail(template, email.data, look) }];
  });
}
