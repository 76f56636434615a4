import type { ItemOf } from '../../shared/api/call.ts';

export type ReportFormat = 'csv' | 'ndjson';
type ReportRow = ItemOf<'getImportReport'>;

const fields = ['line', 'entity', 'key', 'pointer', 'code', 'message'] as const;

/** A report as a file: one row a line. */
export function reportFile(rows: readonly ReportRow[], format: ReportFormat): Blob {
  return format === 'csv'
    ? new Blob([reportAsCsv(rows)], { type: 'text/csv;charset=utf-8' })
    : new Blob([rows.map((row) => `${JSON.stringify(row)}\n`).join('')], { type: 'application/x-ndjson' });
}

/** Rows as CSV (RFC 4180). A cell that a spreadsheet would take for a formula stays text. */
export function reportAsCsv(rows: readonly ReportRow[]): string {
  const lines = [fields, ...rows.map((row) => fields.map((field) => row[field]))];
  return lines.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | number | null): string {
  if (typeof value === 'number') return String(value);
  const text = value ?? '';
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
