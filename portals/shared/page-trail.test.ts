import { expect, test } from 'vitest';
import { pagesBefore } from './page-trail.ts';

test('after three pages the two before the last one are known', () => {
  expect(pagesBefore([undefined, 'two'], 'three')).toEqual([undefined, 'two']);
});

test('somebody who went back in the browser is where the address says', () => {
  expect(pagesBefore([undefined, 'two'], 'two')).toEqual([undefined]);
  expect(pagesBefore([undefined, 'two'], undefined)).toEqual([]);
});
