import { describe, expect, test } from 'vitest';
import type { Reason } from '../../shared/decision.ts';
import type { LicenseModelAttribute } from './attribute-values.ts';
import { nameKey } from './catalog-names.ts';
import {
  reasonsAgainstLicenseModel,
  usualPolicies,
  type LicenseModel,
  type LicenseModelFacts,
} from './license-model.ts';

const codes = (reasons: readonly Reason[]) => reasons.map(({ code, pointer }) => `${code} ${pointer}`);

const model: LicenseModel = {
  licenseModelId: 'seat',
  name: 'seat',
  technology: 'embedded',
  licenseTechnologyId: null,
  counting: 'counted',
  lock: 'nodeLocked',
  description: null,
  attributes: [],
  policies: usualPolicies,
  overdraft: null,
  state: 'draft',
};
const attribute: LicenseModelAttribute = {
  name: 'ISSUER',
  type: 'text',
  when: 'model',
  value: 'Acme',
  required: false,
  validValues: [],
};
const facts: LicenseModelFacts = {
  taken: new Map(),
  technologies: new Map([
    ['embedded', { technology: 'embedded', state: 'deployed' }],
    ['text-key', { technology: 'custom', state: 'draft' }],
  ]),
};
const reasonsOf = (changes: Partial<LicenseModel>) =>
  codes(reasonsAgainstLicenseModel({ ...model, ...changes }, facts));
const reasonsOfAttribute = (changes: Partial<LicenseModelAttribute>) =>
  reasonsOf({ attributes: [{ ...attribute, ...changes }] });

test('a license model has a name that no other has', () => {
  const named = (owner: string) => ({ ...facts, taken: new Map([[nameKey('seat', null), owner]]) });
  expect(codes(reasonsAgainstLicenseModel(model, named('other')))).toEqual(['name_taken /name']);
  expect(codes(reasonsAgainstLicenseModel(model, named('seat')))).toEqual([]);
});

test('a license model is refused with every reason, each where it is', () => {
  const wrong = {
    counting: 'uncounted',
    licenseTechnologyId: 'nothing',
    overdraft: { count: 1 },
    attributes: [
      attribute,
      { ...attribute, when: 'entitlement' },
      { ...attribute, name: 'seats', type: 'number', value: 1.5, validValues: ['1', '1'] },
      { ...attribute, name: 'edition', validValues: ['gold', 'silver'], value: 'brass' },
      { ...attribute, name: 'notice', value: null },
    ],
  } as const;
  expect(reasonsOf(wrong)).toEqual([
    'unknown_reference /licenseTechnologyId',
    'repeated /attributes/1/name',
    'value_not_allowed /attributes/1/value',
    'valid_values_not_allowed /attributes/2/validValues',
    'repeated /attributes/2/validValues/1',
    'wrong_type /attributes/2/value',
    'value_not_valid /attributes/3/value',
    'value_required /attributes/4/value',
    'overdraft_uncounted /overdraft',
  ]);
});

test('a policy that is left to line items has no value in the model', () => {
  const policies = { ...usualPolicies, returns: { allowedCount: 1, term: null }, cancelLicense: false };
  expect(reasonsOf({ policies })).toEqual([]);
  expect(reasonsOf({ policies: { ...policies, atEntitlement: ['returns', 'repairs', 'cancelLicense'] } })).toEqual([
    'value_not_allowed /policies/returns',
    'value_not_allowed /policies/cancelLicense',
  ]);
});

describe('the license technology of a model', () => {
  test('is named by custom models alone, and is custom', () => {
    expect(reasonsOf({ licenseTechnologyId: 'text-key' })).toEqual(['technology_not_custom /licenseTechnologyId']);
    expect(reasonsOf({ technology: 'custom', licenseTechnologyId: 'embedded' })).toEqual([
      'technology_not_custom /licenseTechnologyId',
    ]);
    expect(reasonsOf({ technology: 'custom', licenseTechnologyId: 'text-key' })).toEqual([]);
    expect(reasonsOf({ technology: 'custom' })).toEqual([]);
  });

  test('is deployed where the model is no draft', () => {
    const custom = { technology: 'custom', licenseTechnologyId: 'text-key', state: 'deployed' } as const;
    expect(reasonsOf(custom)).toEqual(['license_technology_not_deployed /licenseTechnologyId']);
    expect(reasonsOf({ ...custom, licenseTechnologyId: null })).toEqual([]);
  });
});

describe('the value of an attribute', () => {
  const right: readonly Partial<LicenseModelAttribute>[] = [
    { type: 'text', value: 'x' },
    { type: 'longText', value: 'two\nlines' },
    { type: 'boolean', value: false },
    { type: 'number', value: 0 },
    { type: 'date', value: '2028-02-29' },
    { type: 'multiValuedText', value: ['a', 'b'], validValues: ['a', 'b', 'c'] },
    { when: 'activation', value: null, required: true },
  ];
  test.each(right)('is taken: %j', (changes) => {
    expect(reasonsOfAttribute(changes)).toEqual([]);
  });

  const wrong: readonly Partial<LicenseModelAttribute>[] = [
    { type: 'text', value: 'two\nlines' },
    { type: 'text', value: 'x'.repeat(256) },
    { type: 'longText', value: 1 },
    { type: 'boolean', value: 'true' },
    { type: 'number', value: '1' },
    { type: 'date', value: '2027-02-29' },
    { type: 'multiValuedText', value: ['a', 'a'] },
    { type: 'multiValuedText', value: 'a' },
  ];
  test.each(wrong)('is of its type, not %j', (changes) => {
    expect(reasonsOfAttribute(changes)).toEqual(['wrong_type /attributes/0/value']);
  });

  test('names each text that is not valid', () => {
    expect(reasonsOfAttribute({ type: 'multiValuedText', value: ['a', 'x', 'y'], validValues: ['a'] })).toEqual([
      'value_not_valid /attributes/0/value',
      'value_not_valid /attributes/0/value',
    ]);
  });
});
