import { expect, test } from 'vitest';
import { withFieldWords } from './field-words.ts';

test('a cure names fields as the form calls them, not as the API does', () => {
  expect(withFieldWords('Give it in policies.')).toBe('Say it in the line item, under “Policies”.');
  expect(withFieldWords('Give it in licenseModelAttributes.')).toBe(
    'Say it in the line item, under “Values of the license model”.',
  );
  expect(withFieldWords('The license model leaves extraActivations to the line item, which does not say it.')).toBe(
    'The license model leaves “Extra activations” to the line item, which does not say it.',
  );
});
