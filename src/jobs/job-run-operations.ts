import { authorise, authoriseEverything, authoriseEverywhere } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import { cursorAfter, rowAfter, toPage, type Page, type PageRequest } from '../platform/paging.ts';
import { notFound, Problem } from '../shared/problems.ts';
import type { JobsApp } from './job-definition.ts';
import { findJob } from './job-operations.ts';
import { selectJobRun, selectJobRunItems, selectJobRuns } from './job-run-history-store.ts';
import { requestCancel, type JobRunRow } from './job-run-store.ts';
import { presentRun, presentRunItems, type JobRunItemView, type JobRunView } from './job-run-view.ts';

/** The runs of a job, the newest first. Needs `viewJobs`. */
export async function listRuns(
  app: JobsApp,
  actor: Actor,
  key: string,
  request: PageRequest,
): Promise<Page<JobRunView>> {
  authorise(actor, 'viewJobs');
  findJob(app, key);
  const rows = await selectJobRuns(app.database, { jobKey: key, before: rowAfter(request), limit: request.limit + 1 });
  const last = rows.at(request.limit - 1);
  return {
    items: rows.slice(0, request.limit).map(presentRun),
    nextCursor: rows.length > request.limit && last !== undefined ? cursorAfter(last.id) : null,
  };
}

/** One run. Needs `viewJobs`. */
export async function getRun(app: JobsApp, actor: Actor, runId: string): Promise<JobRunView> {
  authorise(actor, 'viewJobs');
  return presentRun(await findRun(app, runId));
}

export interface RunItemQuery extends PageRequest {
  readonly outcome?: string | undefined;
  readonly accountId?: string | undefined;
}

/** What a run acted on, each with outcome and reasons. Needs `viewJobs`, and every account. */
export async function listRunItems(
  app: JobsApp,
  actor: Actor,
  runId: string,
  query: RunItemQuery,
): Promise<Page<JobRunItemView>> {
  authoriseEverything(actor, 'viewJobs');
  const run = await findRun(app, runId);
  const { outcome, accountId, limit } = query;
  const rows = await selectJobRunItems(app.database, {
    runId: run.id,
    outcome,
    accountId,
    after: rowAfter(query),
    limit: limit + 1,
  });
  const page = toPage(rows, limit, (row) => row);
  return { ...page, items: await presentRunItems(app.database, page.items) };
}

/** Asks a run to end after the chunk in hand; what it did stays done. Needs `manageJobs`. */
export async function cancelRun(app: JobsApp, actor: Actor, runId: string): Promise<JobRunView> {
  authoriseEverywhere(actor, 'manageJobs');
  const run = await findRun(app, runId);
  if (!(await requestCancel(app.database, run.id)))
    throw new Problem('refused', `The run has ended already (${run.status}).`, {
      reasons: [
        {
          code: 'run_has_ended',
          message: `The run has ended already (${run.status}).`,
          remedy: 'There is nothing to cancel.',
        },
      ],
    });
  app.nudgeWorkers();
  return presentRun(await findRun(app, runId));
}

async function findRun(app: JobsApp, runId: string): Promise<JobRunRow> {
  const row = /^\d{1,15}$/.test(runId) ? await selectJobRun(app.database, Number(runId)) : undefined;
  if (row === undefined || !app.jobs.some((job) => job.key === row.jobKey)) throw notFound('run', runId);
  return row;
}
