import { ApiProblem, withReasons, type Reason } from '../../../shared/api/problem.ts';

/** What a problem says about one part of the request, with pointers that begin there; null where it says nothing. */
export function problemUnder(problem: unknown, pointer: string): ApiProblem | null {
  if (!(problem instanceof ApiProblem)) return null;
  const reasons = problem.reasons.flatMap((reason) =>
    isUnder(reason, pointer) ? [{ ...reason, pointer: reason.pointer?.slice(pointer.length) }] : [],
  );
  return reasons.length === 0 ? null : withReasons(problem, reasons);
}

/** True where a reason is about a part of the request, or something in it. */
export function isUnder({ pointer }: Reason, part: string): boolean {
  return pointer === part || (pointer?.startsWith(`${part}/`) ?? false);
}
