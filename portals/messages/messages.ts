import { createContext, useContext } from 'react';
import type { Messages } from './catalog.ts';
import { en } from './en.ts';

export type { Messages } from './catalog.ts';

export const locales = ['en', 'de', 'fr', 'ja'] as const;
export type Locale = (typeof locales)[number];

const loaders: Readonly<Record<Locale, () => Promise<Messages>>> = {
  en: async () => en,
  de: async () => (await import('./de.ts')).de,
  fr: async () => (await import('./fr.ts')).fr,
  ja: async () => (await import('./ja.ts')).ja,
};

/** The language of ours that is nearest to what somebody asks for. */
export function localeFor(wanted: readonly string[]): Locale {
  for (const tag of wanted) {
    const language = tag.toLowerCase().split('-')[0];
    const found = locales.find((locale) => locale === language);
    if (found !== undefined) return found;
  }
  return 'en';
}

/** The texts of one language; only the one that is read is loaded. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  return loaders[locale]();
}

export interface Language {
  readonly locale: Locale;
  /** how dates and numbers are written, such as de-AT */
  readonly formatLocale: string;
  readonly messages: Messages;
}

export const LanguageContext = createContext<Language>({ locale: 'en', formatLocale: 'en', messages: en });

/** The texts in the language of the reader. */
export function useMessages(): Messages {
  return useContext(LanguageContext).messages;
}

export function useLanguage(): Language {
  return useContext(LanguageContext);
}
