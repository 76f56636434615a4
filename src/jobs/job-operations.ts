import { isDeepStrictEqual } from 'node:util';
import { authorise, authoriseEverywhere } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import { inTransaction, violatedUniqueness, type Transaction } from '../platform/database.ts';
import { recordHistory } from '../platform/history.ts';
import { alteration } from '../platform/recording.ts';
import { requireVersion } from '../platform/required-version.ts';
import { readSettings } from '../settings/setting-store.ts';
import { firstGiven } from '../shared/objects.ts';
import { suggestion } from '../shared/nearest-name.ts';
import { notFound, Problem } from '../shared/problems.ts';
import type { JsonObject } from '../shared/vocabulary.ts';
import type { ScheduledJob, JobsApp } from './job-definition.ts';
import { selectJobRun, selectLastRuns } from './job-run-history-store.ts';
import { insertJobRun } from './job-run-store.ts';
import { presentRun, type JobRunView } from './job-run-view.ts';
import { scheduleOf } from './job-schedule.ts';
import {
  insertShippedJobs,
  lockJobState,
  selectJobStates,
  selectProducerRoles,
  updateJobState,
  type JobState,
} from './job-store.ts';
import { presentJob, untouched, type JobView } from './job-view.ts';
import { completeSchedule, nextTime, type ScheduleWish } from './schedule-times.ts';

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

async function presentJobs(app: JobsApp, jobs: readonly ScheduledJob[]): Promise<readonly JobView[]> {
  const keys = jobs.map((job) => job.key);
  const states = await selectJobStates(app.database, keys);
  const runs = await selectLastRuns(app.database, keys);
  const { businessTimeZone } = await readSettings(app.database);
  return jobs.map((job) => {
    const state = states.get(job.key) ?? untouched(job);
    return presentJob(job, state, { lastRun: runs.get(job.key), businessTimeZone, now: app.clock.now() });
  });
}

export interface JobChange {
  readonly status?: 'active' | 'inactive' | undefined;
  readonly options?: JsonObject | undefined;
  /** null: the schedule that the job comes with */
  readonly schedule?: ScheduleWish | null | undefined;
  readonly subscriberRoles?: readonly string[] | undefined;
  readonly expectedVersion?: number | undefined;
  /** answers the job as it would be, and writes nothing */
  readonly preview?: boolean | undefined;
}

/**
 * Changes status, schedule, options or subscriber roles; a preview answers the job as it would be, with its next times, and
 * writes nothing. Needs `manageJobs`.
 */
export async function changeJob(app: JobsApp, actor: Actor, key: string, change: JobChange): Promise<JobView> {
  authoriseEverywhere(actor, 'manageJobs');
  const job = findJob(app, key);
  requireOptions(job, change.options ?? {});
  const planned = await inTransaction(app.database, async (transaction) => {
    const plan = await planChange(transaction, app, job, change);
    if (change.preview !== true) await saveChange(transaction, app, actor, plan);
    return plan;
  });
  if (change.preview === true) return presentPlan(app, planned);
  // Whoever may change a job sees the outcome of it.
  return getJob(app, { ...actor, permissions: new Set([...actor.permissions, 'viewJobs']) }, key);
}

interface ChangePlan {
  readonly job: ScheduledJob;
  readonly before: JobState;
  readonly after: Decisions & Pick<JobState, 'nextRunAt'>;
  readonly businessTimeZone: string;
}

async function planChange(
  transaction: Transaction,
  app: JobsApp,
  job: ScheduledJob,
  change: JobChange,
): Promise<ChangePlan> {
  const before = await (change.preview === true ? readState(transaction, job) : lockState(transaction, job));
  requireVersion('job', job.key, before.version, change.expectedVersion);
  await requireRoles(transaction, change.subscriberRoles ?? []);
  const { businessTimeZone } = await readSettings(transaction);
  const now = app.clock.now();
  const after = decisionsAfter(before, change, { now, businessTimeZone });
  if (isDeepStrictEqual(decisionsOf(before), after))
    return { job, before, after: { ...after, nextRunAt: before.nextRunAt }, businessTimeZone };
  const nextRunAt =
    after.status === 'active' ? (nextTime(scheduleOf(job, after.schedule, businessTimeZone), now) ?? null) : null;
  return { job, before, after: { ...after, nextRunAt }, businessTimeZone };
}

async function readState(transaction: Transaction, job: ScheduledJob): Promise<JobState> {
  return (await selectJobStates(transaction, [job.key])).get(job.key) ?? untouched(job);
}

async function lockState(transaction: Transaction, job: ScheduledJob): Promise<JobState> {
  await insertShippedJobs(transaction, [{ key: job.key, status: job.shipped.status }]);
  return lockJobState(transaction, job.key);
}

async function saveChange(
  transaction: Transaction,
  app: JobsApp,
  actor: Actor,
  { job, before, after, businessTimeZone }: ChangePlan,
): Promise<void> {
  const { nextRunAt: _, ...decided } = after;
  const old = decisionsOf(before);
  if (isDeepStrictEqual(old, decided)) return;
  await updateJobState(transaction, job.key, after, actor.name);
  await recordHistory(transaction, actor, [{ ...alteration('job', 0, job.key, old, decided), subjectId: null }]);
  if (after.status === 'active' && before.status === 'inactive')
    await job.activate?.(transaction, app.clock.today(businessTimeZone));
}

async function presentPlan(app: JobsApp, { job, before, after, businessTimeZone }: ChangePlan): Promise<JobView> {
  const lastRun = (await selectLastRuns(app.database, [job.key])).get(job.key);
  return presentJob(job, { ...before, ...after }, { lastRun, businessTimeZone, now: app.clock.now() });
}

type Decisions = Pick<JobState, 'status' | 'options' | 'schedule' | 'subscriberRoles'>;

function decisionsOf({ status, options, schedule, subscriberRoles }: JobState): Decisions {
  return { status, options, schedule, subscriberRoles };
}

function decisionsAfter(
  before: JobState,
  change: JobChange,
  at: { readonly now: Date; readonly businessTimeZone: string },
): Decisions {
  const wish = change.schedule;
  return {
    status: change.status ?? before.status,
    options: change.options ?? before.options,
    schedule:
      wish === undefined || wish === null
        ? firstGiven(wish, before.schedule, null)
        : completeSchedule(wish, at.now, at.businessTimeZone),
    subscriberRoles: change.subscriberRoles ?? before.subscriberRoles,
  };
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
export function findJob(app: JobsApp, key: string): ScheduledJob {
  const job = app.jobs.find((one) => one.key === key);
  if (job === undefined) {
    const known = app.jobs.map((one) => one.key);
    throw new Problem('not_found', `There is no job "${key}".${suggestion(key, known)}`);
  }
  return job;
}

/** Throws `invalid_input` with everything that is wrong with options for a job. */
export function requireOptions(job: ScheduledJob, options: JsonObject): void {
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
