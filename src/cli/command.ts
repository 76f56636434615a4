import type { Actor } from '../accounts/rules/permissions.ts';
import { systemActor } from '../accounts/rules/permissions.ts';
import { readConfig, unknownVariables } from '../platform/config.ts';
import { Problem } from '../shared/problems.ts';
import { openLicet, type OpenLicet } from '../server.ts';

/** The operator at the shell has the database in hand, so may do everything. */
export const operator: Actor = systemActor('command line');

/** Wrong usage: the message says what to write instead. Exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Runs a command over the configured database and closes it again. Logs stay quiet unless asked for. */
export async function withLicet<T>(
  work: (licet: OpenLicet) => Promise<T>,
  options: { readonly migrate?: boolean } = {},
): Promise<T> {
  const config = readConfig({ LICET_LOG_LEVEL: 'warn', ...process.env });
  warnOfUnknownVariables();
  const licet = await openLicet(config, options);
  try {
    return await work(licet);
  } finally {
    await licet.close();
  }
}

/** Tells of variables that look meant for Licet but are not known. */
export function warnOfUnknownVariables(): void {
  for (const sentence of unknownVariables(process.env)) process.stderr.write(`Warning: ${sentence}\n`);
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
