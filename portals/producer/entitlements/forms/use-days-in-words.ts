import { entitlementFormsText as text } from '../../../messages/en/producer-entitlements-forms.ts';
import { useFormat, type DayFormat } from '../../../shared/days.ts';
import { useBranding } from '../../../shared/session.ts';
import { knownDays, type DatesWish, type KnownDays } from './item-dates.ts';
import { termOf } from './term-of.ts';
import { termInWords } from './term-words.ts';

export interface DaysInWords {
  readonly words: string;
  /** that the last day counts, where it is told */
  readonly remark?: string;
  readonly isWrong: boolean;
}

/** Tells which days an item has as it is typed, as far as they are known. */
export function useDaysInWords(): (wish: DatesWish) => DaysInWords {
  const format = useFormat();
  const { today } = useBranding();
  return (wish) => inWords(wish, knownDays(wish, today), format);
}

function inWords(wish: DatesWish, { start, end }: KnownDays, format: DayFormat): DaysInWords {
  const right = (words: string): DaysInWords => ({ words, isWrong: false });
  if (wish.end === 'permanent')
    return right(start === undefined ? text.runsForeverLater : text.runsForever(format.day(start)));
  if (start !== undefined && end !== undefined && end < start) return { words: text.endBeforeStart, isWrong: true };
  if (start !== undefined && end !== undefined)
    return { ...right(text.runs(format.day(start), format.day(end))), remark: text.lastDayIncluded };
  if (end !== undefined) return right(text.untilDay(format.day(end)));
  if (wish.end === 'term' && termOf(wish.term) !== undefined) return right(text.termFromStart(termInWords(wish.term)));
  return { words: text.endUnknown, isWrong: true };
}
