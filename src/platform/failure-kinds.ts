import { isDatabaseGone, violatedUniqueness } from './database.ts';

export type FailureKind = 'databaseGone' | 'keyTaken' | 'bug';

/** What kind of failure an error is that no operation expected: two have an answer for the caller, the rest is a bug. */
export function failureKindOf(error: unknown): FailureKind {
  if (isDatabaseGone(error)) return 'databaseGone';
  return violatedUniqueness(error) === undefined ? 'bug' : 'keyTaken';
}
