import { describe, expect, test } from 'vitest';
import type { Reason } from '../../shared/decision.ts';
import {
  customAttributesMax,
  reasonsAgainstCustomAttribute,
  reasonsAgainstDeletingCustomAttribute,
  type CustomAttribute,
} from './custom-attribute.ts';

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
const none = { counts: new Map() };
const against = (changes: Partial<CustomAttribute>, before?: CustomAttribute) =>
  codes(reasonsAgainstCustomAttribute({ ...tier, ...changes }, none, before));

describe('a definition of a custom attribute', () => {
  test('has limits only where its type has them', () => {
    expect(against({ validValues: ['a'], maxLength: 1 })).toEqual([]);
    expect(against({ type: 'multiValued', validValues: ['a'] })).toEqual([]);
    expect(against({ type: 'multiValued', maxLength: 5 })).toEqual(['max_length_not_allowed /maxLength']);
    for (const type of ['longText', 'boolean', 'number', 'date'] as const)
      expect(against({ type, validValues: ['a'], maxLength: 5 })).toEqual([
        'valid_values_not_allowed /validValues',
        'max_length_not_allowed /maxLength',
      ]);
  });

  test('names each valid value once, and none that is too long', () => {
    expect(against({ validValues: ['a', 'bcd', 'a'], maxLength: 2 })).toEqual([
      'valid_value_too_long /validValues/1',
      'repeated /validValues/2',
    ]);
  });

  test('keeps its type', () => {
    expect(against({ type: 'number' }, tier)).toEqual(['type_fixed /type']);
    expect(against({ label: 'Level', required: true }, tier)).toEqual([]);
  });

  test('is refused where there are as many as a record can carry', () => {
    const full = { counts: new Map([['account', customAttributesMax] as const]) };
    expect(codes(reasonsAgainstCustomAttribute(tier, full, undefined))).toEqual(['too_many_custom_attributes /entity']);
    expect(reasonsAgainstCustomAttribute(tier, full, tier)).toEqual([]);
    expect(reasonsAgainstCustomAttribute({ ...tier, entity: 'user' }, full, undefined)).toEqual([]);
  });

  test('is deleted only while nothing has a value of it', () => {
    expect(reasonsAgainstDeletingCustomAttribute([])).toEqual([]);
    const reasons = reasonsAgainstDeletingCustomAttribute(['account acme', 'account globex']);
    expect(reasons.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'in_use It has a value in account acme.',
      'in_use It has a value in account globex.',
    ]);
  });
});
