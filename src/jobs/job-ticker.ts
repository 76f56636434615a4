import { isDatabaseGone } from '../platform/database.ts';
import type { JobsApp } from './job-definition.ts';
import { takeDueTicks } from './job-schedule.ts';

const tickMilliseconds = 1_000;

export interface JobTicker {
  /** looks for no further tick, and waits for the one in hand */
  readonly stop: () => Promise<void>;
}

/** Looks every second for jobs whose time has come. Any number of processes may do so. */
export function startJobTicker(app: JobsApp): JobTicker {
  let inHand: Promise<void> = Promise.resolve();
  let isBusy = false;
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    inHand = tick(app).finally(() => (isBusy = false));
  }, tickMilliseconds);
  return {
    stop: async () => {
      clearInterval(timer);
      await inHand;
    },
  };
}

async function tick(app: JobsApp): Promise<void> {
  try {
    if ((await takeDueTicks(app)) > 0) app.nudgeWorkers();
  } catch (error) {
    app.log[isDatabaseGone(error) ? 'warn' : 'error']({ err: error }, 'the schedules could not be looked at');
  }
}
