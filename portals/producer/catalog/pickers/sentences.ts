import { reasonsAt } from '../../../shared/api/problem.ts';

/** What the server says about one place of the request, with its cures, as the text below it; nothing where it is content. */
export function sentences(problem: unknown, pointer: string): string | undefined {
  const said = reasonsAt(problem, pointer).map(({ message, remedy }) => [message, remedy].filter(Boolean).join(' '));
  return said.length === 0 ? undefined : said.join(' ');
}
