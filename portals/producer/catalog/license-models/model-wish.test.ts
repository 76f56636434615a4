import { expect, test } from 'vitest';
import { attributeOf, attributeWishOf, newAttribute } from './attribute-wish.ts';
import { overdraftOf, overdraftWishOf } from './overdraft-wish.ts';
import { policiesOf, policiesWishOf, usualPoliciesWish } from './policies-wish.ts';

test('an attribute is typed and sent by its type, with a value only where the model gives it', () => {
  const typed = { ...newAttribute([]), name: ' seats ', type: 'number' as const, value: '12' };
  expect(attributeOf(typed)).toMatchObject({ name: 'seats', value: 12 });
  expect(attributeOf({ ...typed, value: 'many' }).value).toBe('many');
  expect(attributeOf({ ...typed, when: 'activation' }).value).toBeNull();
  expect(attributeOf({ ...typed, type: 'boolean', value: 'false' }).value).toBe(false);
  expect(attributeOf({ ...typed, type: 'multiValuedText', values: ['a', 'b'] }).value).toEqual(['a', 'b']);
  expect(attributeOf({ ...typed, validValues: ['1'] }).validValues).toEqual([]);
});

test('a stored attribute comes back as it is', () => {
  const stored = { type: 'boolean', when: 'model', value: true, required: true, validValues: [], name: 'x' } as const;
  expect(attributeOf(attributeWishOf({ ...stored, validValues: [] }, 0))).toEqual(stored);
});

test('each new attribute has a row of its own', () => {
  const first = newAttribute([]);
  expect(newAttribute([first]).row).not.toBe(first.row);
});

test('policies come back as they are, and what line items say has its usual value', () => {
  const stored = {
    returns: { allowedCount: 2, term: 'P1Y' },
    repairs: null,
    rehosts: { allowedCount: 1, term: null },
    extraActivations: 3,
    cancelLicense: false,
    atEntitlement: ['repairs' as const],
  };
  expect(policiesOf(policiesWishOf(stored))).toEqual(stored);
  expect(policiesOf({ ...usualPoliciesWish, cancelLicense: 'atEntitlement' })).toMatchObject({
    cancelLicense: true,
    atEntitlement: ['cancelLicense'],
  });
});

test('an overdraft comes back as it is', () => {
  for (const overdraft of [null, { unlimited: true as const }, { count: 5 }, { percent: 10 }])
    expect(overdraftOf(overdraftWishOf(overdraft))).toEqual(overdraft);
});
