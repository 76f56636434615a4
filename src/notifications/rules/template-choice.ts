import { defaultVariation } from './email-types.ts';

/** What is known of an active template without its texts; JSON, so that a job run can freeze it. */
export type TemplateKey = {
  readonly id: number;
  readonly variation: string;
  readonly locale: string;
};

export interface TemplateWish {
  readonly locale: string;
  readonly variation?: string | undefined;
}

/**
 * The template for a reader: of the wished variation, else of DEFAULT; in it the reader's locale exactly (de-AT), then the
 * language (de), then another region of it (de-CH), then English, then whatever there is: a text in the producer's own
 * language is better than none. Undefined only where no template is active.
 */
export function chooseTemplate<Key extends TemplateKey>(active: readonly Key[], wish: TemplateWish): Key | undefined {
  const byVariation = [wish.variation ?? defaultVariation, defaultVariation].map((variation) =>
    active.filter((template) => template.variation === variation),
  );
  const candidates = byVariation.find((templates) => templates.length > 0) ?? [];
  return chooseLocale(candidates, wish.locale);
}

/**
 * True where a type of email is in use: its English DEFAULT, the one that every language falls back to, is active. One switch
 * for each type, so that nobody is written to in a language that is only what was left.
 */
export function isTypeActive(active: readonly TemplateKey[]): boolean {
  return active.some(({ variation, locale }) => variation === defaultVariation && languageOf(locale) === 'en');
}

/** A locale as `de-AT`, however it was typed (`de_at`); undefined where it is none. */
export function canonicalLocale(text: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(text.trim().replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}

/**
 * The locale that dates and numbers follow: words of the template's language in the customs of the reader's region, so
 * that an English text never says "12. März", and a reader in Austria never gets the American order.
 */
export function formattingLocale(templateLocale: string, readerLocale: string | undefined): string {
  const template = canonicalLocale(templateLocale) ?? 'en';
  const reader = canonicalLocale(readerLocale ?? '');
  if (reader === undefined) return template;
  if (languageOf(reader) === languageOf(template)) return reader;
  const region = new Intl.Locale(reader).region;
  // Of English, only Americans put the month first; who reads it as a second language expects the day.
  if (region === undefined) return languageOf(template) === 'en' ? 'en-GB' : template;
  return `${languageOf(template)}-${region}`;
}

function chooseLocale<Key extends TemplateKey>(templates: readonly Key[], readerLocale: string): Key | undefined {
  const inOrder = templates.toSorted((a, b) => (a.locale < b.locale ? -1 : 1));
  for (const wished of [...fallbacks(canonicalLocale(readerLocale) ?? 'en'), ...fallbacks('en')]) {
    const exact = inOrder.find((template) => canonicalLocale(template.locale) === wished);
    if (exact) return exact;
    const sameLanguage = inOrder.find((template) => languageOf(template.locale) === wished);
    if (sameLanguage) return sameLanguage;
  }
  return inOrder[0];
}

/** `zh-Hant-TW`, `zh-Hant`, `zh`. */
function fallbacks(locale: string): readonly string[] {
  const parts = locale.split('-');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('-'));
}

function languageOf(locale: string): string {
  return locale.split(/[-_]/)[0]?.toLowerCase() ?? '';
}
