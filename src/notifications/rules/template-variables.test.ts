import { expect, test } from 'vitest';
import { templateVariables } from './template-variables.ts';

test('a template may name the data of its type and the look of the sender, also parts of lists', () => {
  const variables = new Map(templateVariables('renewal-reminder').map(({ path, example }) => [path, example]));
  expect(variables.get('account.name')).toBe('Northwind & Sons');
  expect(variables.get('items')).toBeNull();
  expect(variables.get('items[].quantity')).toBe('1');
  expect(variables.get('items[].products[].version')).toBe('4.2');
  expect(variables.get('links.portal')).toContain('https://');
  expect(variables.has('note')).toBe(false);
});
