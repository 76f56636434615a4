import { rightStates, startDateOptions, versionDateOptions } from '../../../../src/shared/vocabulary.ts';
import { entitlementsText } from '../../../messages/en/producer-entitlements.ts';
import { entitlementFormsText as text } from '../../../messages/en/producer-entitlements-forms.ts';
import { isDay, useFormat, type DayFormat } from '../../../shared/days.ts';
import { termWishOf } from '../forms/term-wish.ts';
import { termInWords } from '../forms/term-words.ts';

/** Tells what a field of an entitlement or item holds, as people say it; lists and objects are left as they are. */
export function useValuesInWords(): (field: string, value: unknown) => unknown {
  const format = useFormat();
  return (field, value) => {
    if (typeof value === 'boolean') return value ? text.yes : text.no;
    return typeof value === 'string' ? textInWords(field, value, format) : value;
  };
}

function textInWords(field: string, value: string, format: DayFormat): string {
  switch (field) {
    case 'term':
    case 'versionTerm':
      return termInWords(termWishOf(value));
    case 'state':
      return wordOf(rightStates, value, (state) => entitlementsText[`state_${state}`]);
    case 'startDateOption':
      return wordOf(startDateOptions, value, (option) => text[`start_${option}`]);
    case 'versionDateOption':
      return wordOf(versionDateOptions, value, (option) => text[`version_${option}`]);
    default:
      return isDay(value) ? format.day(value) : value;
  }
}

function wordOf<Value extends string>(known: readonly Value[], value: string, word: (value: Value) => string): string {
  const found = known.find((one) => one === value);
  return found === undefined ? value : word(found);
}
