import { expect, test } from 'vitest';
import { liquidFor } from './liquid-for.ts';

test('a variable is named as its loop calls it', () => {
  expect(liquidFor('account.name', false)).toBe('{{ account.name }}');
  expect(liquidFor('items', true)).toBe('{% for item in items %}\n{% endfor %}');
  expect(liquidFor('items[].quantity', false)).toBe('{{ item.quantity }}');
  expect(liquidFor('items[].products', true)).toBe('{% for product in item.products %}\n{% endfor %}');
  expect(liquidFor('items[].products[].name', false)).toBe('{{ product.name }}');
});
