import { authoriseEverything } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { JobsApp } from '../jobs/job-definition.ts';
import { insertJobRun, requestCancel } from '../jobs/job-run-store.ts';
import type { App } from '../platform/app.ts';
import { inTransaction } from '../platform/database.ts';
import { cursorAfter, rowAfter, toPage, type Page, type PageRequest } from '../platform/paging.ts';
import { notFound, refusal } from '../shared/problems.ts';
import type { JobRunStatus } from '../shared/vocabulary.ts';
import type { ImportOptions } from './exchange-schemas.ts';
import { presentCounts } from './import-counts.ts';
import { importJobKey } from './import-job.ts';
import { storableText, type ReportRow } from './import-report.ts';
import { stageFile, type StagedFile } from './import-staging.ts';
import {
  countPieces,
  deletePieces,
  insertImport,
  selectImportRuns,
  selectReportRows,
  type ImportRun,
  type OnError,
} from './import-store.ts';
import type { OnDuplicate } from '../platform/recording.ts';

/** An import as everybody sees it. */
export interface ImportSummary {
  readonly importId: string;
  readonly status: JobRunStatus;
  readonly dryRun: boolean;
  readonly onError: OnError;
  readonly onDuplicate: OnDuplicate;
  readonly fileName: string | null;
  readonly bytes: number;
  /** in bytes of the file */
  readonly progress: { readonly done: number; readonly total: number };
  readonly counts: ReturnType<typeof presentCounts>;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly error: string | null;
}

export interface ImportView extends ImportSummary {
  /** the first rows; `importReport` has the others */
  readonly report: readonly ReportRow[];
  readonly reportTruncated: boolean;
}

const reportRowsShown = 1_000;

/**
 * Takes a file and queues its import. When this answers, the whole file is staged and no crash can lose it; a sender that
 * breaks off leaves nothing. Needs `importEntities`, for every account.
 */
export async function stageImport(
  app: App & Pick<JobsApp, 'nudgeWorkers'>,
  actor: Actor,
  source: AsyncIterable<Uint8Array>,
  options: ImportOptions,
): Promise<{ readonly importId: string }> {
  authoriseEverything(actor, 'importEntities');
  const file = await stageFile(app.database, source);
  try {
    const id = await accept(app, actor, file, options);
    app.nudgeWorkers();
    return { importId: String(id) };
  } catch (error) {
    await deletePieces(app.database, file.stagingId).catch(() => undefined);
    throw error;
  }
}

async function accept(
  app: App,
  actor: Actor,
  { stagingId, pieces, bytes }: StagedFile,
  options: ImportOptions,
): Promise<number> {
  const { fileName, ...how } = options;
  return inTransaction(app.database, async (transaction) => {
    const found = await countPieces(transaction, stagingId);
    if (found !== pieces)
      throw new Error(`${found} of ${pieces} pieces of the file are there: it was swept away while it arrived`);
    const id = await insertJobRun(transaction, {
      jobKey: importJobKey,
      exclusive: false,
      requestedBy: actor.name,
      options: how,
    });
    await insertImport(transaction, {
      id,
      stagingId,
      bytes,
      fileName: fileName === undefined ? null : storableText(fileName),
      permissions: [...actor.permissions].toSorted(),
      ...how,
    });
    return id;
  });
}

/** One import with the beginning of its report. Needs `importEntities`. */
export async function getImport(app: App, actor: Actor, importId: string): Promise<ImportView> {
  authoriseEverything(actor, 'importEntities');
  const run = await findImport(app, importId);
  const rows = await selectReportRows(app.database, { importId: run.id, after: 0, limit: reportRowsShown + 1 });
  return {
    ...presentImport(run),
    report: rows.slice(0, reportRowsShown).map(presentReportRow),
    reportTruncated: rows.length > reportRowsShown,
  };
}

/** The report of an import: a row for each thing that is wrong, in the order of the lines. Needs `importEntities`. */
export async function importReport(
  app: App,
  actor: Actor,
  importId: string,
  request: PageRequest,
): Promise<Page<ReportRow>> {
  authoriseEverything(actor, 'importEntities');
  const { id } = await findImport(app, importId);
  const rows = await selectReportRows(app.database, {
    importId: id,
    after: rowAfter(request),
    limit: request.limit + 1,
  });
  return toPage(rows, request.limit, presentReportRow);
}

/** Imports, the newest first. Needs `importEntities`. */
export async function listImports(app: App, actor: Actor, request: PageRequest): Promise<Page<ImportSummary>> {
  authoriseEverything(actor, 'importEntities');
  const runs = await selectImportRuns(app.database, { before: rowAfter(request), limit: request.limit + 1 });
  const last = runs.at(request.limit - 1);
  const nextCursor = runs.length > request.limit && last !== undefined ? cursorAfter(last.id) : null;
  return { items: runs.slice(0, request.limit).map(presentImport), nextCursor };
}

/** Asks an import to end after the batch in hand; what was kept stays. Needs `importEntities`. */
export async function cancelImport(
  app: App & Pick<JobsApp, 'nudgeWorkers'>,
  actor: Actor,
  importId: string,
): Promise<ImportView> {
  authoriseEverything(actor, 'importEntities');
  const { id, status } = await findImport(app, importId);
  if (!(await requestCancel(app.database, id)))
    throw refusal([
      {
        code: 'run_has_ended',
        message: `The import has ended already (${status}).`,
        remedy: 'There is nothing to cancel.',
      },
    ]);
  app.nudgeWorkers();
  return getImport(app, actor, importId);
}

async function findImport(app: App, importId: string): Promise<ImportRun> {
  const [run] = /^\d{1,15}$/.test(importId) ? await selectImportRuns(app.database, { id: Number(importId) }) : [];
  if (run === undefined) throw notFound('import', importId);
  return run;
}

function presentImport(run: ImportRun): ImportSummary {
  const { status, dryRun, onError, onDuplicate, fileName, bytes, requestedBy, error } = run;
  return {
    importId: String(run.id),
    status,
    dryRun,
    onError,
    onDuplicate,
    fileName,
    bytes,
    progress: { done: Math.min(run.progressDone, bytes), total: bytes },
    counts: presentCounts(run.summary),
    requestedBy,
    requestedAt: run.requestedAt.toISOString(),
    startedAt: run.startedAt?.toISOString() ?? null,
    endedAt: run.endedAt?.toISOString() ?? null,
    error,
  };
}

function presentReportRow({ line, entity, key, pointer, code, message }: ReportRow): ReportRow {
  return { line, entity, key, pointer, code, message };
}
