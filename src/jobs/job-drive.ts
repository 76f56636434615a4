import { sql } from 'kysely';
import type { App } from '../platform/app.ts';
import { inTransaction, type Transaction } from '../platform/database.ts';
import { readSettings } from '../settings/setting-store.ts';
import { addCounts } from './counts.ts';
import type { ChunkResult, RunDefinition, RunningJob } from './job-definition.ts';
import { selectJobRun } from './job-run-history-store.ts';
import {
  advanceJobRun,
  endJobRun,
  freezeJobRun,
  noteFailedAttempt,
  releaseLease,
  type JobRunRow,
  type RunEnd,
} from './job-run-store.ts';
import { giveSignsOfLife } from './signs-of-life.ts';

const attemptsMax = 5;

interface DriveOptions {
  readonly isStopping: () => boolean;
  readonly leaseSeconds: number;
}

/** Driving one claimed run: everything that its steps have in common. */
interface Drive extends DriveOptions {
  readonly app: App;
  readonly definition: RunDefinition;
  readonly reportProgress: RunningJob['reportProgress'];
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
  const signs = giveSignsOfLife(app.heartbeat, claimed, options.leaseSeconds);
  const drive: Drive = { ...options, app, definition, reportProgress: signs.reportProgress };
  try {
    await driveChunks(drive, claimed);
  } catch (error) {
    if (error instanceof FenceLost) app.log.warn({ runId: claimed.id }, 'another worker has taken over the run');
    else await noteFailure(drive, claimed, error);
  } finally {
    await signs.stop();
  }
}

async function driveChunks(drive: Drive, claimed: JobRunRow): Promise<void> {
  let run = await freeze(drive, sinceCommitted(claimed));
  if (claimed.cancelRequested) return endCancelled(drive, run);
  for (;;) {
    const next = await runChunk(drive, run);
    if (next === 'ended') return;
    run = next;
    if (drive.isStopping()) return releaseLease(drive.app.database, claimed);
  }
}

// Before the first chunk is committed, progress is only what a worker that is gone had hoped for.
function sinceCommitted(claimed: JobRunRow): JobRunRow {
  return claimed.cursor === null ? { ...claimed, progressDone: 0 } : claimed;
}

async function freeze({ app, definition }: Drive, run: JobRunRow): Promise<JobRunRow> {
  if (run.businessDay !== null) return run;
  return inTransaction(app.database, async (transaction) => {
    const { businessTimeZone } = await readSettings(transaction);
    const today = app.clock.today(businessTimeZone);
    const frozen = await definition.freeze(transaction, today, 'run');
    if (!(await freezeJobRun(transaction, run, today, frozen))) throw new FenceLost();
    return { ...run, businessDay: today, frozen };
  });
}

async function runChunk(drive: Drive, row: JobRunRow): Promise<JobRunRow | 'ended'> {
  const { app, definition, leaseSeconds } = drive;
  return inTransaction(app.database, async (transaction) => {
    await endWithLease(transaction, leaseSeconds);
    const result = await definition.chunk(transaction, present(drive, row), app);
    const progress = {
      cursor: result.cursor,
      summary: addCounts(row.summary, result.counts),
      progressDone: row.progressDone + (result.progressDone ?? 0),
      progressTotal: result.progressTotal ?? row.progressTotal,
    };
    const advanced = await advanceJobRun(transaction, row, progress, leaseSeconds);
    if (advanced === undefined) throw new FenceLost();
    const next = { ...row, ...progress };
    if (!result.done && !advanced.cancelRequested) return next;
    if (!(await endRun(transaction, drive, next, { status: statusAfter(result), error: result.failure ?? null })))
      throw new FenceLost();
    return 'ended';
  });
}

// A worker that stalls, or whose machine is gone, would lock out the one that takes over for as long as its connection seems to live.
async function endWithLease(transaction: Transaction, leaseSeconds: number): Promise<void> {
  await sql`set local idle_in_transaction_session_timeout = ${sql.lit(leaseSeconds * 1000)}`.execute(transaction);
}

async function endRun(transaction: Transaction, drive: Drive, row: JobRunRow, end: RunEnd): Promise<boolean> {
  const owed = await drive.definition.finish?.(transaction, present(drive, row));
  return endJobRun(transaction, row, { ...end, summary: addCounts(row.summary, owed ?? {}) });
}

function statusAfter({ done, failure }: ChunkResult): 'cancelled' | 'failed' | 'succeeded' {
  if (!done) return 'cancelled';
  return failure === undefined ? 'succeeded' : 'failed';
}

async function endCancelled(drive: Drive, row: JobRunRow): Promise<void> {
  await inTransaction(drive.app.database, async (transaction) => {
    if (!(await endRun(transaction, drive, row, { status: 'cancelled', error: null }))) throw new FenceLost();
  });
}

function present({ isStopping, reportProgress }: Drive, row: JobRunRow): RunningJob {
  const { id, requestedBy, options, businessDay, frozen, cursor } = row;
  if (businessDay === null) throw new Error(`run ${id} was not frozen`);
  return { id, requestedBy, options, businessDay, frozen, cursor, isStopping, reportProgress };
}

// A failed run has told nobody what it owes at its end, so its last thing is tried once more.
async function noteFailure(drive: Drive, claimed: JobRunRow, error: unknown): Promise<void> {
  const { app } = drive;
  const message = error instanceof Error ? error.message : String(error);
  app.log.error({ runId: claimed.id, jobKey: claimed.jobKey, err: error }, 'a run stumbled');
  try {
    const attempts = await noteFailedAttempt(app.database, claimed, message);
    if (attempts < attemptsMax) return;
    const row = await selectJobRun(app.database, claimed.id);
    const told = row !== undefined && row.businessDay !== null && (await finishFailed(drive, row, message));
    if (!told) await endJobRun(app.database, claimed, { status: 'failed', error: message });
  } catch (again) {
    app.log.warn(
      { runId: claimed.id, err: again },
      'the failure could not be noted; the lease will end and the run goes on',
    );
  }
}

async function finishFailed(drive: Drive, row: JobRunRow, message: string): Promise<boolean> {
  return inTransaction(drive.app.database, (transaction) =>
    endRun(transaction, drive, row, { status: 'failed', error: message }),
  ).catch(() => false);
}
