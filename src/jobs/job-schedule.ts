import { inTransaction } from '../platform/database.ts';
import { readSettings } from '../settings/setting-store.ts';
import type { ScheduledJob, JobsApp } from './job-definition.ts';
import { insertJobRunUnlessOpen } from './job-run-store.ts';
import { insertShippedJobs, lockDueJobs, updateNextRun, type JobState } from './job-store.ts';
import { nextTime, nextTimes, type Schedule } from './schedule-times.ts';

/** The schedule of a job: its own, or the one that it comes with, in the producer's time zone. */
export function scheduleOf(job: ScheduledJob, own: Schedule | null, businessTimeZone: string): Schedule {
  return own ?? { cron: job.shipped.cron, timeZone: businessTimeZone };
}

/** The next few times of an active job. */
export function upcomingRuns(
  schedule: Schedule,
  state: Pick<JobState, 'status' | 'nextRunAt'>,
  count: number,
): readonly Date[] {
  if (state.status === 'inactive' || state.nextRunAt === null) return [];
  return [state.nextRunAt, ...nextTimes(schedule, state.nextRunAt, count - 1)];
}

const lateAfterMilliseconds = 2 * 60_000;

/** True where the time of an active job is over and nobody has taken it. */
export function isLate(state: Pick<JobState, 'status' | 'nextRunAt'>, now: Date): boolean {
  return (
    state.status === 'active' &&
    state.nextRunAt !== null &&
    now.getTime() - state.nextRunAt.getTime() > lateAfterMilliseconds
  );
}

/**
 * Queues a run of each active job whose time has come, and moves the job on to its next time after now, in one transaction: of
 * any number of processes one takes each tick, and after downtime of any length a job catches up once. A job that is running
 * lets the tick pass. Answers how many runs were queued.
 */
export async function takeDueTicks(app: JobsApp): Promise<number> {
  const byKey = new Map(app.jobs.map((job) => [job.key, job]));
  const now = app.clock.now();
  return inTransaction(app.database, async (transaction) => {
    await insertShippedJobs(
      transaction,
      app.jobs.map((job) => ({ key: job.key, status: job.shipped.status })),
    );
    const due = await lockDueJobs(transaction, [...byKey.keys()], now);
    if (due.size === 0) return 0;
    const { businessTimeZone } = await readSettings(transaction);
    let queued = 0;
    for (const [key, state] of due) {
      const job = byKey.get(key);
      if (job === undefined) continue;
      const isDue = state.nextRunAt !== null;
      if (isDue && (await insertJobRunUnlessOpen(transaction, runOnSchedule(job, state)))) queued += 1;
      await updateNextRun(transaction, key, nextTime(scheduleOf(job, state.schedule, businessTimeZone), now) ?? null);
    }
    return queued;
  });
}

function runOnSchedule(job: ScheduledJob, state: JobState) {
  return { jobKey: job.key, exclusive: job.exclusive, requestedBy: 'schedule', options: state.options };
}
