import { entitlementFormsText as text } from '../../../messages/en/producer-entitlements-forms.ts';
import type { TermWish } from './term-wish.ts';

/** `3 months` */
export function termInWords({ count, unit }: TermWish): string {
  return text[`term_${unit}`](Number(count));
}
