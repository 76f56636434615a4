import { savedBy } from '../jobs/job-chunks.ts';
import { countNames, emailCount } from '../jobs/counts.ts';
import type {
  DecidedChunk,
  DecidedEnd,
  FrozenRun,
  JobDecisions,
  JobDefinition,
  JobPlace,
} from '../jobs/job-definition.ts';
import { renderForPreview } from '../notifications/email-preview.ts';
import { queueEmails } from '../notifications/outbox.ts';
import type { Transaction } from '../platform/database.ts';
import type { Json, JsonObject } from '../shared/vocabulary.ts';
import { decideNotices, itemOf, rowOf, type AccountNotice } from './reminder-decisions.ts';
import { addToDigest, digestEmail } from './reminder-digest.ts';
import { inBatches, previewOfEach, reminderEmails } from './reminder-emails.ts';
import { fixExpiredBaseline, freezeTerms, reminderKinds, thawTerms, type ReminderTerms } from './reminder-terms.ts';
import { countAccounts, insertExpiredNotices, upsertReminderMarks } from './renewal-store.ts';
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
  const decisions: JobDecisions = { decide: decideChunks, decideEnd };
  return {
    key: reminderKinds[kind].jobKey,
    exclusive: true,
    ...texts,
    freeze: (transaction, today, purpose) => freezeTerms(transaction, kind, today, purpose),
    ...decisions,
    ...savedBy(decisions),
    errorsInOptions: (options: JsonObject) =>
      Object.keys(options).map((name) => ({
        pointer: `/${name}`,
        code: 'unknown_option',
        message: `This job has no option ${name}.`,
      })),
  };
}

// Accounts in the order of their rows; at the very end the items that nobody holds.
async function* decideChunks(
  transaction: Transaction,
  run: FrozenRun,
  from: JobPlace,
): AsyncGenerator<DecidedChunk, void> {
  const terms = thawTerms(run.frozen);
  let place = from;
  for await (const { notices, done } of decideNotices(transaction, terms.policy, from.after)) {
    const [before, last] = [place.after, notices.at(-1)];
    place = { after: last === undefined ? before : rowOf(last), tally: addToDigest(place.tally, notices) };
    const receivers = notices.reduce((sum, notice) => sum + notice.receivers.length, 0);
    const chunk = { before, after: done ? Number.MAX_SAFE_INTEGER : place.after };
    yield {
      place,
      done,
      items: notices.map(itemOf),
      counts: { ...countNames(notices.map((notice) => notice.outcome)), [emailCount]: receivers },
      save: async (writing) => {
        await saveNotices(writing, notices, terms, run.id);
        return progressOf(writing, chunk);
      },
      emailsOf: (reading, items) => {
        const rows = new Set(items.map((item) => item.row));
        return previewOfEach(
          reading,
          notices.filter((notice) => rows.has(rowOf(notice))),
          terms,
        );
      },
    };
  }
}

async function decideEnd(_: Transaction, run: FrozenRun, tally: Json): Promise<DecidedEnd> {
  const digest = digestEmail(thawTerms(run.frozen), tally, run.id);
  const emails = digest === undefined ? [] : [digest];
  return {
    counts: { [emailCount]: emails.length },
    save: async (writing) => {
      await queueEmails(writing, emails);
    },
    digest: async (reading) => (await renderForPreview(reading, emails))[0] ?? null,
  };
}

async function progressOf(transaction: Transaction, { before, after }: { before: number; after: number }) {
  const progressDone = await countAccounts(transaction, before, after);
  if (before > 0) return { progressDone };
  return { progressDone, progressTotal: await countAccounts(transaction, 0, Number.MAX_SAFE_INTEGER) };
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
  for (const batch of inBatches(await reminderEmails(transaction, notices, terms, runId)))
    await queueEmails(transaction, batch);
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
