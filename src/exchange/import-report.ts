/** One thing that is wrong with one line of a file. */
export interface ReportRow {
  readonly line: number;
  readonly entity: string | null;
  readonly key: string | null;
  /** the field of the record (RFC 6901); null where the whole line is wrong */
  readonly pointer: string | null;
  readonly code: string;
  readonly message: string;
}

/** So many rows of a report are kept. Who has more wrong lines mends the cause, not line after line. */
export const reportRowsMax = 100_000;

const rowsOfLineMax = 100;
const lettersMax = 500;

/** How many rows a report has, and how many it would have had beyond the limit. */
export interface ReportSize {
  readonly kept: number;
  readonly dropped: number;
}

/** A row that any database can keep: whatever the file says, it is cut to a length and has no unstorable characters. */
export function reportRow(row: ReportRow): ReportRow {
  const { line, code } = row;
  return {
    line,
    code,
    entity: cut(row.entity),
    key: cut(row.key),
    pointer: cut(row.pointer),
    message: cut(row.message),
  };
}

/** The rows of one line: the first of them, and a last one that says how many more there are. */
export function rowsOfLine(rows: readonly ReportRow[]): readonly ReportRow[] {
  const last = rows.at(-1);
  if (rows.length <= rowsOfLineMax || last === undefined) return rows.map(reportRow);
  const more = `There are ${rows.length - rowsOfLineMax + 1} more errors in this line.`;
  return [...rows.slice(0, rowsOfLineMax - 1), { ...last, pointer: null, code: 'more_errors', message: more }].map(
    reportRow,
  );
}

/** As many of the rows as a report of that size still takes, in the order of their lines, and its size then. */
export function addToReport(
  size: ReportSize,
  rows: readonly ReportRow[],
): { readonly rows: readonly ReportRow[]; readonly size: ReportSize } {
  const taken = rows.toSorted((a, b) => a.line - b.line).slice(0, reportRowsMax - size.kept);
  return { rows: taken, size: { kept: size.kept + taken.length, dropped: size.dropped + rows.length - taken.length } };
}

/** The last row of a report that was too long to be kept whole. */
export function closingRows(size: ReportSize, line: number): readonly ReportRow[] {
  if (size.dropped === 0) return [];
  const message = `The report ends here: there are ${size.dropped} more errors. Mend what is wrong above, then import again.`;
  return [{ line, entity: null, key: null, pointer: null, code: 'report_too_long', message }];
}

/** Text without the characters that no database can keep. */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\u{FFFD}');
}

function cut<Text extends string | null>(text: Text): Text | string {
  if (text === null) return text;
  const storable = storableText(text);
  return storable.length <= lettersMax ? storable : `${storable.slice(0, lettersMax - 1).toWellFormed()}…`;
}
