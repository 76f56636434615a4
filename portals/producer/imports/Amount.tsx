import type { JSX } from 'react';
import { useFormat } from '../../shared/days.ts';
import { Mark } from '../../shared/Mark.tsx';

/** A number of records; what went wrong stands out, what did not happen steps back. */
export function Amount({ count, isBad = false }: { readonly count: number; readonly isBad?: boolean }): JSX.Element {
  const format = useFormat();
  if (count === 0) return <span className="licet-quiet">0</span>;
  return isBad ? <Mark tone="urgent">{format.number(count)}</Mark> : <span>{format.number(count)}</span>;
}
