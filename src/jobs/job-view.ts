import type { JsonObject } from '../shared/vocabulary.ts';
import type { ScheduledJob } from './job-definition.ts';
import type { JobRunRow } from './job-run-store.ts';
import { presentRun, type JobRunView } from './job-run-view.ts';
import { isLate, scheduleOf, upcomingRuns } from './job-schedule.ts';
import type { JobState } from './job-store.ts';
import type { OptionField } from './rules/option-fields.ts';
import type { Schedule } from './schedule-times.ts';

export interface JobView {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  /** what does not happen while the job is inactive, whether it is or not */
  readonly whileInactive: string;
  readonly status: 'active' | 'inactive';
  /** what does not happen while the job is inactive or late; null while all is well */
  readonly warning: string | null;
  readonly schedule: Schedule;
  readonly nextRunAt: string | null;
  /** the next five times of an active job */
  readonly nextRuns: readonly string[];
  readonly options: JsonObject;
  /** what each option means, and which values it takes */
  readonly optionFields: readonly OptionField[];
  readonly subscriberRoles: readonly string[];
  readonly lastRun: JobRunView | null;
  readonly version: number;
}

/** The state of a job that nobody touched yet: as it comes. */
export function untouched(job: ScheduledJob): JobState {
  return {
    status: job.shipped.status,
    options: {},
    schedule: null,
    nextRunAt: null,
    subscriberRoles: [],
    baseline: null,
    version: 1,
  };
}

const upcomingShown = 5;

interface Surroundings {
  readonly lastRun: JobRunRow | undefined;
  readonly businessTimeZone: string;
  readonly now: Date;
}

/** A job as everybody sees it. */
export function presentJob(
  job: ScheduledJob,
  state: JobState,
  { lastRun, businessTimeZone, now }: Surroundings,
): JobView {
  const { key, title, description, whileInactive, optionFields = [] } = job;
  const { status, options, subscriberRoles, version } = state;
  const schedule = scheduleOf(job, state.schedule, businessTimeZone);
  const nextRuns = upcomingRuns(schedule, state, upcomingShown).map((time) => time.toISOString());
  return {
    key,
    title,
    description,
    whileInactive,
    status,
    warning: warningOf(job, state, now),
    schedule,
    nextRunAt: nextRuns[0] ?? null,
    nextRuns,
    options,
    optionFields,
    subscriberRoles,
    lastRun: lastRun ? presentRun(lastRun) : null,
    version,
  };
}

function warningOf(job: ScheduledJob, state: JobState, now: Date): string | null {
  if (state.status === 'inactive') return `${job.title} is inactive: ${job.whileInactive}`;
  if (!isLate(state, now)) return null;
  return `${job.title} is late: its run of ${state.nextRunAt?.toISOString()} was taken by nobody. Start "licet serve" or "licet work".`;
}
