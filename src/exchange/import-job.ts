import { sql } from 'kysely';
import { z } from 'zod';
import { everyAccount, everyLine, isPermission } from '../accounts/rules/permissions.ts';
import { addCounts } from '../jobs/counts.ts';
import type { ChunkResult, RunDefinition, RunningJob } from '../jobs/job-definition.ts';
import { isCancelRequested } from '../jobs/job-run-store.ts';
import type { App } from '../platform/app.ts';
import { businessZone } from '../platform/business-zone.ts';
import type { Transaction } from '../platform/database.ts';
import type { Json } from '../shared/vocabulary.ts';
import { importLines, takeBatch } from './import-batch.ts';
import { countsOfNothingKept, type ImportCounts } from './import-counts.ts';
import { addToReport, closingRows, type ReportRow, type ReportSize } from './import-report.ts';
import {
  deletePieces,
  insertReportRows,
  learnStatistics,
  selectImport,
  selectPieces,
  type ImportRow,
} from './import-store.ts';
import { readLines, startOfFile, type Place } from './line-reader.ts';
import type { Saving } from './record-saving.ts';

/** The key of the runs that import. */
export const importJobKey = 'import';

/**
 * Works through a staged file. With `onError: continue` each batch of lines is a chunk that is kept; with `stop` and
 * `dryRun` the whole file is one chunk, as all of it is kept or nothing.
 */
export const importJob: RunDefinition = {
  key: importJobKey,
  exclusive: false,
  freeze: async () => ({}),
  chunk: async (transaction, run, app) => {
    const file = await selectImport(transaction, run.id);
    if (await isCancelRequested(transaction, run.id)) return unchanged(run);
    const isWhole = file.dryRun || file.onError === 'stop';
    return isWhole ? importWholeFile(transaction, run, app, file) : importNextLines(transaction, run, app, file);
  },
  finish: async (transaction, run) => {
    const { stagingId, dryRun } = await selectImport(transaction, run.id);
    await deletePieces(transaction, stagingId);
    const { line } = readCursor(run.cursor).place;
    if (line >= largeImportLines && !dryRun) await learnStatistics(transaction);
    return {};
  },
};

// So much at once changes what the planner of the database should know, and it would learn it only minutes later.
const largeImportLines = 5_000;

const count = z.int().min(0);
const cursorSchema = z
  .strictObject({
    place: z.strictObject({ piece: count, offset: count, line: count, bytes: count }),
    report: z.strictObject({ kept: count, dropped: count }),
  })
  .nullable();

interface Cursor {
  readonly place: Place;
  readonly report: ReportSize;
}

function readCursor(cursor: Json): Cursor {
  return cursorSchema.parse(cursor) ?? { place: startOfFile, report: { kept: 0, dropped: 0 } };
}

function unchanged(run: RunningJob): ChunkResult {
  return { cursor: run.cursor, done: false, counts: {} };
}

async function savingOf(transaction: Transaction, run: RunningJob, app: App, file: ImportRow): Promise<Saving> {
  const permissions = new Set(file.permissions.filter(isPermission));
  const everything = { scope: everyAccount, productLines: everyLine };
  const importer = { name: run.requestedBy, audience: 'producer' as const, permissions, ...everything };
  const today = app.clock.today(await businessZone(transaction));
  return { transaction, importer, onDuplicate: file.onDuplicate, today, log: app.log };
}

async function importNextLines(
  transaction: Transaction,
  run: RunningJob,
  app: App,
  file: ImportRow,
): Promise<ChunkResult> {
  const { place, report } = readCursor(run.cursor);
  const batch = await takeBatch(readLines(selectPieces(transaction, file.stagingId, place.piece), place));
  const { counts, rows } = await importLines(await savingOf(transaction, run, app, file), batch.lines);
  const { rows: taken, size } = addToReport(report, rows);
  const next = batch.lines.at(-1)?.next ?? place;
  await insertReportRows(transaction, run.id, batch.isLast ? [...taken, ...closingRows(size, next.line)] : taken);
  return {
    cursor: { place: { ...next }, report: { ...size } },
    done: batch.isLast,
    counts,
    progressDone: (batch.isLast ? file.bytes : next.bytes) - place.bytes,
    progressTotal: file.bytes,
  };
}

/**
 * The report of work that is rolled back must outlive it, so it waits in memory (bounded by `reportRowsMax`) until the
 * savepoint is gone; then report, counts and the end of the run commit together.
 */
async function importWholeFile(
  transaction: Transaction,
  run: RunningJob,
  app: App,
  file: ImportRow,
): Promise<ChunkResult> {
  await sql`savepoint import_file`.execute(transaction);
  const rehearsed = await rehearse(transaction, run, app, file);
  const failed = rehearsed?.counts['failed'] ?? 0;
  const isStopped = file.onError === 'stop' && failed > 0;
  if (rehearsed === undefined || file.dryRun || isStopped)
    await sql`rollback to savepoint import_file`.execute(transaction);
  if (rehearsed === undefined) return unchanged(run);
  await insertReportRows(transaction, run.id, rehearsed.rows);
  return {
    cursor: run.cursor,
    done: true,
    counts: isStopped ? countsOfNothingKept(rehearsed.counts) : rehearsed.counts,
    progressDone: file.bytes,
    progressTotal: file.bytes,
    ...(isStopped ? { failure: sentenceOnStop(file, failed, rehearsed.counts['records'] ?? 0) } : {}),
  };
}

interface Rehearsed {
  readonly counts: ImportCounts;
  readonly rows: readonly ReportRow[];
}

/** Records every line of the file; undefined where somebody cancels meanwhile, or this process is asked to stop. */
async function rehearse(
  transaction: Transaction,
  run: RunningJob,
  app: App,
  file: ImportRow,
): Promise<Rehearsed | undefined> {
  const lines = readLines(selectPieces(transaction, file.stagingId, 0), startOfFile);
  const rows: ReportRow[] = [];
  let counts: ImportCounts = {};
  let report: ReportSize = { kept: 0, dropped: 0 };
  for (let place = startOfFile; ;) {
    const batch = await takeBatch(lines);
    const result = await importLines(await savingOf(transaction, run, app, file), batch.lines);
    const added = addToReport(report, result.rows);
    rows.push(...added.rows);
    counts = addCounts(counts, result.counts);
    report = added.size;
    place = batch.lines.at(-1)?.next ?? place;
    if (batch.isLast) return { counts, rows: [...rows, ...closingRows(report, place.line)] };
    run.reportProgress(place.bytes, file.bytes);
    if (run.isStopping() || (await isCancelRequested(transaction, run.id))) return undefined;
  }
}

function sentenceOnStop(file: ImportRow, failed: number, records: number): string {
  const nothing = file.dryRun ? 'Nothing would be imported' : 'Nothing was imported';
  return `${nothing}: ${failed} of ${records} records are wrong, and one is enough with onError "stop". The report names them.`;
}
