import type { Reason } from '../../shared/api/problem.ts';

interface WithReasons {
  readonly reasons: readonly (object & { readonly code: string; readonly message: string })[];
}

/** The reasons of one thing, as sentences with their cures. */
export function reasonsOf({ reasons }: WithReasons): readonly Reason[] {
  return reasons.map((reason) => ({
    code: reason.code,
    message: reason.message,
    remedy: 'remedy' in reason && typeof reason.remedy === 'string' ? reason.remedy : undefined,
  }));
}
