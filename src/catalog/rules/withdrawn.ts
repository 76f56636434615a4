import type { Reason } from '../../shared/decision.ts';
import type { CatalogState } from '../../shared/vocabulary.ts';

/** What speaks against a new reference: what it names is inactive or obsolete (reference 1.6). */
export function reasonsAgainstWithdrawn(
  what: string,
  key: string,
  state: CatalogState | undefined,
  pointer: string,
): readonly Reason[] {
  if (state !== 'inactive' && state !== 'obsolete') return [];
  const remedy = state === 'inactive' ? 'Deploy it again first, or name another.' : 'Name another.';
  return [
    { code: 'withdrawn', message: `The ${what} ${key} is ${state}, so nothing new can refer to it.`, remedy, pointer },
  ];
}
