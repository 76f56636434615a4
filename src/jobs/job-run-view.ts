import type { Day } from '../shared/day.ts';
import type { Json, JsonObject, JobRunStatus } from '../shared/vocabulary.ts';
import { splitCounts } from './counts.ts';
import type { JobRunRow } from './job-run-store.ts';

export interface JobRunView {
  readonly runId: string;
  readonly jobKey: string;
  readonly status: JobRunStatus;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly businessDay: Day | null;
  readonly options: JsonObject;
  /** how many things had each outcome */
  readonly summary: Readonly<Record<string, number>>;
  readonly emails: number;
  readonly progress: { readonly done: number; readonly total: number | null };
  readonly cancelRequested: boolean;
  readonly error: string | null;
}

/** A run as everybody sees it. */
export function presentRun(row: JobRunRow): JobRunView {
  const { emails, outcomes } = splitCounts(row.summary);
  return {
    runId: String(row.id),
    jobKey: row.jobKey,
    status: row.status,
    requestedBy: row.requestedBy,
    requestedAt: row.requestedAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    businessDay: row.businessDay,
    options: row.options,
    summary: outcomes,
    emails,
    progress: { done: row.progressDone, total: row.progressTotal },
    cancelRequested: row.cancelRequested,
    error: row.error,
  };
}

export interface JobRunItemView {
  readonly outcome: string;
  readonly accountId: string | null;
  readonly activationId: string | null;
  readonly reasons: readonly Json[];
  readonly receivers: readonly string[];
  readonly listed: readonly Json[];
}

/** One thing that a run acted on, as everybody sees it. */
export function presentRunItem(item: {
  readonly outcome: string;
  readonly accountId: string | null;
  readonly activationId: string | null;
  readonly reasons: readonly Json[];
  readonly receivers: readonly string[] | null;
  readonly listed: readonly Json[] | null;
}): JobRunItemView {
  const { outcome, accountId, activationId, reasons, receivers, listed } = item;
  return { outcome, accountId, activationId, reasons, receivers: receivers ?? [], listed: listed ?? [] };
}
