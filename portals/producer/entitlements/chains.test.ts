import { expect, test } from 'vitest';
import { chainsOf } from './chains.ts';

const item = (activationId: string, parentActivationId: string | null = null, state = 'deployed') => ({
  activationId,
  parentActivationId,
  state,
});
const shown = (items: readonly ReturnType<typeof item>[]) =>
  chainsOf(items).map(({ newest, earlier }) => [newest.activationId, ...earlier.map((one) => one.activationId)]);

test('a line item without children stands alone', () => {
  expect(shown([item('a'), item('b')])).toEqual([['a'], ['b']]);
});

test('the newest of a chain comes with what it was made from, the newest first', () => {
  expect(shown([item('a'), item('b', 'a'), item('c', 'b')])).toEqual([['c', 'b', 'a']]);
});

test('an obsolete child ends nothing: its parent stays a live end', () => {
  expect(shown([item('a'), item('b', 'a', 'obsolete')])).toEqual([['a'], ['b']]);
});

test('a parent of two children stands with the first of them', () => {
  expect(shown([item('a'), item('b', 'a'), item('c', 'a')])).toEqual([['b', 'a'], ['c']]);
});
