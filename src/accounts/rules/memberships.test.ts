import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reasonsAgainstMemberships } from './memberships.ts';

const places = (keys: readonly string[]) => keys.map((accountId) => ({ accountId }));
const customers = (keys: readonly string[]) => new Map(keys.map((key) => [key, 'customer' as const]));

test('one membership, or several beside each other, are fine', () => {
  const facts = { accountTypes: customers(['a', 'b']), ancestors: new Map([['a', new Set(['top'])]]) };
  expect(reasonsAgainstMemberships(places(['a']), facts)).toEqual([]);
  expect(reasonsAgainstMemberships(places(['a', 'b']), facts)).toEqual([]);
});

test('accounts that do not exist are not judged here', () => {
  const facts = { accountTypes: customers(['a']), ancestors: new Map<string, Set<string>>() };
  expect(reasonsAgainstMemberships(places(['nobody', 'a']), facts)).toEqual([]);
});

test('two in one line are refused, both of them, however far they are from each other', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 8 }), fc.nat(), fc.nat(), (depth, first, second) => {
      const line = Array.from({ length: depth }, (_, level) => `level-${level}`);
      const ancestors = new Map(line.map((key, level) => [key, new Set(line.slice(0, level))]));
      const chosen = [line[first % depth] ?? '', line[second % depth] ?? ''];
      const facts = { accountTypes: customers(line), ancestors };
      const codes = reasonsAgainstMemberships(places(chosen), facts).map((one) => one.code);
      const isTwice = chosen[0] === chosen[1];
      expect(codes).toEqual(isTwice ? [] : ['memberships_in_one_line', 'memberships_in_one_line']);
    }),
  );
});
