import type { AnswerOf } from '../../../shared/api/call.ts';
import type { Reason } from '../../../shared/api/problem.ts';

type Result = AnswerOf<'changeLineItemsBatch'>['results'][number];

/** What becomes of one item of a batch. */
export interface BatchRow {
  readonly activationId: string;
  /** the fields that differ, or the states; empty where nothing changes */
  readonly changes: readonly (readonly [field: string, before: unknown, after: unknown])[];
  /** why it stays as it is */
  readonly reasons: readonly Reason[];
}

/** The answer of a batch, row by row, in the order in which the items were named. */
export function batchRows(
  activationIds: readonly string[],
  { results }: AnswerOf<'changeLineItemsBatch'>,
): readonly BatchRow[] {
  return results.map((result, index) => ({ activationId: activationIds[index] ?? '', ...rowOf(result) }));
}

/** True for an item of which something becomes other than it is. */
export function isChanging({ changes, reasons }: BatchRow): boolean {
  return changes.length > 0 && reasons.length === 0;
}

function rowOf(result: Result): Omit<BatchRow, 'activationId'> {
  if ('problem' in result) return { changes: [], reasons: reasonsOf(result.problem) };
  const { body } = result;
  if ('before' in body) {
    const [before, after] = [new Map(Object.entries(body.before)), new Map(Object.entries(body.after))];
    return { reasons: [], changes: [...after].map(([field, value]) => [field, before.get(field), value] as const) };
  }
  return { reasons: [], changes: 'from' in body ? [['state', body.from, body.to]] : [] };
}

interface Refused {
  readonly title: string;
  readonly code: string;
  readonly detail?: string | undefined;
  readonly reasons?: readonly Reason[] | undefined;
  readonly errors?: readonly Reason[] | undefined;
}

function reasonsOf({ code, title, detail, reasons = [], errors = [] }: Refused): readonly Reason[] {
  const all = [...reasons, ...errors];
  return all.length > 0 ? all : [{ code, message: detail ?? title }];
}
