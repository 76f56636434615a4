import { countOutcomes, type ImportCounts } from './import-counts.ts';
import { rowsOfLine, type ReportRow } from './import-report.ts';
import type { Line } from './line-reader.ts';
import { groupsOf, type RecordLine } from './record-groups.ts';
import { readRecord } from './record-reader.ts';
import { saveGroup, type Saving } from './record-saving.ts';
import type { RecordOutcome } from '../platform/recording.ts';

/** Lines that are read, recorded and committed together. */
export interface Batch {
  readonly lines: readonly Line[];
  /** true where the file has no more lines */
  readonly isLast: boolean;
}

const linesMax = 500;
const bytesMax = 1024 * 1024;

/** The next lines of a file, bounded in number and in bytes. */
export async function takeBatch(lines: AsyncGenerator<Line, void>): Promise<Batch> {
  const taken: Line[] = [];
  for (let bytes = 0; taken.length < linesMax && bytes < bytesMax;) {
    const next = await lines.next();
    if (next.done === true) return { lines: taken, isLast: true };
    taken.push(next.value);
    bytes += next.value.content?.length ?? 0;
  }
  return { lines: taken, isLast: false };
}

/** What became of the lines of a batch. */
export interface BatchResult {
  readonly counts: ImportCounts;
  /** what is wrong with the lines, not yet in their order */
  readonly rows: readonly ReportRow[];
}

/** Records the lines of a batch. A wrong line hinders no other. */
export async function importLines(saving: Saving, lines: readonly Line[]): Promise<BatchResult> {
  const read = lines.map(readRecord);
  const unread = read.flatMap((line) => ('rows' in line ? [line] : []));
  const rows = unread.flatMap((line) => line.rows);
  const told = unread.map(({ entity }): { entity: string | null; outcome: RecordOutcome['outcome'] } => ({
    entity,
    outcome: 'failed',
  }));
  for (const group of groupsOf(read.flatMap((line) => ('record' in line ? [line] : [])))) {
    const outcomes = await saveGroup(saving, group);
    for (const [index, outcome] of outcomes.entries()) {
      const line = group[index];
      if (line === undefined) continue;
      told.push({ entity: line.record.kind.entity, outcome: outcome.outcome });
      if (outcome.outcome === 'failed') rows.push(...rowsOfRefusal(line, outcome));
    }
  }
  return { counts: countOutcomes(told), rows };
}

function rowsOfRefusal(
  { line, record }: RecordLine,
  refused: RecordOutcome & { readonly outcome: 'failed' },
): readonly ReportRow[] {
  return rowsOfLine(
    refused.reasons.map(({ code, message, remedy, pointer }) => ({
      line,
      entity: record.kind.entity,
      key: refused.key,
      pointer: pointer ?? null,
      code,
      message: remedy === undefined ? message : `${message} ${remedy}`,
    })),
  );
}
