import { sql } from 'kysely';
import { json, type Database, type Transaction } from '../platform/database.ts';
import type { Day } from '../shared/day.ts';
import type { JsonObject } from '../shared/vocabulary.ts';

/** What is kept of a job; a job without a row is as it was shipped. */
export interface JobState {
  readonly status: 'active' | 'inactive';
  readonly options: JsonObject;
  readonly subscriberRoles: readonly string[];
  readonly baseline: Day | null;
  readonly version: number;
}

const asShipped: JobState = { status: 'inactive', options: {}, subscriberRoles: [], baseline: null, version: 1 };

/** The states of jobs by their keys. */
export async function selectJobStates(
  reader: Database | Transaction,
  keys: readonly string[],
): Promise<ReadonlyMap<string, JobState>> {
  const rows = await reader
    .selectFrom('job')
    .select(['job.key', 'job.status', 'job.options', 'job.subscriberRoles', 'job.baseline', 'job.version'])
    .where('job.key', '=', sql<string>`any(${keys})`)
    .execute();
  const found = new Map(rows.map(({ key, ...state }) => [key, state]));
  return new Map(keys.map((key) => [key, found.get(key) ?? asShipped]));
}

/** One job's state, locked until the transaction ends. */
export async function lockJobState(transaction: Transaction, key: string): Promise<JobState> {
  await transaction
    .insertInto('job')
    .values({ key })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  const { key: _, ...state } = await transaction
    .selectFrom('job')
    .select(['job.key', 'job.status', 'job.options', 'job.subscriberRoles', 'job.baseline', 'job.version'])
    .where('job.key', '=', key)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return state;
}

/** Stores status, options and roles of a job. */
export async function updateJobState(
  transaction: Transaction,
  key: string,
  state: Pick<JobState, 'status' | 'options' | 'subscriberRoles'>,
  updatedBy: string,
): Promise<void> {
  await transaction
    .updateTable('job')
    .set({
      status: state.status,
      options: json(state.options),
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
