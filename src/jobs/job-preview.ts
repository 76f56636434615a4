import { authoriseEverywhere } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import { inSnapshot, type Transaction } from '../platform/database.ts';
import { cursorAfter, rowAfter, type PageRequest } from '../platform/paging.ts';
import { readSettings } from '../settings/setting-store.ts';
import type { Day } from '../shared/day.ts';
import type { JsonObject } from '../shared/vocabulary.ts';
import type { DecidedChunk, JobDefinition, JobsApp, PreviewEmail, RunningJob } from './job-definition.ts';
import { findJob, requireOptions } from './job-operations.ts';
import type { NewJobRunItem } from './job-run-store.ts';
import { presentRunItem, splitCounts, type JobRunItemView } from './job-run-view.ts';
import { selectJobStates } from './job-store.ts';

export interface PreviewRequest extends PageRequest {
  readonly asOf?: Day | undefined;
  readonly options?: JsonObject | undefined;
  readonly outcome?: string | undefined;
}

export interface JobPreview {
  readonly businessDay: Day;
  readonly summary: Readonly<Record<string, number>>;
  readonly emails: number;
  readonly items: readonly (JobRunItemView & { readonly emails: readonly PreviewEmail[] })[];
  readonly nextCursor: string | null;
}

/**
 * What a run would do now, or on another day: the same code path, in one snapshot that cannot write. Every chunk is decided
 * for the summary, the items of one page are kept. Needs `viewJobs`, and every account.
 */
export async function previewJob(
  app: JobsApp,
  actor: Actor,
  key: string,
  request: PreviewRequest,
): Promise<JobPreview> {
  authoriseEverywhere(actor, 'viewJobs');
  const job = findJob(app, key);
  requireOptions(job, request.options ?? {});
  const from = rowAfter(request);
  return inSnapshot(app.database, async (transaction) => {
    const run = await pretendRun(app, transaction, job, request);
    const counts: Record<string, number> = {};
    const shown: (JobRunItemView & { emails: readonly PreviewEmail[] })[] = [];
    let seen = 0;
    for await (const decided of decideAll(transaction, job, run)) {
      for (const [name, count] of Object.entries(decided.counts)) counts[name] = (counts[name] ?? 0) + count;
      for (const item of decided.items) {
        if (request.outcome !== undefined && item.outcome !== request.outcome) continue;
        seen += 1;
        if (seen > from && shown.length < request.limit) shown.push(await presentItem(transaction, decided, item));
      }
    }
    const { emails, outcomes } = splitCounts(counts);
    const end = from + shown.length;
    return {
      businessDay: run.businessDay,
      summary: outcomes,
      emails,
      items: shown,
      nextCursor: seen > end ? cursorAfter(end) : null,
    };
  });
}

async function* decideAll(
  transaction: Transaction,
  job: JobDefinition,
  first: RunningJob,
): AsyncGenerator<DecidedChunk> {
  let run = first;
  for (;;) {
    const decided = await job.decide(transaction, run);
    yield decided;
    if (decided.done) return;
    run = { ...run, cursor: decided.cursor };
  }
}

async function presentItem(transaction: Transaction, decided: DecidedChunk, item: NewJobRunItem) {
  return { ...presentRunItem(item), emails: await decided.emailsOf(transaction, item) };
}

async function pretendRun(
  app: JobsApp,
  transaction: Transaction,
  job: JobDefinition,
  request: PreviewRequest,
): Promise<RunningJob> {
  const { businessTimeZone } = await readSettings(transaction);
  const businessDay = request.asOf ?? app.clock.today(businessTimeZone);
  const state = (await selectJobStates(transaction, [job.key])).get(job.key);
  return {
    id: 0,
    requestedBy: 'preview',
    options: { ...state?.options, ...request.options },
    businessDay,
    frozen: await job.freeze(transaction, businessDay, 'preview'),
    cursor: null,
    counts: {},
    isCancelled: async () => false,
    reportProgress: async () => undefined,
  };
}
