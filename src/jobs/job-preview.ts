import { authoriseEverything } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { PreviewEmail } from '../notifications/email-preview.ts';
import { inSnapshot, streamSnapshot, type Transaction } from '../platform/database.ts';
import { cursorAfter, rowAfter, type PageRequest } from '../platform/paging.ts';
import { readSettings } from '../settings/setting-store.ts';
import type { Day } from '../shared/day.ts';
import type { Json, JsonObject } from '../shared/vocabulary.ts';
import { addCounts, splitCounts, type Counts } from './counts.ts';
import { startOfJob } from './job-chunks.ts';
import type { DecidedChunk, DecidedItem, FrozenRun, JobDefinition, JobsApp } from './job-definition.ts';
import { findJob, requireOptions } from './job-operations.ts';
import { presentRunItems, type JobRunItemView } from './job-run-view.ts';
import { selectJobStates } from './job-store.ts';

/** Which run to pretend. */
export interface PreviewRequest {
  readonly asOf?: Day | undefined;
  readonly options?: JsonObject | undefined;
}

/** Which of the things to show; what the run comes to is told of all of them. */
export interface ItemFilter {
  readonly outcome?: string | undefined;
  readonly accountId?: string | undefined;
}

function isWanted(item: DecidedItem, { outcome, accountId }: ItemFilter): boolean {
  return (
    (outcome === undefined || item.outcome === outcome) && (accountId === undefined || item.accountId === accountId)
  );
}

/** What the whole run would come to. */
export interface PreviewTotals {
  readonly summary: Counts;
  readonly emails: number;
  /** the one message about the run as a whole, where there would be one */
  readonly digest: PreviewEmail | null;
}

/** One thing that a run would act on, with the emails that belong to it. */
export type PreviewItem = JobRunItemView & { readonly emails: readonly PreviewEmail[] };

/** One page of what a run would act on; with the first page what all of it comes to. */
export interface JobPreview {
  readonly businessDay: Day;
  readonly summary: Counts | null;
  readonly emails: number | null;
  readonly digest: PreviewEmail | null;
  readonly items: readonly PreviewItem[];
  readonly nextCursor: string | null;
}

/**
 * What a run would do now, or on another day: the same code path, in one snapshot that cannot write. The first page decides
 * everything, for the totals; a later one goes on behind the last item of the page before, answers null for each of them, and
 * decides no more than the chunks that it shows. Needs `viewJobs`, and every account.
 */
export async function previewJob(
  app: JobsApp,
  actor: Actor,
  key: string,
  request: PreviewRequest & PageRequest & ItemFilter,
): Promise<JobPreview> {
  const job = requireJob(app, actor, key, request);
  const after = rowAfter(request);
  const isFirst = after === 0;
  return inSnapshot(app.database, async (transaction) => {
    const run = await pretendRun(app, transaction, job, request);
    let whole: Decided = { counts: {}, tally: null };
    const shown: PreviewItem[] = [];
    let [last, more] = [after, false];
    for await (const decided of job.decide(transaction, run, { ...startOfJob, after })) {
      whole = added(whole, decided);
      const wanted = decided.items.filter((item) => isWanted(item, request));
      const taken = wanted.slice(0, request.limit - shown.length);
      shown.push(...(await presentItems(transaction, decided, taken)));
      last = taken.at(-1)?.row ?? last;
      more ||= taken.length < wanted.length;
      if (more && !isFirst) break;
    }
    return {
      businessDay: run.businessDay,
      ...(isFirst ? await totalsOf(transaction, job, run, whole) : { summary: null, emails: null, digest: null }),
      items: shown,
      nextCursor: more ? cursorAfter(last) : null,
    };
  });
}

const itemsAtOnce = 200;

/**
 * Everything that a run would do, in one pass over one snapshot that cannot write: page after page of items, at last what they come to. Emails
 * are rendered only where they are asked for. Needs `viewJobs`, and every account.
 */
export async function* previewWholeJob(
  app: JobsApp,
  actor: Actor,
  key: string,
  request: PreviewRequest & { readonly withEmails: boolean },
): AsyncGenerator<readonly PreviewItem[], PreviewTotals & { readonly businessDay: Day }> {
  const job = requireJob(app, actor, key, request);
  return yield* streamSnapshot(app.database, async function* (transaction) {
    const run = await pretendRun(app, transaction, job, request);
    let whole: Decided = { counts: {}, tally: null };
    for await (const decided of job.decide(transaction, run, startOfJob)) {
      whole = added(whole, decided);
      for (let start = 0; start < decided.items.length; start += itemsAtOnce) {
        const page = decided.items.slice(start, start + itemsAtOnce);
        yield request.withEmails
          ? await presentItems(transaction, decided, page)
          : (await presentRunItems(transaction, page)).map((item) => ({ ...item, emails: [] }));
      }
    }
    return { businessDay: run.businessDay, ...(await totalsOf(transaction, job, run, whole)) };
  });
}

function requireJob(app: JobsApp, actor: Actor, key: string, { options }: PreviewRequest): JobDefinition {
  authoriseEverything(actor, 'viewJobs');
  const job = findJob(app, key);
  requireOptions(job, options ?? {});
  return job;
}

/** What all chunks so far came to. */
interface Decided {
  readonly counts: Counts;
  readonly tally: Json;
}

function added({ counts }: Decided, chunk: DecidedChunk): Decided {
  return { counts: addCounts(counts, chunk.counts), tally: chunk.place.tally };
}

async function totalsOf(
  transaction: Transaction,
  job: JobDefinition,
  run: FrozenRun,
  { counts, tally }: Decided,
): Promise<PreviewTotals> {
  const end = await job.decideEnd(transaction, run, tally);
  const { emails, outcomes } = splitCounts(addCounts(counts, end.counts));
  return { summary: outcomes, emails, digest: await end.digest(transaction) };
}

async function presentItems(
  transaction: Transaction,
  decided: DecidedChunk,
  items: readonly DecidedItem[],
): Promise<readonly PreviewItem[]> {
  if (items.length === 0) return [];
  const emails = await decided.emailsOf(transaction, items);
  const presented = await presentRunItems(transaction, items);
  return presented.map((item, index) => ({ ...item, emails: emails[index] ?? [] }));
}

async function pretendRun(
  app: JobsApp,
  transaction: Transaction,
  job: JobDefinition,
  request: PreviewRequest,
): Promise<FrozenRun> {
  const { businessTimeZone } = await readSettings(transaction);
  const businessDay = request.asOf ?? app.clock.today(businessTimeZone);
  const state = (await selectJobStates(transaction, [job.key])).get(job.key);
  return {
    id: 0,
    options: { ...state?.options, ...request.options },
    businessDay,
    frozen: await job.freeze(transaction, businessDay, 'preview'),
  };
}
