import { describe, expect, test } from 'vitest';
import { emailTypes, isEmailType } from './rules/email-types.ts';
import { errorsInTemplate } from './template-check.ts';
import { readShippedTemplates } from './template-files.ts';

function errors(texts: { subject?: string; text?: string; html?: string }) {
  return errorsInTemplate('renewal-reminder', { locale: 'en', subject: 'S', text: 'T', html: 'H', ...texts });
}

describe('a template that is saved', () => {
  test.each(readShippedTemplates())('is right where it is our own $type in $locale', (shipped) => {
    expect(isEmailType(shipped.type) && errorsInTemplate(shipped.type, shipped)).toEqual([]);
  });

  test('may name everything that its type has', () => {
    const text = `{{ account.accountId }} {{ user.email }} {{ items[0].products.first.name }} {{ items.size }} {{ locale }}
      {% for item in items %}{{ forloop.index }} {{ item.products[0].version }} {{ item.quantity }}{% endfor %}
      {% assign first = items | first %}{{ first.activationId }}{{ producer.name }}`;
    expect(errors({ text })).toEqual([]);
  });

  test.each([
    ['{{ account.naem }}', 'account.naem', 'account.name'],
    ['{{ acount.name }}', 'acount', 'account'],
    ['{{ items[0].activationID }}', 'items.0.activationID', 'items.0.activationId'],
    ['{% for item in itmes %}{% endfor %}', 'itmes', 'items'],
    ['{% for item in items %}{{ item.expirationdate }}{% endfor %}', 'item.expirationdate', 'item.expirationDate'],
    ['{% if false %}{{ user.frstName }}{% endif %}', 'user.frstName', 'user.firstName'],
  ])('with %s is told the nearest name', (text, path, nearest) => {
    const message = `There is no variable ${path}. Did you mean ${nearest}?`;
    expect(errors({ text })).toMatchObject([{ pointer: '/text', code: 'unknown_variable', message, nearest }]);
  });

  test('is told everything that is wrong in every part', () => {
    const found = errors({ subject: '{{ a }}', text: '{% if %', html: '{{ account.name | upcas }} {{ x }}' });
    expect(found.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/subject unknown_variable',
      '/text wrong_syntax',
      '/html wrong_syntax',
    ]);
    expect(found[2]).toMatchObject({
      message: 'There is no filter upcas. Did you mean upcase?',
    });
  });

  test('is told where it is wrong, in all places', () => {
    const text = 'Hello {{ usr.name }},\n  {{ usr.name }}';
    const html = '<p>\n  {{ account.name | shout }}';
    expect(errors({ text, html }).map(({ pointer, places }) => ({ pointer, places }))).toEqual([
      {
        pointer: '/text',
        places: [
          { line: 1, column: 10 },
          { line: 2, column: 6 },
        ],
      },
      { pointer: '/html', places: [{ line: 2, column: 3 }] },
    ]);
  });

  test('renders with the sample data, also with what may be lacking', () => {
    expect(errors({ html: '{{ items[1].activationId }}' })).toMatchObject([
      { pointer: '/html', code: 'cannot_be_rendered' },
    ]);
    expect(errors({ subject: '{% if user.firstName == "nobody" %}x{% endif %}' })).toMatchObject([
      { pointer: '/subject' },
    ]);
  });

  test('of any type has sample data', () => {
    for (const type of Object.keys(emailTypes))
      expect(isEmailType(type) && errorsInTemplate(type, { locale: 'en', subject: 'S', text: 'T', html: 'H' })).toEqual(
        [],
      );
  });
});
