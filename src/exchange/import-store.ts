import { sql } from 'kysely';
import { insertRows, type Database, type Transaction } from '../platform/database.ts';
import type { OnDuplicate } from '../platform/recording.ts';
import type { JobRunStatus } from '../shared/vocabulary.ts';
import type { ReportRow } from './import-report.ts';
import type { Piece } from './line-reader.ts';

type Reader = Database | Transaction;

/** What an import does with a wrong record: keep the others, or keep nothing. */
export type OnError = 'continue' | 'stop';

/** What an import is to do, fixed when it was accepted. */
export interface ImportRow {
  readonly id: number;
  readonly stagingId: string;
  readonly fileName: string | null;
  readonly dryRun: boolean;
  readonly onError: OnError;
  readonly onDuplicate: OnDuplicate;
  readonly bytes: number;
  /** what the importer might do when the file was accepted */
  readonly permissions: readonly string[];
}

/** An import with the run that works on it. */
export interface ImportRun extends ImportRow {
  readonly status: JobRunStatus;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly summary: Readonly<Record<string, number>>;
  readonly progressDone: number;
  readonly error: string | null;
}

/** Keeps one piece of a file that is arriving. */
export async function insertPiece(database: Database, stagingId: string, piece: Piece): Promise<void> {
  await database
    .insertInto('importPiece')
    .values({ stagingId, ...piece })
    .execute();
}

/** Forgets the pieces of a file that does not arrive, or that was worked through. */
export async function deletePieces(reader: Reader, stagingId: string): Promise<void> {
  await reader.deleteFrom('importPiece').where('importPiece.stagingId', '=', stagingId).execute();
}

/** Forgets the pieces of files that never became an import and of which nothing arrived for some hours. */
export async function deleteAbandonedPieces(database: Database, hours: number): Promise<void> {
  await sql`delete from import_piece
    where import_piece.staging_id in (
      select left_over.staging_id from import_piece left_over
       where not exists (select 1 from import where import.staging_id = left_over.staging_id)
       group by left_over.staging_id
      having max(left_over.staged_at) < now() - make_interval(hours => ${hours}))`.execute(database);
}

/** How many pieces of a file are there. */
export async function countPieces(transaction: Transaction, stagingId: string): Promise<number> {
  const row = await transaction
    .selectFrom('importPiece')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('importPiece.stagingId', '=', stagingId)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** The pieces of a file from a position on, one after the other. */
export async function* selectPieces(reader: Reader, stagingId: string, from: number): AsyncGenerator<Piece> {
  for (let position = from; ; position++) {
    const piece = await reader
      .selectFrom('importPiece')
      .select(['importPiece.position', 'importPiece.content'])
      .where('importPiece.stagingId', '=', stagingId)
      .where('importPiece.position', '=', position)
      .executeTakeFirst();
    if (piece === undefined) return;
    yield piece;
  }
}

/** Keeps what an import is to do, beside the run that works on it. */
export async function insertImport(transaction: Transaction, row: ImportRow): Promise<void> {
  await transaction
    .insertInto('import')
    .values({ ...row, format: 'ndjson' })
    .execute();
}

/** What an import is to do. */
export async function selectImport(reader: Reader, id: number): Promise<ImportRow> {
  return reader.selectFrom('import').selectAll('import').where('import.id', '=', id).executeTakeFirstOrThrow();
}

/** Imports with their runs, the newest first: one, or those that are older than a row. */
export async function selectImportRuns(
  reader: Reader,
  filter: { readonly id: number } | { readonly before: number; readonly limit: number },
): Promise<readonly ImportRun[]> {
  let query = reader
    .selectFrom('import')
    .innerJoin('jobRun', 'jobRun.id', 'import.id')
    .selectAll('import')
    .select(['jobRun.status', 'jobRun.requestedBy', 'jobRun.requestedAt', 'jobRun.startedAt', 'jobRun.endedAt'])
    .select(['jobRun.summary', 'jobRun.progressDone', 'jobRun.error'])
    .orderBy('import.id', 'desc');
  if ('id' in filter) query = query.where('import.id', '=', filter.id);
  else query = query.limit(filter.limit);
  if ('before' in filter && filter.before > 0) query = query.where('import.id', '<', filter.before);
  return query.execute();
}

/** Adds rows to the report of an import. */
export async function insertReportRows(
  transaction: Transaction,
  importId: number,
  rows: readonly ReportRow[],
): Promise<void> {
  await insertRows(
    transaction,
    'importReport',
    rows.map(({ line, entity, key, pointer, code, message }) => ({
      importId,
      line,
      entity,
      entityKey: key,
      pointer,
      code,
      message,
    })),
  );
}

/** Rows of a report, in the order of their lines. */
export async function selectReportRows(
  reader: Reader,
  filter: { readonly importId: number; readonly after: number; readonly limit: number },
) {
  const rows = await reader
    .selectFrom('importReport')
    .selectAll('importReport')
    .where('importReport.importId', '=', filter.importId)
    .where('importReport.id', '>', filter.after)
    .orderBy('importReport.id')
    .limit(filter.limit)
    .execute();
  return rows.map(({ id, line, entity, entityKey, pointer, code, message }) => ({
    id,
    line,
    entity,
    key: entityKey,
    pointer,
    code,
    message,
  }));
}

/** Lets the planner know what is in the tables that an import fills, for which it would otherwise plan as if they were empty. */
export async function learnStatistics(transaction: Transaction): Promise<void> {
  await sql`analyze account, licet_user, membership, membership_role, product, entitlement, entitlement_channel_partner,
    line_item, line_item_product, maintenance_line_item, maintenance_link`.execute(transaction);
}
