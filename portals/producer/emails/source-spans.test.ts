import { expect, test } from 'vitest';
import { piecesOf, spanAt, withNearest } from './source-spans.ts';

const source = 'Hello\n  {{ acount.name }}, {% if %}\nbye';

test('what stands at a place is a name, or a whole tag', () => {
  const standing = (line: number, column: number): string => {
    const { from, to } = spanAt(source, { line, column });
    return source.slice(from, to);
  };
  expect(standing(2, 6)).toBe('acount.name');
  expect(standing(2, 22)).toBe('{% if %}');
  expect(standing(9, 1)).toBe('bye');
});

test('pieces put together are the text again', () => {
  const pieces = piecesOf(source, [spanAt(source, { line: 2, column: 6 }), { from: 12, to: 13 }]);
  expect(pieces.map(({ text }) => text).join('')).toBe(source);
  expect(pieces.filter(({ isMarked }) => isMarked)).toEqual([{ text: 'acount.name', isMarked: true }]);
});

test('the nearest name takes the place of what is wrong, and of nothing else', () => {
  const error = { pointer: '/text', code: 'unknown_variable', message: '' };
  const places = [{ line: 2, column: 6 }];
  expect(withNearest(source, { ...error, nearest: 'account', places })).toContain('{{ account.name }}');
  expect(
    withNearest('{{ user.frstName }}', { ...error, nearest: 'user.firstName', places: [{ line: 1, column: 4 }] }),
  ).toBe('{{ user.firstName }}');
});
