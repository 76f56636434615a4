import { keySchema, text } from '../shared/schemas.ts';
import { cancelRun, getRun, listRunItems } from '../jobs/job-run-operations.ts';
import { pageOf, paging } from './answers.ts';
import { jobRun, jobRunItem } from './job-routes.ts';
import { get, post, type Api } from './operation.ts';

const path = { runId: keySchema };

/** What a job did, thing by thing. */
export function jobRunRoutes({ add }: Api): void {
  add({
    ...get,
    id: 'getJobRun',
    url: '/job-runs/{runId}',
    summary: 'One run',
    permission: 'viewJobs',
    path,
    answer: jobRun,
    run: (call) => getRun(call.app, call.actor, call.path.runId),
  });
  add({
    ...get,
    id: 'listJobRunItems',
    url: '/job-runs/{runId}/items',
    summary: 'What a run acted on, each with its outcome and reasons',
    permission: 'viewJobs',
    path,
    query: { ...paging, outcome: text(100, 1).optional(), accountId: keySchema.optional() },
    answer: pageOf(jobRunItem),
    run: (call) => listRunItems(call.app, call.actor, call.path.runId, call.query),
  });
  add({
    ...post,
    id: 'cancelJobRun',
    url: '/job-runs/{runId}/cancel',
    summary: 'End a run after the chunk in hand; what it did stays done',
    permission: 'manageJobs',
    path,
    answer: jobRun,
    run: (call) => cancelRun(call.app, call.actor, call.path.runId),
  });
}
