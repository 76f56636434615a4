import { chunkOf, type DecidedChunk, type JobDefinition, type RunningJob } from '../jobs/job-definition.ts';
import { insertJobRunItems } from '../jobs/job-run-store.ts';
import { emailCount } from '../jobs/job-run-view.ts';
import { queueEmails } from '../notifications/outbox.ts';
import type { Transaction } from '../platform/database.ts';
import type { Json, JsonObject } from '../shared/vocabulary.ts';
import { decideNotices, itemOf, type AccountNotice } from './reminder-decisions.ts';
import { digestEmail, reminderEmails, renderForPreview } from './reminder-emails.ts';
import { fixExpiredBaseline, freezeTerms, reminderKinds, thawTerms, type ReminderTerms } from './reminder-terms.ts';
import { countAccounts, insertExpiredNotices, selectAccountRange, upsertReminderMarks } from './renewal-store.ts';
import type { NoticeKind } from './rules/expiry-notices.ts';

/** Expiring Entitlements: reminds accounts of what will end (`product.md` 5.1, reference 6.4). */
export const expiringEntitlementsJob = reminderJob('expiring', {
  title: 'Expiring Entitlements',
  description:
    'Finds line items and maintenance that will end soon, and reminds the users of the accounts that hold them.',
  whileInactive: 'Nobody is reminded before licenses and maintenance end.',
});

/** Expired Entitlements: tells accounts of what has ended (`product.md` 5.2, reference 6.5). */
export const expiredEntitlementsJob: JobDefinition = {
  ...reminderJob('expired', {
    title: 'Expired Entitlements',
    description:
      'Finds line items and maintenance that have ended, and tells the users of the accounts that hold them, once.',
    whileInactive: 'Nobody is told when licenses and maintenance have ended.',
  }),
  activate: fixExpiredBaseline,
};

function reminderJob(
  kind: NoticeKind,
  texts: Pick<JobDefinition, 'title' | 'description' | 'whileInactive'>,
): JobDefinition {
  return {
    key: reminderKinds[kind].jobKey,
    exclusive: true,
    ...texts,
    freeze: (transaction, today, purpose) => freezeTerms(transaction, kind, today, purpose),
    decide: decideChunk,
    chunk: chunkOf(decideChunk, insertJobRunItems),
    finish: async (transaction, run) => {
      const digest = await digestEmail(transaction, run.id, thawTerms(run.frozen));
      if (digest !== undefined) await queueEmails(transaction, [digest]);
    },
    errorsInOptions: (options: JsonObject) =>
      Object.keys(options).map((name) => ({
        pointer: `/${name}`,
        code: 'unknown_option',
        message: `This job has no option ${name}.`,
      })),
  };
}

// Each chunk looks once over everything that ends in the listed days, so few and large chunks are the fast ones.
const accountsAtOnce = 5_000;

// Accounts in the order of their rows; at the very end the items that nobody holds.
async function decideChunk(transaction: Transaction, run: RunningJob): Promise<DecidedChunk> {
  const terms = thawTerms(run.frozen);
  const after = accountAfter(run.cursor);
  const range = await selectAccountRange(transaction, after, accountsAtOnce);
  const notices = await decideNotices(
    transaction,
    range === undefined ? 'nobody' : { after, until: range.until },
    terms.policy,
  );
  const receivers = notices.reduce((sum, notice) => sum + notice.receivers.length, 0);
  return {
    cursor: range === undefined ? null : { after: range.until },
    done: range === undefined,
    items: notices.map(itemOf),
    counts: { ...countOutcomes(notices), [emailCount]: receivers },
    progressDone: range?.count ?? 0,
    ...(run.cursor === null ? { progressTotal: await countAccounts(transaction) } : {}),
    save: (writing) => saveNotices(writing, notices, terms, run.id),
    emailsOf: async (reading, item) => {
      const own = notices.filter((notice) => notice.account?.accountId === item.accountId);
      return renderForPreview(reading, await reminderEmails(reading, own, terms, null));
    },
  };
}

function accountAfter(cursor: Json): number {
  return typeof cursor === 'object' && cursor !== null && 'after' in cursor && typeof cursor.after === 'number'
    ? cursor.after
    : 0;
}

function countOutcomes(notices: readonly AccountNotice[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome } of notices) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

async function saveNotices(
  transaction: Transaction,
  notices: readonly AccountNotice[],
  terms: ReminderTerms,
  runId: number,
): Promise<void> {
  const told = notices.flatMap(({ account, outcome, listed }) =>
    account !== null && (outcome === 'mailed' || outcome === 'producer_notified') ? [{ id: account.id, listed }] : [],
  );
  const { kind, today } = terms.policy;
  await queueEmails(transaction, await reminderEmails(transaction, notices, terms, runId));
  await upsertReminderMarks(
    transaction,
    kind,
    told.map((one) => one.id),
    today,
    runId,
  );
  if (kind === 'expired')
    await insertExpiredNotices(
      transaction,
      told.flatMap(({ id, listed }) => listed.map((item) => ({ accountId: id, item }))),
      runId,
    );
}
