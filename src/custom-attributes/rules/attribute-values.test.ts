import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Reason } from '../../shared/decision.ts';
import { customAttributeTypes, type CustomAttributeType, type Json, type JsonObject } from '../../shared/vocabulary.ts';
import {
  noDefinedAttributes,
  reasonsAgainstAttributes,
  reasonsAgainstMissingAttributes,
  type DefinedAttributes,
} from './attribute-values.ts';
import { customAttributeKey, type CustomAttribute } from './custom-attribute.ts';

const codes = (reasons: readonly Reason[]) => reasons.map(({ code, pointer }) => `${code} ${pointer}`);

const tier: CustomAttribute = {
  entity: 'account',
  name: 'tier',
  label: 'Tier',
  description: null,
  type: 'text',
  required: false,
  validValues: [],
  maxLength: null,
  status: 'active',
  position: 0,
};
const defined = (...changes: readonly Partial<CustomAttribute>[]): DefinedAttributes => {
  const all = changes.map((one) => ({ ...tier, ...one }));
  return { definitions: new Map(all.map((one) => [customAttributeKey(one), one])), onlyDefined: false };
};
const against = (changes: Partial<CustomAttribute>, value: Json, before?: JsonObject) =>
  codes(reasonsAgainstAttributes({ entity: 'account', attributes: { tier: value }, before }, defined(changes)));

describe('a value of a custom attribute', () => {
  const right: Readonly<Record<CustomAttributeType, readonly Json[]>> = {
    text: ['gold', ''],
    longText: ['gold\nand more'],
    boolean: [true, false],
    number: [0, -1.5, 12],
    date: ['2026-03-01', '2024-02-29'],
    multiValued: [[], ['a', 'b']],
  };
  const wrong: Readonly<Record<CustomAttributeType, readonly Json[]>> = {
    text: [1, true, ['gold'], 'gold\nand more'],
    longText: [1, ['a']],
    boolean: ['true', 0, ''],
    number: ['12', '', true],
    date: ['2026-02-30', '2026-3-1', 20260301, ''],
    multiValued: ['a', ['a', 'a'], [1]],
  };

  test.each(customAttributeTypes)('of type %s is of that type, or there is none', (type) => {
    for (const value of right[type]) expect(against({ type }, value), JSON.stringify(value)).toEqual([]);
    for (const value of wrong[type])
      expect(against({ type }, value), JSON.stringify(value)).toEqual(['attribute_wrong_type /attributes/tier']);
    expect(against({ type }, null)).toEqual([]);
  });

  test('is one of the valid ones, and no longer than allowed, told together', () => {
    const limits = { validValues: ['gold', 'lead'], maxLength: 4 };
    expect(against(limits, 'gold')).toEqual([]);
    expect(against(limits, 'silver')).toEqual([
      'attribute_too_long /attributes/tier',
      'attribute_not_of_valid_values /attributes/tier',
    ]);
    const several = { type: 'multiValued', validValues: ['a', 'b'] } as const;
    expect(against(several, ['b', 'a'])).toEqual([]);
    expect(against(several, ['a', 'c', 'd'])).toHaveLength(2);
  });

  test('is not asked about again while it stays as it is stored', () => {
    expect(against({ type: 'number' }, 'gold', { tier: 'gold' })).toEqual([]);
    expect(against({ type: 'number' }, 'silver', { tier: 'gold' })).toHaveLength(1);
    expect(against({ type: 'number' }, ['a'], { tier: ['a'] })).toEqual([]);
  });

  test('is checked also while its definition is inactive', () => {
    expect(against({ type: 'number', status: 'inactive' }, 'gold')).toHaveLength(1);
  });

  test('belongs to the entity that its definition is for, and stands where the record stands', () => {
    const attributes = { tier: 3, 'a/b': 1 };
    const ofLine = { ...defined({ entity: 'lineItem' }), onlyDefined: true };
    const given = { entity: 'lineItem', attributes, before: undefined, pointer: '/lineItems/3' } as const;
    expect(codes(reasonsAgainstAttributes(given, ofLine))).toEqual([
      'attribute_wrong_type /lineItems/3/attributes/tier',
      'attribute_unknown /lineItems/3/attributes/a~1b',
    ]);
    expect(reasonsAgainstAttributes({ ...given, entity: 'account' }, defined({ entity: 'lineItem' }))).toEqual([]);
  });

  test('is accepted exactly when there is no reason against it', () => {
    const definition = fc.record({
      type: fc.constantFrom(...customAttributeTypes),
      validValues: fc.uniqueArray(fc.constantFrom('a', 'bb', 'ccc'), { maxLength: 3 }),
      maxLength: fc.option(fc.integer({ min: 1, max: 4 })),
    });
    const value = fc.oneof(
      fc.constantFrom<Json>('a', 'bb', 'ccc', 'dddd', '', 'e\nf', '2026-03-01', '2026-13-01', null),
      fc.boolean(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.array(fc.constantFrom('a', 'bb', 'zz'), { maxLength: 3 }),
    );
    fc.assert(
      fc.property(definition, value, ({ type, validValues, maxLength }, given) => {
        const isText = type === 'text' || type === 'multiValued';
        const fitting = { validValues: isText ? validValues : [], maxLength: type === 'text' ? maxLength : null };
        const reasons = against({ type, ...fitting }, given);
        expect(reasons.length === 0).toBe(isAccepted({ type, ...fitting }, given));
      }),
    );
  });
});

// Said a second time, in other words.
function isAccepted(
  { type, validValues, maxLength }: Pick<CustomAttribute, 'type' | 'validValues' | 'maxLength'>,
  value: Json,
): boolean {
  const isValid = (text: Json): boolean => validValues.length === 0 || validValues.some((valid) => valid === text);
  if (value === null) return true;
  switch (typeof value) {
    case 'boolean':
      return type === 'boolean';
    case 'number':
      return type === 'number';
    case 'string':
      if (type === 'date') return value === '2026-03-01';
      if (type === 'text') return !value.includes('\n') && value.length <= (maxLength ?? 4000) && isValid(value);
      return type === 'longText';
    default:
      return (
        type === 'multiValued' &&
        Array.isArray(value) &&
        value.every((one, index) => isValid(one) && value.indexOf(one) === index)
      );
  }
}

describe('a required attribute', () => {
  const required = defined({ required: true }, { name: 'size', type: 'multiValued', required: true }, { name: 'free' });
  const missing = (attributes: JsonObject, before?: JsonObject) =>
    codes(reasonsAgainstMissingAttributes({ entity: 'account', attributes, before }, required));

  test('has a value when the record is made: null and what is empty are none', () => {
    const both = ['attribute_required /attributes/tier', 'attribute_required /attributes/size'];
    expect(missing({})).toEqual(both);
    expect(missing({ tier: ' ', size: [] })).toEqual(both);
    expect(missing({ tier: null, size: ['s'] })).toEqual(both.slice(0, 1));
    expect(missing({ tier: 'gold', size: ['s'] })).toEqual([]);
  });

  test('is asked for whenever attributes change, and not when they stay', () => {
    expect(missing({ free: 'x', other: 1 }, { other: 1, free: 'x' })).toEqual([]);
    expect(missing({ free: 'y' }, { free: 'x' })).toHaveLength(2);
  });

  test('is not asked for while it is inactive, nor of other entities', () => {
    const given = { entity: 'account', attributes: {}, before: undefined } as const;
    expect(reasonsAgainstMissingAttributes(given, defined({ required: true, status: 'inactive' }))).toEqual([]);
    expect(reasonsAgainstMissingAttributes({ ...given, entity: 'user' }, required)).toEqual([]);
    expect(reasonsAgainstMissingAttributes(given, noDefinedAttributes)).toEqual([]);
  });

  test('counts false and zero as values', () => {
    const flags = defined({ type: 'boolean', required: true }, { name: 'size', type: 'number', required: true });
    const given = { entity: 'account', attributes: { tier: false, size: 0 }, before: undefined } as const;
    expect(reasonsAgainstMissingAttributes(given, flags)).toEqual([]);
  });
});

test('a name without a definition is free, unless only defined ones are', () => {
  const given = { entity: 'account', attributes: { tierr: 'gold' }, before: undefined } as const;
  expect(reasonsAgainstAttributes(given, defined({}))).toEqual([]);
  const [reason, ...others] = reasonsAgainstAttributes(given, { ...defined({}), onlyDefined: true });
  expect(others).toEqual([]);
  expect(reason).toMatchObject({ code: 'attribute_unknown', pointer: '/attributes/tierr' });
  expect(reason?.message).toContain('Did you mean tier?');
  const kept = { ...given, before: { tierr: 'gold' } };
  expect(reasonsAgainstAttributes(kept, { ...defined({}), onlyDefined: true })).toEqual([]);
});
