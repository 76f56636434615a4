import { reasonsAt } from '../../shared/api/problem.ts';

/** What the server says about one field, as the text below it; nothing where it is content. */
export function errorAt(problem: unknown, pointer: string): string | undefined {
  const messages = reasonsAt(problem, pointer).map(({ message }) => message);
  return messages.length === 0 ? undefined : messages.join(' ');
}
