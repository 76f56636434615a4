import { Problem } from '../shared/problems.ts';

/** Wrong usage: the message says what to write instead. Exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** An error as a person reads it: what happened, every reason, and the cure. */
export function explain(error: unknown): string {
  if (!(error instanceof Problem)) return error instanceof Error ? error.message : String(error);
  const fields = error.errors.map((field) => `  ${field.pointer || '/'}: ${field.message}`);
  const reasons = error.reasons.map(
    (reason) => `  ${reason.message}${reason.remedy === undefined ? '' : ` ${reason.remedy}`}`,
  );
  return [error.reasons.length > 0 ? error.title : error.message, ...fields, ...reasons].join('\n');
}

/** An error as a program reads it: the problem document that REST would answer. */
export function explainAsJson(error: unknown): object {
  if (!(error instanceof Problem))
    return { title: 'The command failed', detail: error instanceof Error ? error.message : String(error) };
  const { code, title, status, message, errors, reasons } = error;
  return {
    type: `/problems/${code}`,
    title,
    status,
    code,
    detail: message,
    ...(errors.length > 0 ? { errors } : {}),
    ...(reasons.length > 0 ? { reasons } : {}),
  };
}
