const offered = ['en', 'en-GB', 'en-US', 'de', 'de-AT', 'de-CH', 'fr', 'fr-CA', 'fr-CH', 'ja'];

export interface LocaleChoice {
  readonly value: string;
  readonly label: string;
}

/** The languages and formats that one can choose, each named in itself; the present one is among them. */
export function localeChoices(present: string): readonly LocaleChoice[] {
  const tags = offered.includes(present) ? offered : [present, ...offered];
  return tags.map((tag) => ({ value: tag, label: nameOf(tag) }));
}

function nameOf(tag: string): string {
  return new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
}
