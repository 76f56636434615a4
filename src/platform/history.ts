import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Json } from '../shared/vocabulary.ts';
import { insertRows, type Database, type Transaction } from './database.ts';

/** One change of one entity, written in the transaction of the change. */
export interface HistoryEntry {
  readonly entity: string;
  /** the row of the entity; null for what is known by its key alone, such as a setting */
  readonly subjectId: number | null;
  readonly entityKey: string;
  readonly event: 'created' | 'changed' | 'stateChanged' | 'deleted';
  readonly before?: Json;
  readonly after?: Json;
  readonly reason?: string | undefined;
}

export interface HistorySource {
  readonly name: string;
  readonly requestId?: string | undefined;
  /** why, of every change that has no reason of its own */
  readonly reason?: string | undefined;
}

/** Writes what changed, by whom and in which request. */
export async function recordHistory(
  transaction: Transaction,
  source: HistorySource,
  entries: readonly HistoryEntry[],
): Promise<void> {
  await insertRows(
    transaction,
    'historyRecord',
    entries.map((entry) => ({
      actor: source.name,
      entity: entry.entity,
      subjectId: entry.subjectId,
      entityKey: entry.entityKey,
      event: entry.event,
      before: entry.before ?? null,
      after: entry.after ?? null,
      reason: entry.reason ?? source.reason ?? null,
      requestId: source.requestId ?? null,
    })),
  );
}

export interface HistoryFilter {
  readonly entity?: string | undefined;
  /** the rows of some entities, by the history's word for them */
  readonly subjects?: Readonly<Record<string, readonly number[]>> | undefined;
  readonly entityKey?: string | undefined;
  readonly after: number;
  readonly limit: number;
}

/** History records, oldest first. */
export async function selectHistory(database: Database, filter: HistoryFilter) {
  let query = database.selectFrom('historyRecord').selectAll().where('historyRecord.id', '>', filter.after);
  if (filter.entity !== undefined) query = query.where('historyRecord.entity', '=', filter.entity);
  if (filter.subjects !== undefined) query = query.where(isAmong(filter.subjects));
  if (filter.entityKey !== undefined) query = query.where('historyRecord.entityKey', '=', filter.entityKey);
  return query.orderBy('historyRecord.id').limit(filter.limit).execute();
}

function isAmong(subjects: Readonly<Record<string, readonly number[]>>): RawBuilder<SqlBool> {
  const kinds = Object.entries(subjects).map(
    ([entity, ids]) =>
      sql<SqlBool>`(history_record.entity = ${entity} and history_record.subject_id = any(${ids}::bigint[]))`,
  );
  return sql<SqlBool>`(${sql.join(kinds, sql` or `)})`;
}
