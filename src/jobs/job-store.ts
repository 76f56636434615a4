import { sql } from 'kysely';
import { json, type Database, type Transaction } from '../platform/database.ts';
import type { Day } from '../shared/day.ts';
import type { JsonObject } from '../shared/vocabulary.ts';
import { scheduleSchema, type Schedule } from './schedule-times.ts';

/** What is kept of a job. */
export interface JobState {
  readonly status: 'active' | 'inactive';
  readonly options: JsonObject;
  /** null: as shipped */
  readonly schedule: Schedule | null;
  readonly nextRunAt: Date | null;
  readonly subscriberRoles: readonly string[];
  readonly baseline: Day | null;
  readonly version: number;
}

const columns = [
  'job.key',
  'job.status',
  'job.options',
  'job.schedule',
  'job.nextRunAt',
  'job.subscriberRoles',
  'job.baseline',
  'job.version',
] as const;

function present<Row extends { readonly key: string; readonly schedule: unknown }>({ key: _, schedule, ...rest }: Row) {
  return { ...rest, schedule: scheduleSchema.nullable().parse(schedule) };
}

/** The states of jobs by their keys; a job that nobody touched yet has none. */
export async function selectJobStates(
  reader: Database | Transaction,
  keys: readonly string[],
): Promise<ReadonlyMap<string, JobState>> {
  const rows = await reader
    .selectFrom('job')
    .select(columns)
    .where('job.key', '=', sql<string>`any(${keys})`)
    .execute();
  return new Map(rows.map((row) => [row.key, present(row)]));
}

/** Makes the rows of jobs that nobody touched yet, with the status that they come with. */
export async function insertShippedJobs(
  transaction: Database | Transaction,
  jobs: readonly { readonly key: string; readonly status: 'active' | 'inactive' }[],
): Promise<void> {
  await sql`
    insert into job (key, status)
    select shipped.key, shipped.status from json_to_recordset(${JSON.stringify(jobs)}::json) as shipped (key text, status text)
        on conflict (key) do nothing`.execute(transaction);
}

/** One job's state, locked until the transaction ends. Its row is there. */
export async function lockJobState(transaction: Transaction, key: string): Promise<JobState> {
  const row = await transaction
    .selectFrom('job')
    .select(columns)
    .where('job.key', '=', key)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return present(row);
}

/** The active jobs whose time has come, or is not known yet, that no other process is taking at this moment. */
export async function lockDueJobs(
  transaction: Transaction,
  keys: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, JobState>> {
  const rows = await transaction
    .selectFrom('job')
    .select(columns)
    .where('job.status', '=', 'active')
    .where('job.key', '=', sql<string>`any(${keys})`)
    .where((where) => where.or([where('job.nextRunAt', '<=', now), where('job.nextRunAt', 'is', null)]))
    .orderBy('job.key')
    .forUpdate()
    .skipLocked()
    .execute();
  return new Map(rows.map((row) => [row.key, present(row)]));
}

/** Moves a job on to its next time. */
export async function updateNextRun(transaction: Transaction, key: string, nextRunAt: Date | null): Promise<void> {
  await transaction.updateTable('job').set({ nextRunAt }).where('job.key', '=', key).execute();
}

/** Stores what people decide of a job, and its next time. */
export async function updateJobState(
  transaction: Transaction,
  key: string,
  state: Pick<JobState, 'status' | 'options' | 'schedule' | 'subscriberRoles' | 'nextRunAt'>,
  updatedBy: string,
): Promise<void> {
  await transaction
    .updateTable('job')
    .set({
      status: state.status,
      options: json(state.options),
      schedule: state.schedule === null ? sql<never>`null` : json(state.schedule),
      nextRunAt: state.nextRunAt,
      subscriberRoles: [...state.subscriberRoles],
      version: sql`job.version + 1`,
      updatedAt: sql`now()`,
      updatedBy,
    })
    .where('job.key', '=', key)
    .execute();
}

/** The first day that a job ever looks at: what is stored, or the given day from now on and for good. */
export async function fixBaseline(transaction: Transaction, key: string, day: Day): Promise<Day> {
  const row = await transaction
    .insertInto('job')
    .values({ key, baseline: day })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({ baseline: sql<Day>`coalesce(job.baseline, excluded.baseline)` }),
    )
    .returning('job.baseline')
    .executeTakeFirstOrThrow();
  return row.baseline ?? day;
}

/** Whether a job is active; one that this release does not know is not. */
export async function isJobActive(reader: Database | Transaction, key: string): Promise<boolean> {
  const row = await reader.selectFrom('job').select('job.status').where('job.key', '=', key).executeTakeFirst();
  return row?.status === 'active';
}

/** Which of some names are producer roles, whose users may subscribe to a job's alerts. */
export async function selectProducerRoles(
  transaction: Transaction,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await transaction
    .selectFrom('role')
    .select('role.name')
    .where('role.kind', '=', 'producer')
    .where('role.name', '=', sql<string>`any(${names})`)
    .execute();
  return new Set(rows.map((row) => row.name));
}
