import { describe, expect, test } from 'vitest';
import { chooseTemplate, formattingLocale } from './template-choice.ts';

function templates(...keys: string[]) {
  return keys.map((key, index) => {
    const [variation = '', locale = ''] = key.split('/');
    return { id: index + 1, variation, locale, key };
  });
}

describe('the template of a reader', () => {
  const german = templates('DEFAULT/de', 'DEFAULT/de-AT', 'DEFAULT/de-CH', 'DEFAULT/en');

  test.each([
    ['exactly the own locale comes first', german, 'de-AT', 'DEFAULT/de-AT'],
    ['else the own language', german, 'de-LI', 'DEFAULT/de'],
    ['else another region of the own language', templates('DEFAULT/de-CH', 'DEFAULT/en'), 'de', 'DEFAULT/de-CH'],
    ['else English', german, 'fr', 'DEFAULT/en'],
    ['else English of any region', templates('DEFAULT/de', 'DEFAULT/en-GB'), 'fr', 'DEFAULT/en-GB'],
    ['else whatever there is', templates('DEFAULT/ja', 'DEFAULT/de'), 'fr', 'DEFAULT/de'],
    ['a script is more than the language', templates('DEFAULT/zh', 'DEFAULT/zh-Hant'), 'zh-Hant-TW', 'DEFAULT/zh-Hant'],
    ['however the locale is typed', german, 'DE_at', 'DEFAULT/de-AT'],
    ['what is no locale reads English', german, 'not a locale!', 'DEFAULT/en'],
  ])('%s', (_, active, locale, expected) => {
    expect(chooseTemplate(active, { locale })?.key).toBe(expected);
  });

  test('of a wished variation comes before DEFAULT, in any language', () => {
    const active = templates('DEFAULT/de', 'GOLD/en');
    expect(chooseTemplate(active, { locale: 'de', variation: 'GOLD' })?.key).toBe('GOLD/en');
  });

  test('is of DEFAULT where the wished variation is not active', () => {
    expect(chooseTemplate(templates('DEFAULT/de', 'GOLD/en'), { locale: 'de', variation: 'SILVER' })?.key).toBe(
      'DEFAULT/de',
    );
  });

  test('is none only where nothing is active', () => {
    expect(chooseTemplate([], { locale: 'en' })).toBeUndefined();
  });
});

describe('dates and numbers', () => {
  test.each([
    ["follow the reader in the reader's language", 'de', 'de-AT', 'de-AT'],
    ['keep the words of the template and the customs of the region', 'en', 'de-AT', 'en-AT'],
    ['put the day first in English for a reader who has no region', 'en', 'de', 'en-GB'],
    ['follow the template where nobody in particular reads', 'en', undefined, 'en'],
    ['follow the template where the locale is none', 'en', '???', 'en'],
  ])('%s', (_, template, reader, expected) => {
    expect(formattingLocale(template, reader)).toBe(expected);
  });
});
