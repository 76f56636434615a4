import { z } from 'zod';
import type { NewEmail } from '../notifications/outbox.ts';
import type { DigestData } from '../notifications/rules/email-data.ts';
import { chooseTemplate } from '../notifications/rules/template-choice.ts';
import { daySchema } from '../shared/schemas.ts';
import type { Json } from '../shared/vocabulary.ts';
import type { AccountNotice } from './reminder-decisions.ts';
import { digestTemplate, type ReminderTerms } from './reminder-terms.ts';

const accountsMax = 500;

const digestSchema = z
  .object({
    accountCount: z.int(),
    accounts: z.array(
      z.object({ accountId: z.string(), name: z.string(), itemCount: z.int(), earliestExpiration: daySchema }),
    ),
  })
  .nullable();

function digestOf(tally: Json): Pick<DigestData, 'accountCount' | 'accounts'> {
  return digestSchema.parse(tally) ?? { accountCount: 0, accounts: [] };
}

/** What a run remembers for its digest: how many accounts nobody could be told in, and the most pressing of them. */
export function addToDigest(tally: Json, notices: readonly AccountNotice[]): Json {
  const added = notices.flatMap(({ account, outcome, listed, moreCount }) => {
    const [first] = listed;
    if (outcome !== 'producer_notified' || account === null || first === undefined) return [];
    const { accountId, name } = account;
    return [{ accountId, name, itemCount: listed.length + moreCount, earliestExpiration: first.expirationDate }];
  });
  if (added.length === 0) return tally;
  const before = digestOf(tally);
  return {
    accountCount: before.accountCount + added.length,
    accounts: [...before.accounts, ...added]
      .toSorted((a, b) => compare(a.earliestExpiration, b.earliestExpiration) || compare(a.accountId, b.accountId))
      .slice(0, accountsMax),
  };
}

/** The one message to the producer about the accounts of a run that nobody could be told in. */
export function digestEmail(terms: ReminderTerms, tally: Json, runId: number): NewEmail | undefined {
  const template = chooseTemplate(terms.digestTemplates, { locale: 'en' });
  const digest = digestOf(tally);
  if (template === undefined || digest.accountCount === 0) return undefined;
  const { today, kind } = terms.policy;
  const data: DigestData = { today, kind, ...digest, runId };
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

function compare(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}
