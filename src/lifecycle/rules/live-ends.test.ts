import { expect, test } from 'vitest';
import type { ChainItem } from '../../entitlements/rules/copies.ts';
import { liveEndsBelow } from './live-ends.ts';

const item = (activationId: string, parentActivationId: string | null, more: Partial<ChainItem> = {}): ChainItem => ({
  activationId,
  parentActivationId,
  state: 'deployed',
  quantity: 10,
  additionalCopies: 0,
  extraCopies: 0,
  active: 0,
  ...more,
});

test('a chain is continued where copies are left that nobody has drawn', () => {
  const chain = [
    item('A', null),
    item('B', 'A', { quantity: 6 }),
    item('C', 'A', { quantity: 4, state: 'obsolete' }),
    item('D', 'B', { quantity: 6 }),
    item('E', 'D', { quantity: 2 }),
  ];
  expect(liveEndsBelow(chain, 'A')).toEqual(['D', 'E']);
  expect(liveEndsBelow(chain, 'D')).toEqual(['E']);
  expect(liveEndsBelow(chain, 'E')).toEqual([]);
});
