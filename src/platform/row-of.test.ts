import { expect, test } from 'vitest';
import { rowAt, rowOf } from './row-of.ts';

test('a key has the row that was looked up, alone or with what else is known of it', () => {
  expect(rowOf(new Map([['acme', 7]]), 'acme')).toBe(7);
  expect(rowOf(new Map([['acme', { id: 8, name: 'Acme' }]]), 'acme')).toBe(8);
  expect(rowAt([5, 6], 1)).toBe(6);
});

test('a key or a place without a row is a bug that names it, never row 0', () => {
  expect(() => rowOf(new Map([['acme', 7]]), 'globex')).toThrow('"globex"');
  expect(() => rowAt([5, 6], 2)).toThrow('number 2');
});
