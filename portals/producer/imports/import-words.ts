import { importsText } from '../../messages/en/producer-imports.ts';
import type { ItemOf } from '../../shared/api/call.ts';
import type { Tone } from '../../shared/Mark.tsx';

export type ImportSummary = ItemOf<'listImports'>;
export type Outcome = keyof typeof importsText.counts;

export const outcomes = ['records', 'created', 'updated', 'unchanged', 'skipped', 'failed', 'notKept'] as const;

export const statusTones: Readonly<Record<ImportSummary['status'], Tone>> = {
  queued: 'soon',
  running: 'soon',
  succeeded: 'good',
  failed: 'urgent',
  cancelled: 'quiet',
};

/** True while something still becomes of an import. */
export function isUnderWay({ status }: Pick<ImportSummary, 'status'>): boolean {
  return status === 'queued' || status === 'running';
}

/** What an import is called by the file that it came as. */
export function importName({ fileName }: Pick<ImportSummary, 'fileName'>): string {
  return fileName ?? importsText.noName;
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A number of bytes as people read it. */
export function sizeText(bytes: number, locale: string): string {
  const step = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step === 0 ? 0 : 1,
  }).format(bytes / 1000 ** step);
}
