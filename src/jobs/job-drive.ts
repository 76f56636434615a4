import type { App } from '../platform/app.ts';
import { inTransaction } from '../platform/database.ts';
import { readSettings } from '../settings/setting-store.ts';
import type { ChunkResult, RunDefinition, RunningJob } from './job-definition.ts';
import {
  advanceJobRun,
  endJobRun,
  freezeJobRun,
  isCancelRequested,
  noteFailedAttempt,
  noteProgress,
  releaseLease,
  renewLease,
  selectJobRun,
  type JobRunRow,
} from './job-run-store.ts';

const attemptsMax = 5;

interface DriveOptions {
  readonly isStopping: () => boolean;
  readonly leaseSeconds: number;
}

/** Another worker has the run by now; whatever this one was about to commit is rolled back. */
class FenceLost extends Error {}

/**
 * Drives a claimed run chunk by chunk. Each chunk's effects, its cursor and its counts commit together under the fence, so
 * that a kill at any instruction, or a worker that was taken for dead, changes nothing about the end state.
 */
export async function driveRun(
  app: App,
  definition: RunDefinition,
  claimed: JobRunRow,
  options: DriveOptions,
): Promise<void> {
  const heartbeat = setInterval(
    () => void renewLease(app.database, claimed, options.leaseSeconds).catch(() => false),
    (options.leaseSeconds * 1000) / 3,
  );
  try {
    let run = await freeze(app, definition, sinceCommitted(claimed));
    if (claimed.cancelRequested) return await endCancelled(app, definition, run);
    for (;;) {
      const next = await runChunk(app, definition, run, options);
      if (next === 'ended') return;
      run = next;
      if (options.isStopping()) return await releaseLease(app.database, claimed);
    }
  } catch (error) {
    if (error instanceof FenceLost) app.log.warn({ runId: claimed.id }, 'another worker has taken over the run');
    else await noteFailure(app, definition, claimed, error);
  } finally {
    clearInterval(heartbeat);
  }
}

// Before the first chunk is committed, progress is only what a worker that is gone had hoped for.
function sinceCommitted(claimed: JobRunRow): JobRunRow {
  return claimed.cursor === null ? { ...claimed, progressDone: 0 } : claimed;
}

async function freeze(app: App, definition: RunDefinition, run: JobRunRow): Promise<JobRunRow> {
  if (run.businessDay !== null) return run;
  return inTransaction(app.database, async (transaction) => {
    const { businessTimeZone } = await readSettings(transaction);
    const today = app.clock.today(businessTimeZone);
    const frozen = await definition.freeze(transaction, today, 'run');
    if (!(await freezeJobRun(transaction, run, today, frozen))) throw new FenceLost();
    return { ...run, businessDay: today, frozen };
  });
}

async function runChunk(
  app: App,
  definition: RunDefinition,
  row: JobRunRow,
  options: DriveOptions,
): Promise<JobRunRow | 'ended'> {
  return inTransaction(app.database, async (transaction) => {
    const result = await definition.chunk(transaction, present(app, row), app);
    const progress = {
      cursor: result.cursor,
      summary: addCounts(row.summary, result.counts),
      progressDone: row.progressDone + (result.progressDone ?? 0),
      progressTotal: result.progressTotal ?? row.progressTotal,
    };
    const advanced = await advanceJobRun(transaction, row, progress, options.leaseSeconds);
    if (advanced === undefined) throw new FenceLost();
    const next = { ...row, ...progress };
    if (!result.done && !advanced.cancelRequested) return next;
    await definition.finish?.(transaction, present(app, next));
    const status = statusAfter(result);
    if (!(await endJobRun(transaction, row, { status, error: result.failure ?? null }))) throw new FenceLost();
    return 'ended';
  });
}

function statusAfter({ done, failure }: ChunkResult): 'cancelled' | 'failed' | 'succeeded' {
  if (!done) return 'cancelled';
  return failure === undefined ? 'succeeded' : 'failed';
}

async function endCancelled(app: App, definition: RunDefinition, row: JobRunRow): Promise<void> {
  await inTransaction(app.database, async (transaction) => {
    await definition.finish?.(transaction, present(app, row));
    if (!(await endJobRun(transaction, row, { status: 'cancelled', error: null }))) throw new FenceLost();
  });
}

function present(app: App, row: JobRunRow): RunningJob {
  if (row.businessDay === null) throw new Error(`run ${row.id} was not frozen`);
  return {
    id: row.id,
    requestedBy: row.requestedBy,
    options: row.options,
    businessDay: row.businessDay,
    frozen: row.frozen,
    cursor: row.cursor,
    counts: row.summary,
    isCancelled: () => isCancelRequested(app.database, row.id),
    reportProgress: (done, total) => noteProgress(app.database, row, done, total),
  };
}

function addCounts(
  before: Readonly<Record<string, number>>,
  added: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const sum = { ...before };
  for (const [name, count] of Object.entries(added)) sum[name] = (sum[name] ?? 0) + count;
  return sum;
}

// A failed run has told nobody what it owes at its end, so its last thing is tried once more.
async function noteFailure(app: App, definition: RunDefinition, claimed: JobRunRow, error: unknown): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  app.log.error({ runId: claimed.id, jobKey: claimed.jobKey, err: error }, 'a run stumbled');
  try {
    const attempts = await noteFailedAttempt(app.database, claimed, message);
    if (attempts < attemptsMax) return;
    const row = await selectJobRun(app.database, claimed.id);
    const told = row !== undefined && row.businessDay !== null && (await finishFailed(app, definition, row, message));
    if (!told) await endJobRun(app.database, claimed, { status: 'failed', error: message });
  } catch (again) {
    app.log.warn(
      { runId: claimed.id, err: again },
      'the failure could not be noted; the lease will end and the run goes on',
    );
  }
}

async function finishFailed(app: App, definition: RunDefinition, row: JobRunRow, message: string): Promise<boolean> {
  return inTransaction(app.database, async (transaction) => {
    await definition.finish?.(transaction, present(app, row));
    return endJobRun(transaction, row, { status: 'failed', error: message });
  }).catch(() => false);
}
