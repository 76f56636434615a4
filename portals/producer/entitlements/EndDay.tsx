import type { JSX } from 'react';
import { entitlementsText as text } from '../../messages/en/producer-entitlements.ts';
import { termWishOf } from './forms/term-wish.ts';
import { termInWords } from './forms/term-words.ts';
import { Day } from '../../shared/Day.tsx';

interface EndDayProps {
  readonly item: {
    readonly permanent: boolean;
    readonly expirationDate: string | null;
    readonly term?: string | null;
  };
  readonly distance?: boolean;
}

/** The last day of an item: it may never end, or end a term after an activation that has not been yet. */
export function EndDay({ item, distance = true }: EndDayProps): JSX.Element {
  const { permanent, expirationDate, term } = item;
  if (permanent) return <>{text.permanent}</>;
  if (expirationDate === null && typeof term === 'string')
    return (
      <span className="licet-quiet">
        {termInWords(termWishOf(term))} {text.fromActivation}
      </span>
    );
  return <Day day={expirationDate} distance={distance} />;
}
