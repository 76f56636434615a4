import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { getImport, stageImport } from '../exchange/exchange-operations.ts';
import { operator, withLicet } from './command.ts';
import { UsageError } from './explanation.ts';
import { printJson, printLines } from './output.ts';
import { seeThrough } from './waiting.ts';

export interface ImportOptions {
  readonly json?: boolean;
  readonly dryRun?: boolean;
  readonly onError: 'continue' | 'stop';
  readonly onDuplicate: 'update' | 'skip' | 'fail';
}

/** `licet import <file>`: stages an NDJSON file (`-` for standard input) and sees it through. Exit status 1 where a record failed. */
export async function importFile(file: string, options: ImportOptions): Promise<void> {
  const source = file === '-' ? process.stdin : await openFile(file);
  await withLicet(async (licet) => {
    const { app } = licet;
    const { onError, onDuplicate } = options;
    const fileName = file === '-' ? undefined : basename(file);
    const { importId } = await stageImport(app, operator, source, {
      dryRun: options.dryRun === true,
      onError,
      onDuplicate,
      fileName,
    });
    const done = await seeThrough(licet, Number(importId), 'import', () => getImport(app, operator, importId));
    if (done.status !== 'succeeded' || done.counts.failed > 0) process.exitCode = 1;
    if (options.json === true) return printJson(done);
    const { records, created, updated, unchanged, skipped, failed } = done.counts;
    printLines(
      `${done.dryRun ? 'Dry run, nothing was kept' : `Import ${importId} ${done.status}`}: ${records} records,` +
        ` ${created} created, ${updated} updated, ${unchanged} unchanged, ${skipped} skipped, ${failed} failed.`,
      ...(done.error === null ? [] : [done.error]),
      ...done.report.map(
        (row) =>
          `line ${row.line}${row.key === null ? '' : ` ${row.entity} ${row.key}`}${row.pointer === null ? '' : ` ${row.pointer}`}: ${row.message}`,
      ),
      ...(done.reportTruncated ? [`… more: GET /api/v1/imports/${importId}/report`] : []),
    );
  });
}

async function openFile(file: string): Promise<NodeJS.ReadableStream & AsyncIterable<Buffer>> {
  const found = await stat(file).catch(() => undefined);
  if (found === undefined) throw new UsageError(`There is no file ${file}.`);
  if (!found.isFile()) throw new UsageError(`${file} is not a file.`);
  return createReadStream(file);
}
