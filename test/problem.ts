import { Problem } from '../src/shared/problems.ts';

/** The problem that a promise is rejected with; a failure of the test where it is not. */
export async function problemOf(promise: Promise<unknown>): Promise<Problem> {
  const answer = await promise.then(
    (value) => value,
    (error: unknown) => error,
  );
  if (answer instanceof Problem) return answer;
  throw answer instanceof Error ? answer : new Error(`it was not refused, but answered ${JSON.stringify(answer)}`);
}

/** The codes of a refusal with their pointers, in order: `unknown_reference /parents/1`. */
export async function reasonsOf(promise: Promise<unknown>): Promise<readonly string[]> {
  const problem = await problemOf(promise);
  return problem.reasons.map(({ code, pointer }) => (pointer === undefined ? code : `${code} ${pointer}`));
}
