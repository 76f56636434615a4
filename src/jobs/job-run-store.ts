import { sql, type Selectable } from 'kysely';
import { json, type Database, type Transaction } from '../platform/database.ts';
import type { Tables } from '../platform/tables.ts';
import type { Day } from '../shared/day.ts';
import type { Json, JsonObject, JobRunStatus } from '../shared/vocabulary.ts';
import type { Counts } from './counts.ts';

export type JobRunRow = Selectable<Tables['jobRun']>;

export interface NewJobRun {
  readonly jobKey: string;
  readonly exclusive: boolean;
  readonly requestedBy: string;
  readonly options: JsonObject;
}

/** Queues a run; a unique index refuses a second open run of an exclusive job. */
export async function insertJobRun(transaction: Database | Transaction, run: NewJobRun): Promise<number> {
  const row = await transaction
    .insertInto('jobRun')
    .values({ ...run, options: json(run.options), status: 'queued' })
    .returning('jobRun.id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Queues a run unless one of the job is open; false where there is one. */
export async function insertJobRunUnlessOpen(transaction: Transaction, run: NewJobRun): Promise<boolean> {
  const { rows } = await sql<{ id: number }>`
    insert into job_run (job_key, exclusive, status, requested_by, options)
    values (${run.jobKey}, true, 'queued', ${run.requestedBy}, ${JSON.stringify(run.options)}::jsonb)
        on conflict (job_key) where exclusive and status in ('queued', 'running') do nothing
    returning job_run.id`.execute(transaction);
  return rows.length > 0;
}

/**
 * Takes the oldest open run that nobody holds, or holds no longer. The fence grows with every claim: whoever worked on it
 * before can commit nothing any more.
 */
export async function claimJobRun(
  database: Database,
  keys: readonly string[],
  leaseSeconds: number,
  only?: number,
): Promise<JobRunRow | undefined> {
  const { rows } = await sql<JobRunRow>`
    update job_run
       set status = 'running', fence = job_run.fence + 1, started_at = coalesce(job_run.started_at, now()),
           lease_until = now() + make_interval(secs => ${leaseSeconds})
     where job_run.id = (
       select open.id from job_run open
        where open.status in ('queued', 'running') and open.run_after <= now() and open.job_key = any(${keys})
          and (open.lease_until is null or open.lease_until < now()) and (${only ?? null}::bigint is null or open.id = ${only ?? null})
        order by open.id limit 1 for update skip locked)
    returning job_run.*`.execute(database);
  return rows[0];
}

/** The claim of a worker on a run. */
export interface Fence {
  readonly id: number;
  readonly fence: number;
}

/** Keeps the claim; false where somebody else has the run by now. */
export async function renewLease(database: Database, held: Fence, leaseSeconds: number): Promise<boolean> {
  const result = await database
    .updateTable('jobRun')
    .set({ leaseUntil: sql`now() + make_interval(secs => ${leaseSeconds})` })
    .where('jobRun.id', '=', held.id)
    .where('jobRun.fence', '=', held.fence)
    .where('jobRun.status', '=', 'running')
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Gives the claim back, so that another worker goes on at once. */
export async function releaseLease(database: Database, held: Fence): Promise<void> {
  await database
    .updateTable('jobRun')
    .set({ leaseUntil: null })
    .where('jobRun.id', '=', held.id)
    .where('jobRun.fence', '=', held.fence)
    .where('jobRun.status', '=', 'running')
    .execute();
}

/** Fixes day, settings and template versions of a run, once. */
export async function freezeJobRun(
  transaction: Transaction,
  held: Fence,
  businessDay: Day,
  frozen: JsonObject,
): Promise<boolean> {
  const result = await transaction
    .updateTable('jobRun')
    .set({ businessDay, frozen: json(frozen) })
    .where('jobRun.id', '=', held.id)
    .where('jobRun.fence', '=', held.fence)
    .where('jobRun.businessDay', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** How far a run is after a chunk. */
export interface ChunkProgress {
  readonly cursor: Json;
  readonly summary: Counts;
  readonly progressDone: number;
  readonly progressTotal: number | null;
}

/**
 * The last statement of a chunk's transaction: moves the cursor under the fence. Undefined means that the run is somebody
 * else's by now, and the transaction must be rolled back.
 */
export async function advanceJobRun(
  transaction: Transaction,
  held: Fence,
  progress: ChunkProgress,
  leaseSeconds: number,
): Promise<{ readonly cancelRequested: boolean } | undefined> {
  return transaction
    .updateTable('jobRun')
    .set({
      cursor: json(progress.cursor),
      summary: json(progress.summary),
      progressDone: progress.progressDone,
      progressTotal: progress.progressTotal,
      attempts: 0,
      leaseUntil: sql`now() + make_interval(secs => ${leaseSeconds})`,
    })
    .where('jobRun.id', '=', held.id)
    .where('jobRun.fence', '=', held.fence)
    .where('jobRun.status', '=', 'running')
    .returning('jobRun.cancelRequested')
    .executeTakeFirst();
}

/** True progress of a long chunk, apart from its transaction. */
export async function noteProgress(database: Database, held: Fence, done: number, total: number | null): Promise<void> {
  await database
    .updateTable('jobRun')
    .set({ progressDone: done, progressTotal: total })
    .where('jobRun.id', '=', held.id)
    .where('jobRun.fence', '=', held.fence)
    .where('jobRun.status', '=', 'running')
    .execute();
}

/** How a run ends. */
export interface RunEnd {
  readonly status: Exclude<JobRunStatus, 'queued' | 'running'>;
  readonly error: string | null;
  /** the counts of the whole run; what they are unless given */
  readonly summary?: Counts;
}

/** Ends a run under the fence; false where it is somebody else's by now. */
export async function endJobRun(
  transaction: Database | Transaction,
  held: Fence,
  { status, error, summary }: RunEnd,
): Promise<boolean> {
  const result = await transaction
    .updateTable('jobRun')
    .set({
      status,
      error,
      endedAt: sql`now()`,
      leaseUntil: null,
      ...(summary === undefined ? {} : { summary: json(summary) }),
    })
    .where('jobRun.id', '=', held.id)
    .where('jobRun.fence', '=', held.fence)
    .where('jobRun.status', '=', 'running')
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Notes a failed attempt and when to try again; answers how many failed in a row. */
export async function noteFailedAttempt(database: Database, held: Fence, error: string): Promise<number> {
  const row = await database
    .updateTable('jobRun')
    .set({
      attempts: sql`job_run.attempts + 1`,
      error,
      leaseUntil: null,
      runAfter: sql`now() + make_interval(secs => power(2, job_run.attempts))`,
    })
    .where('jobRun.id', '=', held.id)
    .where('jobRun.fence', '=', held.fence)
    .where('jobRun.status', '=', 'running')
    .returning('jobRun.attempts')
    .executeTakeFirst();
  return row?.attempts ?? 0;
}

/** Asks an open run to stop after its chunk, or before its first. False where it has ended. */
export async function requestCancel(database: Database, id: number): Promise<boolean> {
  const result = await database
    .updateTable('jobRun')
    .set({ cancelRequested: true })
    .where('jobRun.id', '=', id)
    .where('jobRun.status', 'in', ['queued', 'running'])
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Whether somebody asked a run to stop; a transaction sees it as soon as it is asked, as it reads what is committed. */
export async function isCancelRequested(transaction: Transaction, id: number): Promise<boolean> {
  const row = await transaction
    .selectFrom('jobRun')
    .select('jobRun.cancelRequested')
    .where('jobRun.id', '=', id)
    .executeTakeFirst();
  return row?.cancelRequested ?? false;
}
