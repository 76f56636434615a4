import type { App } from '../platform/app.ts';
import { isDatabaseGone } from '../platform/database.ts';
import type { RunDefinition } from './job-definition.ts';
import { driveRun } from './job-drive.ts';
import { claimJobRun } from './job-run-store.ts';

const pollMilliseconds = 1_000;

/** How long a run is held without a sign of life. */
export const leaseSeconds = 30;

/** Works on open runs until it is stopped. */
export interface JobWorker {
  /** looks for work now, not at the next poll */
  readonly nudge: () => void;
  /** ends after the chunk in hand; the run goes on elsewhere, or at the next start */
  readonly stop: () => Promise<void>;
}

/** Starts a worker. Any number of them, in any number of processes, take each run exactly once in effect. */
export function startJobWorker(app: App, definitions: readonly RunDefinition[]): JobWorker {
  const state = { stopping: false };
  let wake = (): void => undefined;
  const sleep = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, pollMilliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const loop = async (): Promise<void> => {
    while (!state.stopping) {
      const worked = await workOnce(app, definitions, { isStopping: () => state.stopping }).catch((error: unknown) => {
        app.log[isDatabaseGone(error) ? 'warn' : 'error']({ err: error }, 'the job worker could not look for work');
        return false;
      });
      if (!worked && !state.stopping) await sleep();
    }
  };
  const running = loop();
  return {
    nudge: () => wake(),
    stop: async () => {
      state.stopping = true;
      wake();
      await running;
    },
  };
}

/** Takes one open run, if there is any, and drives it as far as it goes. False where there was nothing to do. */
export async function workOnce(
  app: App,
  definitions: readonly RunDefinition[],
  options: { readonly isStopping?: () => boolean; readonly only?: number; readonly leaseSeconds?: number } = {},
): Promise<boolean> {
  const byKey = new Map(definitions.map((definition) => [definition.key, definition]));
  const lease = options.leaseSeconds ?? leaseSeconds;
  const run = await claimJobRun(app.database, [...byKey.keys()], lease, options.only);
  const definition = run && byKey.get(run.jobKey);
  if (run === undefined || definition === undefined) return false;
  await driveRun(app, definition, run, { isStopping: options.isStopping ?? (() => false), leaseSeconds: lease });
  return true;
}
