import { sql } from 'kysely';
import { insertRows, type Database, type Transaction } from '../platform/database.ts';
import type { Json } from '../shared/vocabulary.ts';
import type { JobRunRow } from './job-run-store.ts';

/** One thing that a run acted on, with why. */
export interface NewJobRunItem {
  readonly outcome: string;
  readonly accountId: string | null;
  readonly activationId: string | null;
  readonly reasons: readonly Json[];
  readonly receivers: readonly string[] | null;
  readonly listed: readonly Json[] | null;
}

/** Deletes the oldest run that ended so many days ago, with everything it tells; false where there is none. */
export async function deleteOldRun(database: Database, olderThanDays: number): Promise<boolean> {
  const { rows } = await sql`
    delete from job_run where job_run.id = (
      select old.id from job_run old
       where old.ended_at < now() - make_interval(days => ${olderThanDays})
       order by old.ended_at limit 1 for update skip locked)
    returning 1`.execute(database);
  return rows.length > 0;
}

/** One row for each thing that a run acted on; a unique index holds each to one. */
export async function insertJobRunItems(
  transaction: Transaction,
  runId: number,
  items: readonly NewJobRunItem[],
): Promise<void> {
  await insertRows(
    transaction,
    'jobRunItem',
    items.map(({ outcome, accountId, activationId, reasons, receivers, listed }) => ({
      runId,
      outcome,
      accountId,
      activationId,
      reasons,
      receivers,
      listed,
    })),
  );
}

/** One run, or undefined. */
export async function selectJobRun(database: Database | Transaction, id: number): Promise<JobRunRow | undefined> {
  return database.selectFrom('jobRun').selectAll('jobRun').where('jobRun.id', '=', id).executeTakeFirst();
}

/** The runs of a job, the newest first, older than a row. */
export async function selectJobRuns(
  database: Database,
  filter: { readonly jobKey: string; readonly before: number; readonly limit: number },
): Promise<readonly JobRunRow[]> {
  let query = database.selectFrom('jobRun').selectAll('jobRun').where('jobRun.jobKey', '=', filter.jobKey);
  if (filter.before > 0) query = query.where('jobRun.id', '<', filter.before);
  return query.orderBy('jobRun.id', 'desc').limit(filter.limit).execute();
}

/** The newest run of each job. */
export async function selectLastRuns(
  database: Database,
  keys: readonly string[],
): Promise<ReadonlyMap<string, JobRunRow>> {
  const { rows } = await sql<JobRunRow>`
    select last.* from unnest(${keys}::text[]) as named (key)
     cross join lateral (select job_run.* from job_run where job_run.job_key = named.key order by job_run.id desc limit 1) as last`.execute(
    database,
  );
  return new Map(rows.map((row) => [row.jobKey, row]));
}

export interface JobRunItemFilter {
  readonly runId: number;
  readonly outcome?: string | undefined;
  readonly accountId?: string | undefined;
  readonly after: number;
  readonly limit: number;
}

/** The things that a run acted on, in the order in which it did. */
export async function selectJobRunItems(database: Database, filter: JobRunItemFilter) {
  let query = database
    .selectFrom('jobRunItem')
    .selectAll('jobRunItem')
    .where('jobRunItem.runId', '=', filter.runId)
    .where('jobRunItem.id', '>', filter.after);
  if (filter.outcome !== undefined) query = query.where('jobRunItem.outcome', '=', filter.outcome);
  if (filter.accountId !== undefined) query = query.where('jobRunItem.accountId', '=', filter.accountId);
  return query.orderBy('jobRunItem.id').limit(filter.limit).execute();
}
