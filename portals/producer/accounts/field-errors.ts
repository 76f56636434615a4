import { reasonsAt } from '../../shared/api/problem.ts';

/** What the server says first about one field, as the text below it; nothing where it is content. */
export function errorAt(problem: unknown, pointer: string): string | undefined {
  return reasonsAt(problem, pointer)[0]?.message;
}
