import { workOnce } from '../jobs/job-worker.ts';
import type { OpenLicet } from '../server.ts';
import { runDefinitions } from '../server.ts';
import { progressBar } from './output.ts';

interface Progressing {
  readonly status: string;
  readonly progress: { readonly done: number; readonly total: number | null };
}

const pollMilliseconds = 200;

/**
 * Sees a run through to its end, showing progress: works on it here, unless a worker of a running server has it already; where
 * that one dies, this one goes on. Whoever interrupts it (SIGINT, SIGTERM) gives the run back, so that another process goes on at once.
 */
export async function seeThrough<Run extends Progressing>(
  licet: OpenLicet,
  runId: number,
  label: string,
  look: () => Promise<Run>,
): Promise<Run> {
  const bar = progressBar(label);
  const watching = setInterval(
    () =>
      void look().then(
        ({ progress }) => bar.show(progress.done, progress.total),
        () => undefined,
      ),
    pollMilliseconds,
  );
  const interruption = untilInterrupted();
  try {
    for (;;) {
      await workOnce(licet.app, runDefinitions, { only: runId, isStopping: interruption.isThere });
      const run = await look();
      if (run.status !== 'queued' && run.status !== 'running') return run;
      if (interruption.isThere())
        throw new Error(
          `Interrupted: run ${runId} is not done. Any running licet serve or licet work goes on with it; cancel it there.`,
        );
      await new Promise((resolve) => setTimeout(resolve, pollMilliseconds));
    }
  } finally {
    clearInterval(watching);
    bar.end();
    interruption.forget();
  }
}

/** Notices the first signal that asks this process to stop; a second one ends it on the spot. */
function untilInterrupted(): { readonly isThere: () => boolean; readonly forget: () => void } {
  let isThere = false;
  const notice = (): void => {
    isThere = true;
    forget();
  };
  const forget = (): void => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, notice);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, notice);
  return { isThere: () => isThere, forget };
}
