import type { Reason } from '../shared/decision.ts';
import { Problem, refusal } from '../shared/problems.ts';

/** What is thrown where a new entity is refused. A taken key is a conflict; where there is more, it is refused with everything. */
export function refusalOfNew(reasons: readonly Reason[]): Problem {
  const isConflict = reasons.every(({ code }) => code === 'duplicate_key' || code === 'id_taken');
  if (!isConflict) return refusal(reasons);
  return new Problem('duplicate_key', reasons.map((reason) => reason.message).join(' '), { reasons });
}
