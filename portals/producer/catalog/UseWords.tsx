import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { partsText as text } from '../../messages/en/producer-catalog-parts.ts';
import type { SearchText } from '../../shared/search-text.ts';

interface UseWordsProps {
  /** where what uses it is listed */
  readonly to: string;
  readonly search?: SearchText;
  readonly uses: readonly (readonly [count: number, words: (count: number) => string])[];
}

/** How often something is used, in words that lead to what uses it. */
export function UseWords({ to, search = {}, uses }: UseWordsProps): JSX.Element {
  const words = uses.filter(([count]) => count > 0).map(([count, wordsFor]) => wordsFor(count));
  if (words.length === 0) return <span className="licet-quiet">{text.unused}</span>;
  return (
    <Link to={to} search={search}>
      {words.join(', ')}
    </Link>
  );
}
