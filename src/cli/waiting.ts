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
 * that one dies, this one goes on.
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
  try {
    for (;;) {
      await workOnce(licet.app, runDefinitions, { only: runId });
      const run = await look();
      if (run.status !== 'queued' && run.status !== 'running') return run;
      await new Promise((resolve) => setTimeout(resolve, pollMilliseconds));
    }
  } finally {
    clearInterval(watching);
    bar.end();
  }
}
