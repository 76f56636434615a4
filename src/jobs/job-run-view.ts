import type { Database, Transaction } from '../platform/database.ts';
import type { Day } from '../shared/day.ts';
import type { Json, JsonObject, JobRunStatus } from '../shared/vocabulary.ts';
import { selectNamesOfAccounts } from './account-name-store.ts';
import { splitCounts } from './counts.ts';
import type { NewJobRunItem } from './job-run-history-store.ts';
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
  /** what went wrong last; a run that is tried again may yet succeed */
  readonly error: string | null;
  /** how many attempts in a row have failed */
  readonly failedAttempts: number;
  /** when it is tried again; null unless it waits for that */
  readonly nextAttemptAt: string | null;
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
    failedAttempts: row.attempts,
    nextAttemptAt: isWaitingForAttempt(row) ? row.runAfter.toISOString() : null,
  };
}

function isWaitingForAttempt({ status, attempts, leaseUntil }: JobRunRow): boolean {
  return status === 'running' && attempts > 0 && leaseUntil === null;
}

export interface JobRunItemView {
  readonly outcome: string;
  readonly accountId: string | null;
  /** as it is called today */
  readonly accountName: string | null;
  readonly activationId: string | null;
  readonly reasons: readonly Json[];
  readonly receivers: readonly string[];
  readonly listed: readonly Json[];
}

/** Some things that a run acted on, as everybody sees them. */
export async function presentRunItems(
  reader: Database | Transaction,
  items: readonly NewJobRunItem[],
): Promise<readonly JobRunItemView[]> {
  const ids = items.flatMap(({ accountId }) => (accountId === null ? [] : [accountId]));
  const names = await selectNamesOfAccounts(reader, [...new Set(ids)]);
  return items.map(({ outcome, accountId, activationId, reasons, receivers, listed }) => ({
    outcome,
    accountId,
    accountName: accountId === null ? null : (names.get(accountId) ?? null),
    activationId,
    reasons,
    receivers: receivers ?? [],
    listed: listed ?? [],
  }));
}
