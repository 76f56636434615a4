import { entitlementFormsText } from '../../../messages/en/producer-entitlements-forms.ts';
import { entitlementVerbsText as text } from '../../../messages/en/producer-entitlements-verbs.ts';
import type { Reason } from '../../../shared/api/problem.ts';
import { termOf } from '../forms/term-of.ts';
import { oneYear, termText, type TermWish } from '../forms/term-wish.ts';

export const startKinds = ['keep', 'day'] as const;
export const endKinds = ['keep', 'term', 'date', 'permanent'] as const;

/** Other days for several items: what is kept stays as each of them has it. */
export interface DatesChange {
  readonly start: (typeof startKinds)[number];
  readonly startDate: string;
  readonly end: (typeof endKinds)[number];
  readonly term: TermWish;
  readonly expirationDate: string;
}

export const noDates: DatesChange = { start: 'keep', startDate: '', end: 'keep', term: oneYear, expirationDate: '' };

/** The change as the server takes it of an item. A line item with a day as its end has no term beside; maintenance never has. */
export function datesChange(dates: DatesChange, isMaintenance: boolean) {
  return { ...(dates.start === 'day' ? { startDate: dates.startDate } : {}), ...endChange(dates, isMaintenance) };
}

function endChange({ end, term, expirationDate }: DatesChange, isMaintenance: boolean) {
  const noTerm = isMaintenance ? {} : { term: null };
  switch (end) {
    case 'keep':
      return {};
    case 'permanent':
      return { ...noTerm, permanent: true, expirationDate: null };
    case 'date':
      return { ...noTerm, permanent: false, expirationDate };
    case 'term':
      return { permanent: false, term: termText(term), expirationDate: null };
  }
}

/** What is missing before anything can be asked. */
export function reasonsAgainstDates(dates: DatesChange): readonly Reason[] {
  const { start, startDate, end, term, expirationDate } = dates;
  if (start === 'keep' && end === 'keep') return [{ code: 'nothing_chosen', message: text.nothingChosen }];
  return [
    ...(start === 'day' && startDate === ''
      ? [{ code: 'required', message: entitlementFormsText.needsStart, pointer: '/startDate' }]
      : []),
    ...(end === 'date' && expirationDate === ''
      ? [{ code: 'required', message: entitlementFormsText.needsLastDay, pointer: '/expirationDate' }]
      : []),
    ...(end === 'term' && termOf(term) === undefined
      ? [{ code: 'required', message: entitlementFormsText.needsTerm, pointer: '/term' }]
      : []),
  ];
}
