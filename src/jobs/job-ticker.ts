import type { App } from '../platform/app.ts';
import { isDatabaseGone } from '../platform/database.ts';
import { readSettings } from '../settings/setting-store.ts';
import type { JobsApp } from './job-definition.ts';
import { deleteOldRun } from './job-run-history-store.ts';
import { takeDueTicks } from './job-schedule.ts';

const tickMilliseconds = 1_000;
const ticksBetweenSweeps = 60;

export interface JobTicker {
  /** looks for no further tick, and waits for the one in hand */
  readonly stop: () => Promise<void>;
}

/** Looks every second for jobs whose time has come. Any number of processes may do so. */
export function startJobTicker(app: JobsApp): JobTicker {
  let inHand: Promise<void> = Promise.resolve();
  let isBusy = false;
  let ticks = 0;
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    ticks += 1;
    inHand = tick(app, ticks % ticksBetweenSweeps === 1).finally(() => (isBusy = false));
  }, tickMilliseconds);
  return {
    stop: async () => {
      clearInterval(timer);
      await inHand;
    },
  };
}

async function tick(app: JobsApp, isSweeping: boolean): Promise<void> {
  try {
    if (isSweeping) await sweepOldRuns(app);
    if ((await takeDueTicks(app)) > 0) app.nudgeWorkers();
  } catch (error) {
    app.log[isDatabaseGone(error) ? 'warn' : 'error']({ err: error }, 'the schedules could not be looked at');
  }
}

/** Deletes runs that are older than `jobRunHistory`, one after the other, so that none of it takes long. */
export async function sweepOldRuns(app: App): Promise<void> {
  const { jobRunHistory } = await readSettings(app.database);
  while (await deleteOldRun(app.database, jobRunHistory));
}
