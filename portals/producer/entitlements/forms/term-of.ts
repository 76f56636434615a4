import { parseTerm, type Term } from '../../../../src/shared/day.ts';
import { termText, type TermWish } from './term-wish.ts';

/** The term that is typed, if it is one. */
export function termOf(wish: TermWish): Term | undefined {
  return parseTerm(termText(wish) ?? '');
}
