import { useState } from 'react';
import { call, type ItemOf } from '../../shared/api/call.ts';
import { reportFile, type ReportFormat } from './report-file.ts';

interface ReportDownload {
  readonly download: (format: ReportFormat) => void;
  /** so many rows have come; null while nothing is being downloaded */
  readonly rows: number | null;
  readonly problem: unknown;
}

/** The whole report of an import as a file, fetched page by page. */
export function useReportDownload(importId: string, name: string): ReportDownload {
  const [rows, setRows] = useState<number | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const run = async (format: ReportFormat): Promise<void> => {
    setProblem(null);
    try {
      const report = await wholeReport(importId, setRows);
      keepFile(`${name}.report.${format}`, reportFile(report, format));
    } catch (error) {
      setProblem(error);
    }
    setRows(null);
  };
  return { download: (format) => void run(format), rows, problem };
}

async function wholeReport(importId: string, tell: (rows: number) => void): Promise<ItemOf<'getImportReport'>[]> {
  const report: ItemOf<'getImportReport'>[] = [];
  for (let cursor: string | undefined | null; cursor !== null;) {
    tell(report.length);
    const page = await call('getImportReport', {
      path: { importId },
      query: { limit: 500, ...(cursor === undefined ? {} : { cursor }) },
    });
    report.push(...page.items);
    cursor = page.nextCursor;
  }
  return report;
}

function keepFile(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
