import { expect, test } from 'vitest';
import { copyText, type ColumnKind } from './copy-text.ts';

const textOf = (kind: ColumnKind, value: unknown): string =>
  Buffer.concat([...copyText([{ value }], [{ key: 'value', kind }])]).toString();

test.each<[ColumnKind, unknown, string]>([
  ['plain', 'a\tb\\c\n', String.raw`a\tb\\c\n`],
  ['plain', '', ''],
  ['plain', null, String.raw`\N`],
  ['plain', undefined, String.raw`\N`],
  ['plain', Number.NaN, String.raw`\N`],
  ['plain', 1.5, '1.5'],
  ['plain', false, 'false'],
  ['plain', new Date(0), '1970-01-01T00:00:00.000Z'],
  ['plain', Buffer.from([0, 255]), String.raw`\\x00ff`],
  ['json', 'a\n', String.raw`"a\\n"`],
  ['json', [], '[]'],
  ['json', Number.NaN, String.raw`\N`],
  ['array', [], '{}'],
  ['array', ['NULL', '', 'a"b', '\\', null], String.raw`{"NULL","","a\\"b","\\\\",NULL}`],
  ['array', [[1, 2], [3]], '{{"1","2"},{"3"}}'],
  ['array', null, String.raw`\N`],
])('COPY reads a value of a %s column, %j, as %s', (kind, value, text) =>
  expect(textOf(kind, value)).toBe(`${text}\n`),
);

test('many rows come in pieces of flat size, none of which splits a row', () => {
  const rows = Array.from({ length: 10_000 }, (_, index) => ({ first: index, second: 'é'.repeat(20) }));
  const columns = ['first', 'second'].map((key) => ({ key, kind: 'plain' as const }));
  const pieces = [...copyText(rows, columns)].map(String);
  expect(pieces.join('')).toBe(rows.map(({ first, second }) => `${first}\t${second}\n`).join(''));
  expect(pieces.length).toBeGreaterThan(5);
  for (const piece of pieces) expect(piece.endsWith('\n') && piece.length < 33_000).toBe(true);
});
