import { describe, expect, test } from 'vitest';
import { reasonsAgainstCopiesInUse } from './copies-in-use.ts';
import type { ChainItem } from './copies.ts';

const root: ChainItem = {
  activationId: 'A',
  parentActivationId: null,
  state: 'deployed',
  quantity: 10,
  additionalCopies: 0,
  extraCopies: 2,
  active: 6,
};
const child: ChainItem = {
  ...root,
  activationId: 'B',
  parentActivationId: 'A',
  quantity: 4,
  extraCopies: 0,
  active: 4,
};
const against = (quantity: number, chain: readonly ChainItem[] = [root, child]) =>
  reasonsAgainstCopiesInUse([{ activationId: 'A', quantity, additionalCopies: 0 }], chain).map(({ code }) => code);

describe('another number of copies', () => {
  test('is never below what is active on the line item and drawn through it', () => {
    expect(against(10)).toEqual([]);
    expect(against(9)).toEqual(['below_activated']);
  });

  test('may be more, also while extra copies are active', () => {
    const over = [{ ...root, active: 12 }];
    expect(against(11, over)).toEqual([]);
    expect(against(9, over)).toEqual(['below_activated']);
  });

  test('is not refused for what was too much before', () => {
    expect(against(11, [{ ...root, active: 20 }])).toEqual([]);
  });
});
