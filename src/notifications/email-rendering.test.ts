import { describe, expect, test } from 'vitest';
import { EmailRenderingError, renderEmail, renderSubject, type TemplateTexts } from './email-rendering.ts';
import type { EmailData } from './rules/email-data.ts';
import { emailTypes, isEmailType } from './rules/email-types.ts';
import { sampleLook, samplesOf } from './rules/sample-data.ts';
import { readShippedTemplates } from './template-files.ts';

const look = sampleLook(true);

function template(texts: Partial<TemplateTexts>): TemplateTexts {
  return { locale: 'en', subject: 'A subject', text: 'Text', html: '<p>HTML</p>', ...texts };
}

function rendered(texts: Partial<TemplateTexts>, data: EmailData = {}) {
  return renderEmail(template(texts), data, look);
}

describe('the default emails', () => {
  const samples = readShippedTemplates().flatMap((shipped) =>
    isEmailType(shipped.type) ? samplesOf(shipped.type).map((data, index) => ({ shipped, data, index })) : [],
  );

  test.each(['en', 'de', 'fr', 'ja'])('exist for every type in %s', (locale) => {
    const shipped = readShippedTemplates().filter((template) => template.locale === locale);
    expect(shipped.map((template) => template.type)).toEqual(Object.keys(emailTypes));
  });

  test.each(samples)(
    '$shipped.type in $shipped.locale keeps to its language, sample $index',
    ({ shipped, data, index }) => {
      if (shipped.locale === 'en') return;
      const { subject, text, html } = renderEmail(shipped, data, sampleLook(index === 0));
      const words = `${subject} ${text} ${html.replaceAll(/<style>[^]*<\/style>|<[^>]+>/g, ' ')}`;
      expect(words.replaceAll(/https:\S+/g, '')).not.toMatch(
        /\b(the|your|this|expires|expired|renew|unsubscribe here)\b/i,
      );
    },
  );

  test.each(samples)(
    '$shipped.type in $shipped.locale reads as it should, sample $index',
    async ({ shipped, data, index }) => {
      const email = renderEmail(shipped, data, sampleLook(index === 0));
      const file = `../../test/golden/emails/${shipped.locale}/${shipped.type}.${index}`;
      await expect(`Subject: ${email.subject}\n\n${email.text}`).toMatchFileSnapshot(`${file}.txt`);
      await expect(`${email.html}\n`).toMatchFileSnapshot(`${file}.html`);
    },
  );

  test.each(samples)('$shipped.type fetches nothing but the logo, sample $index', ({ shipped, data, index }) => {
    const { html } = renderEmail(shipped, data, sampleLook(index === 0));
    const fetched = [...html.matchAll(/(?:src=|url\(|@import|<link)\s*["']?([^"')]*)/g)].map((match) => match[1]);
    expect(fetched).toEqual(index === 0 ? [look.producer.logoUrl] : []);
  });
});

describe('rendering', () => {
  test('escapes in HTML what comes out of data, and nothing in text and subject', () => {
    const name = 'A & B <script>"\'';
    const email = rendered(
      { subject: '{{ name }}', text: '{{ name }}', html: '{{ name }}|{{ name | escape }}|{{ name | newline_to_br }}' },
      { name },
    );
    const escaped = 'A &amp; B &lt;script&gt;&#34;&#39;';
    expect(email).toEqual({ subject: name, text: `${name}\n`, html: `${escaped}|${escaped}|${escaped}` });
  });

  test.each([
    '{{ name | raw }}',
    '{% include "a" %}',
    '{% render "/etc/passwd" %}',
    '{% layout "a" %}',
    '{% capture c %}{% endcapture %}',
    '{% increment n %}',
  ])('does not know %s', (html) => {
    expect(() => rendered({ html }, { name: '<b>' })).toThrow(EmailRenderingError);
  });

  test.each(['{{ name.constructor }}', '{{ name.__proto__ }}', '{{ constructor }}', '{{ missing }}'])(
    'refuses %s',
    (html) => {
      expect(() => rendered({ html }, { name: { first: 'Ada' } })).toThrow(/undefined variable/);
    },
  );

  test('stops a template that eats memory', () => {
    const html = '{% assign s = "0123456789" %}{% for i in (1..40) %}{% assign s = s | append: s %}{% endfor %}';
    expect(() => rendered({ html })).toThrow(/memory alloc limit exceeded/);
  });

  test('stops a loop over a billion', () => {
    expect(() => rendered({ html: '{% for i in (1..1000000000) %}x{% endfor %}' })).toThrow(
      /memory alloc limit exceeded/,
    );
  });

  test('makes a subject one line without control characters, of bounded length', () => {
    const subject = renderSubject(
      { locale: 'en', subject: 'One\r\nBcc: {{ name }}' },
      { name: `x\u0000\u2028y${'z'.repeat(400)}` },
      look,
    );
    expect(subject).toMatch(/^One Bcc: x yz+…$/u);
    expect(subject).toHaveLength(250);
  });

  test('needs a subject', () => {
    expect(() => rendered({ subject: ' {{ name }} ' }, { name: '' })).toThrow(/the subject is empty/);
  });

  test('keeps no template of another database with the same key', () => {
    expect(renderEmail(template({ id: 1, text: 'one' }), {}, look).text).toBe('one\n');
    expect(renderEmail(template({ id: 1, text: 'two' }), {}, look).text).toBe('two\n');
  });
});

describe('the words of a locale', () => {
  function words(locale: string, reader: string | undefined): string {
    const text =
      '{{ day | day }}; {{ day | day: "short" }}; {{ away | days_away }}; {{ count | number }}; {{ count | plural: one: "# Ding", other: "# Dinge" }}';
    const user = reader === undefined ? {} : { user: { locale: reader } };
    return rendered({ locale, text }, { day: '2026-03-13', away: 12, count: 1234, ...user }).text.trim();
  }

  test.each([
    ['en', undefined, 'March 13, 2026; 3/13/26; in 12 days; 1,234; 1,234 Dinge'],
    ['en', 'en-GB', '13 March 2026; 13/03/2026; in 12 days; 1,234; 1,234 Dinge'],
    ['de', 'de-DE', '13. März 2026; 13.03.26; in 12 Tagen; 1.234; 1.234 Dinge'],
    ['fr', 'fr-FR', '13 mars 2026; 13/03/2026; dans 12 jours; 1\u202f234; 1\u202f234 Dinge'],
    ['ja', 'ja', '2026年3月13日; 2026/03/13; 12日後; 1,234; 1,234 Dinge'],
  ])('of a template in %s for a reader in %s', (locale, reader, expected) => {
    expect(words(locale, reader)).toBe(expected);
  });

  test('call the first day of a month as people do', () => {
    const firsts = ['en', 'de', 'fr', 'ja'].map((locale) =>
      rendered({ locale, text: '{{ day | day }}, {{ day | day: "full" }}' }, { day: '2026-03-01' }).text.trim(),
    );
    expect(firsts).toEqual([
      'March 1, 2026, Sunday, March 1, 2026',
      '1. März 2026, Sonntag, 1. März 2026',
      '1er mars 2026, dimanche 1er mars 2026',
      '2026年3月1日, 2026年3月1日日曜日',
    ]);
  });

  test.each([
    [0, 'today'],
    [1, 'tomorrow'],
    [12, 'in 12 days'],
    [-1, 'yesterday'],
    [-12, '12 days ago'],
  ])('say how far away %i days are', (away, expected) => {
    expect(rendered({ text: '{{ away | days_away }}' }, { away }).text).toBe(`${expected}\n`);
  });

  test.each([
    ['{{ x | day }}'],
    ['{{ x | days_away }}'],
    ['{{ x | number }}'],
    ['{{ 1 | plural: one: "#" }}{{ 2 | plural: one: "#" }}'],
  ])('%s says what is wrong with its value', (text) => {
    expect(() => rendered({ text }, { x: 'nonsense' })).toThrow(/is not a|needs a form/);
  });
});
