import { expect, test } from 'vitest';
import { asText, attributesOf, attributeWishOf, withValue } from './attribute-wish.ts';

test('attributes can be changed as they are; what has no value is left away', () => {
  const attributes = { tier: 'gold', seats: 3, vip: false, tags: ['a', 'b'], none: null };
  const wish = attributeWishOf(attributes);
  expect(wish).toEqual({ tier: 'gold', seats: 3, vip: false, tags: ['a', 'b'] });
  expect(attributesOf(wish)).toEqual(wish);
});

test('what was left empty is not sent, and a name that is blank neither', () => {
  expect(attributesOf({ tier: '', tags: [], ' ': 'x', seats: 0, vip: false })).toEqual({ seats: 0, vip: false });
});

test('a value takes the place of the one before, and none takes it away', () => {
  const wish = { tier: 'gold', seats: 3 };
  expect(withValue(wish, 'tier', 'lead')).toEqual({ tier: 'lead', seats: 3 });
  expect(withValue(wish, 'tier', '')).toEqual({ seats: 3 });
  expect(withValue(wish, 'seats', undefined)).toEqual({ tier: 'gold' });
});

test('a value reads as a text', () => {
  expect([undefined, 'a', 1.5, true, ['a', 'b']].map(asText)).toEqual(['', 'a', '1.5', 'true', 'a, b']);
});
