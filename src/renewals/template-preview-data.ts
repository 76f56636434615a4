import type { App } from '../platform/app.ts';
import { inSnapshot, type Transaction } from '../platform/database.ts';
import type { AccountDataOf, PreviewedTemplate } from '../notifications/template-preview.ts';
import { readSettings } from '../settings/setting-store.ts';
import { decideNotices, type AccountNotice } from './reminder-decisions.ts';
import { reminderEmails } from './reminder-emails.ts';
import { freezeTerms, thawTerms, type ReminderTerms } from './reminder-terms.ts';
import type { ReceiverRow } from './renewal-store.ts';
import type { NoticeKind } from './rules/expiry-notices.ts';

const kinds: ReadonlyMap<string, NoticeKind> = new Map([
  ['renewal-reminder', 'expiring'],
  ['renewal-intent', 'expiring'],
  ['renewal-reminder-expired', 'expired'],
]);

/**
 * What an account would be told today by a template, whether or not it was told lately: to the first user who would get
 * it, or else to a made-up one. Undefined where there is nothing to tell.
 */
export const reminderDataOf: AccountDataOf = async (app, template, accountId) => {
  const kind = kinds.get(template.type);
  if (kind === undefined) return undefined;
  return inSnapshot(app.database, async (transaction) => {
    const terms = await termsToday(app, transaction, kind, template);
    const notice = await noticeOf(transaction, terms, accountId);
    if (notice === undefined || notice.account === null) return undefined;
    const reader = notice.receivers[0] ?? someone(notice.account.id, template.locale);
    const told: AccountNotice = { ...notice, outcome: 'mailed', receivers: [reader] };
    const [first] = await reminderEmails(transaction, [told], terms, null);
    return first?.email.data;
  });
};

async function termsToday(
  app: App,
  transaction: Transaction,
  kind: NoticeKind,
  template: PreviewedTemplate,
): Promise<ReminderTerms> {
  const { businessTimeZone } = await readSettings(transaction);
  const terms = thawTerms(await freezeTerms(transaction, kind, app.clock.today(businessTimeZone), 'preview'));
  return { ...terms, policy: { ...terms.policy, templatesAreActive: true }, templates: [template] };
}

async function noticeOf(
  transaction: Transaction,
  { policy }: ReminderTerms,
  accountId: string,
): Promise<AccountNotice | undefined> {
  const query = transaction.selectFrom('account').select('account.id').where('account.accountId', '=', accountId);
  const account = await query.executeTakeFirst();
  if (account === undefined) return undefined;
  for await (const { notices } of decideNotices(transaction, policy, account.id - 1))
    return notices.find((notice) => notice.account?.id === account.id); // holders come in the order of their rows
  return undefined;
}

function someone(account: number, locale: string): ReceiverRow {
  return {
    account,
    id: 0,
    userId: 'maria.keller',
    firstName: 'Maria',
    lastName: 'Keller',
    email: 'maria.keller@customer.example',
    locale,
    status: 'active',
    membershipExpiresOn: null,
    mayViewExpiringEntitlements: true,
    takesReminders: true,
  };
}
