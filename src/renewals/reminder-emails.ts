import { renderForPreview, type PreviewEmail } from '../notifications/email-preview.ts';
import type { NewEmail } from '../notifications/outbox.ts';
import type { ReminderData, ReminderItem } from '../notifications/rules/email-data.ts';
import { chooseTemplate, type TemplateKey } from '../notifications/rules/template-choice.ts';
import type { Transaction } from '../platform/database.ts';
import { daysBetween } from '../shared/day.ts';
import type { AccountNotice } from './reminder-decisions.ts';
import { reminderKinds, type ReminderTerms } from './reminder-terms.ts';
import { selectProductNames, type ReceiverRow } from './renewal-store.ts';
import { urgencyOf, type Candidate, type NoticeKind } from './rules/expiry-notices.ts';

/** One message, and how many things it lists. */
interface ListingEmail {
  readonly email: NewEmail;
  readonly listed: number;
}

/** The messages of mailed accounts, one for each receiving user, each made when it is asked for. */
export async function reminderEmails(
  transaction: Transaction,
  notices: readonly AccountNotice[],
  terms: ReminderTerms,
  runId: number | null,
): Promise<Iterable<ListingEmail>> {
  const mailed = notices.filter((notice) => notice.outcome === 'mailed');
  const listed = mailed.flatMap((notice) => notice.listed);
  return emailsOf(mailed, await selectProductNames(transaction, listed), terms, runId);
}

type ProductsOf = (item: Candidate) => ReminderItem['products'];

function* emailsOf(
  mailed: readonly AccountNotice[],
  productsOf: ProductsOf,
  terms: ReminderTerms,
  runId: number | null,
): Generator<ListingEmail> {
  const templateFor = templatesByLocale(terms);
  for (const { account, listed, moreCount, receivers } of mailed) {
    if (account === null) continue;
    const { accountId, name } = account;
    const items = listed.map((item) => itemOf(item, productsOf, terms));
    const common = { account: { accountId, name }, today: terms.policy.today, items, moreCount };
    for (const receiver of receivers) {
      const email = emailTo(receiver, common, {
        kind: terms.policy.kind,
        template: templateFor(receiver.locale),
        runId,
      });
      if (email !== undefined) yield { email, listed: items.length };
    }
  }
}

function itemOf(item: Candidate, productsOf: ProductsOf, terms: ReminderTerms): ReminderItem {
  const { kind, activationId, entitlementId, expirationDate, quantity } = item;
  const { today } = terms.policy;
  const days = { critical: terms.renewalCritical, window: terms.expiringWindow };
  return {
    kind,
    activationId,
    entitlementId,
    products: productsOf(item),
    expirationDate,
    daysRemaining: daysBetween(today, expirationDate),
    quantity,
    urgency: urgencyOf(expirationDate, today, days),
  };
}

function emailTo(
  { account, id, userId, firstName, lastName, email, locale }: ReceiverRow,
  common: Omit<ReminderData, 'user'>,
  { kind, template, runId }: { kind: NoticeKind; template: TemplateKey | undefined; runId: number | null },
): NewEmail | undefined {
  if (template === undefined) return undefined;
  const data: ReminderData = { ...common, user: { userId, firstName, lastName, email, locale } };
  return {
    type: reminderKinds[kind].template,
    variation: template.variation,
    templateId: template.id,
    runId,
    accountId: account,
    userId: id,
    toAddress: email,
    data,
  };
}

// Few locales come for very many receivers.
function templatesByLocale({ templates }: ReminderTerms): (locale: string) => TemplateKey | undefined {
  const chosen = new Map<string, TemplateKey | undefined>();
  return (locale) => {
    if (!chosen.has(locale)) chosen.set(locale, chooseTemplate(templates, { locale }));
    return chosen.get(locale);
  };
}

const listedAtOnce = 10_000;

/** Messages in batches that memory holds with everything that they list: each receiver's message repeats the list of its account. */
export function* inBatches(emails: Iterable<ListingEmail>): Generator<readonly NewEmail[]> {
  let [batch, size]: [NewEmail[], number] = [[], 0];
  for (const { email, listed } of emails) {
    batch.push(email);
    size += listed;
    if (size < listedAtOnce) continue;
    yield batch;
    [batch, size] = [[], 0];
  }
  yield batch;
}

/** The messages of each of some notices, as they would be read. */
export async function previewOfEach(
  transaction: Transaction,
  notices: readonly AccountNotice[],
  terms: ReminderTerms,
): Promise<readonly (readonly PreviewEmail[])[]> {
  const emails = [...(await reminderEmails(transaction, notices, terms, null))].map(({ email }) => email);
  const rendered = await renderForPreview(transaction, emails);
  return notices.map(({ account }) => rendered.filter((_, index) => emails[index]?.accountId === account?.id));
}
