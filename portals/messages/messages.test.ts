import { describe, expect, test } from 'vitest';
import { en } from './en.ts';
import { de } from './de.ts';
import { fr } from './fr.ts';
import { ja } from './ja.ts';
import { localeFor } from './messages.ts';

type Catalog = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Every text with its path; of one that is made for an occasion, what it says for examples. */
function textsOf(catalog: Catalog): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(catalog).flatMap(([area, texts]) =>
      Object.entries(texts).map(([name, text]) => [`${area}.${name}`, said(text)] as const),
    ),
  );
}

function said(text: unknown): string {
  return typeof text === 'function' ? String(text(3, 2)) : String(text);
}

/** Words that are the same in the other language too. */
const sameWord: Readonly<Record<string, readonly string[]>> = {
  de: ['customer.test'],
  fr: ['general.menu', 'general.emailAsHtml'],
  ja: [],
};

describe.each([
  ['de', de],
  ['fr', fr],
  ['ja', ja],
] as const)('the texts in %s', (locale, catalog) => {
  const english = textsOf(en);
  const texts = textsOf(catalog);

  test('are all there, and no others', () => {
    expect([...texts.keys()]).toEqual([...english.keys()]);
    expect([...texts].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  test('are translated', () => {
    const untranslated = [...texts].filter(([name, text]) => text === english.get(name)).map(([name]) => name);
    expect(untranslated.filter((name) => !sameWord[locale]?.includes(name))).toEqual([]);
  });

  test('tell the same numbers and names', () => {
    const digits = (text: string | undefined): string => (text ?? '').match(/[23]/g)?.toSorted().join('') ?? '';
    const made = Object.entries(en).flatMap(([area, group]) =>
      Object.entries(group).flatMap(([name, text]) => (typeof text === 'function' ? [`${area}.${name}`] : [])),
    );
    for (const name of made) expect([name, digits(texts.get(name))]).toEqual([name, digits(english.get(name))]);
  });
});

test('a reader gets the nearest language that there is, and English else', () => {
  expect(localeFor(['de-AT', 'en'])).toBe('de');
  expect(localeFor(['pl', 'fr-CA'])).toBe('fr');
  expect(localeFor(['ko'])).toBe('en');
  expect(localeFor([])).toBe('en');
});
