import { isDeepStrictEqual } from 'node:util';
import { authorise, authoriseEverywhere } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import { inTransaction, violatedUniqueness, type Transaction } from '../platform/database.ts';
import { recordHistory } from '../platform/history.ts';
import { alteration } from '../platform/recording.ts';
import { readSettings } from '../settings/setting-store.ts';
import { suggestion } from '../shared/nearest-name.ts';
import { notFound, Problem } from '../shared/problems.ts';
import type { JsonObject } from '../shared/vocabulary.ts';
import type { JobDefinition, JobsApp } from './job-definition.ts';
import { insertJobRun, selectJobRun, selectLastRuns, type JobRunRow } from './job-run-store.ts';
import { presentRun, type JobRunView } from './job-run-view.ts';
import { lockJobState, selectJobStates, selectProducerRoles, updateJobState, type JobState } from './job-store.ts';

export interface JobView {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly status: 'active' | 'inactive';
  /** what does not happen while the job is inactive; null while it is active */
  readonly warning: string | null;
  readonly options: JsonObject;
  readonly subscriberRoles: readonly string[];
  readonly lastRun: JobRunView | null;
  readonly version: number;
}

/** Every job. Needs `viewJobs`. */
export async function listJobs(app: JobsApp, actor: Actor): Promise<readonly JobView[]> {
  authorise(actor, 'viewJobs');
  return presentJobs(app, app.jobs);
}

/** One job. Needs `viewJobs`. */
export async function getJob(app: JobsApp, actor: Actor, key: string): Promise<JobView> {
  authorise(actor, 'viewJobs');
  const [job] = await presentJobs(app, [findJob(app, key)]);
  if (job === undefined) throw notFound('job', key);
  return job;
}

async function presentJobs(app: JobsApp, jobs: readonly JobDefinition[]): Promise<readonly JobView[]> {
  const keys = jobs.map((job) => job.key);
  const states = await selectJobStates(app.database, keys);
  const runs = await selectLastRuns(app.database, keys);
  return jobs.flatMap((job) => {
    const state = states.get(job.key);
    return state === undefined ? [] : [presentJob(job, state, runs.get(job.key))];
  });
}

export interface JobChange {
  readonly status?: 'active' | 'inactive' | undefined;
  readonly options?: JsonObject | undefined;
  readonly subscriberRoles?: readonly string[] | undefined;
  readonly expectedVersion?: number | undefined;
}

/** Changes status, options or subscriber roles. Needs `manageJobs`. */
export async function changeJob(app: JobsApp, actor: Actor, key: string, change: JobChange): Promise<JobView> {
  authoriseEverywhere(actor, 'manageJobs');
  const job = findJob(app, key);
  requireOptions(job, change.options ?? {});
  await inTransaction(app.database, async (transaction) => {
    const before = await lockJobState(transaction, key);
    if (change.expectedVersion !== undefined && change.expectedVersion !== before.version)
      throw new Problem(
        'stale_version',
        `The job ${key} is at version ${before.version}, not ${change.expectedVersion}. Read it again, then change it.`,
      );
    await requireRoles(transaction, change.subscriberRoles ?? []);
    const after = {
      status: change.status ?? before.status,
      options: change.options ?? before.options,
      subscriberRoles: change.subscriberRoles ?? before.subscriberRoles,
    };
    const old = { status: before.status, options: before.options, subscriberRoles: before.subscriberRoles };
    if (isDeepStrictEqual(old, after)) return;
    await updateJobState(transaction, key, after, actor.name);
    await recordHistory(transaction, actor, [{ ...alteration('job', 0, key, old, after), subjectId: null }]);
    if (after.status === 'active' && before.status === 'inactive') {
      const { businessTimeZone } = await readSettings(transaction);
      await job.activate?.(transaction, app.clock.today(businessTimeZone));
    }
  });
  // Whoever may change a job sees the outcome of it.
  return getJob(app, { ...actor, permissions: new Set([...actor.permissions, 'viewJobs']) }, key);
}

/** Starts a run of a job now, also of an inactive one. Needs `manageJobs`; `job_already_running` while one is open. */
export async function requestRun(
  app: JobsApp,
  actor: Actor,
  key: string,
  options: JsonObject = {},
): Promise<JobRunView> {
  authoriseEverywhere(actor, 'manageJobs');
  const job = findJob(app, key);
  requireOptions(job, options);
  const state = (await selectJobStates(app.database, [key])).get(key);
  try {
    const row = await inTransaction(app.database, async (transaction) => {
      const id = await insertJobRun(transaction, {
        jobKey: key,
        exclusive: job.exclusive,
        requestedBy: actor.name,
        options: { ...state?.options, ...options },
      });
      return selectJobRun(transaction, id);
    });
    app.nudgeWorkers();
    if (row === undefined) throw new Error('a run that was just queued is not there');
    return presentRun(row);
  } catch (error) {
    if (violatedUniqueness(error) !== 'job_run_exclusive') throw error;
    throw new Problem(
      'job_already_running',
      `${job.title} has a run that is queued or running. Wait for it, or cancel it.`,
    );
  }
}

/** The definition of a job; `not_found` with the nearest name. */
export function findJob(app: JobsApp, key: string): JobDefinition {
  const job = app.jobs.find((one) => one.key === key);
  if (job === undefined) {
    const known = app.jobs.map((one) => one.key);
    throw new Problem('not_found', `There is no job "${key}".${suggestion(key, known)}`);
  }
  return job;
}

/** Throws `invalid_input` with everything that is wrong with options for a job. */
export function requireOptions(job: JobDefinition, options: JsonObject): void {
  const errors = job.errorsInOptions(options).map((error) => ({ ...error, pointer: `/options${error.pointer}` }));
  if (errors.length > 0) throw new Problem('invalid_input', `Some options of ${job.title} are wrong.`, { errors });
}

async function requireRoles(transaction: Transaction, names: readonly string[]): Promise<void> {
  const known = await selectProducerRoles(transaction, names);
  const errors = names.flatMap((name, index) =>
    known.has(name)
      ? []
      : [
          {
            pointer: `/subscriberRoles/${index}`,
            code: 'unknown_reference',
            message: `There is no producer role ${name}.`,
          },
        ],
  );
  if (errors.length > 0) throw new Problem('invalid_input', 'Some roles do not exist.', { errors });
}

function presentJob(job: JobDefinition, state: JobState, lastRun: JobRunRow | undefined): JobView {
  const { key, title, description } = job;
  const { status, options, subscriberRoles, version } = state;
  const warning = status === 'inactive' ? job.whileInactive : null;
  return {
    key,
    title,
    description,
    status,
    warning,
    options,
    subscriberRoles,
    lastRun: lastRun ? presentRun(lastRun) : null,
    version,
  };
}
