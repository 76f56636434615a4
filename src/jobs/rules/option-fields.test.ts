import { expect, test } from 'vitest';
import { errorsInOptionFields, type OptionField } from './option-fields.ts';

const described = { title: '', description: '' };
const fields: readonly OptionField[] = [
  { ...described, name: 'limit', type: 'integer', minimum: 1, maximum: 10, default: null },
  { ...described, name: 'createIncompatible', type: 'boolean', default: false },
  { ...described, name: 'accounts', type: 'keys', default: [] },
];

test.each([
  {},
  { limit: 1 },
  { limit: 10, createIncompatible: true, accounts: ['ACC-1', 'ACC-2'] },
  { createIncompatible: false, accounts: [] },
])('takes the options %j', (options) => expect(errorsInOptionFields(fields, options)).toEqual([]));

test.each([
  [{ limit: 0 }, '/limit', 'invalid_value'],
  [{ limit: 11 }, '/limit', 'invalid_value'],
  [{ limit: 1.5 }, '/limit', 'invalid_value'],
  [{ limit: '1' }, '/limit', 'invalid_value'],
  [{ limit: null }, '/limit', 'invalid_value'],
  [{ createIncompatible: 'yes' }, '/createIncompatible', 'invalid_value'],
  [{ accounts: 'ACC-1' }, '/accounts', 'invalid_value'],
  [{ accounts: [1] }, '/accounts', 'invalid_value'],
  [{ limits: 1 }, '/limits', 'unknown_option'],
])('does not take the options %j', (options, pointer, code) =>
  expect(errorsInOptionFields(fields, options)).toEqual([expect.objectContaining({ pointer, code })]),
);

test('says everything that is wrong at once', () =>
  expect(errorsInOptionFields(fields, { limit: 0, accounts: 1, unknown: 1 })).toHaveLength(3));
