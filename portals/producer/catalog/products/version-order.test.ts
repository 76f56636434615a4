import { expect, test } from 'vitest';
import { inVersionOrder } from './version-order.ts';

const product = (productId: string, version = productId, name = 'PhotoPrint') => ({ productId, name, version });
const step = (fromProductId: string, toProductId: string) => ({ fromProductId, toProductId });
const keys = (products: readonly { readonly productId: string }[]) => products.map(({ productId }) => productId);

test('versions stand in the order of their numbers, 9 before 10', () => {
  expect(keys(inVersionOrder([product('10.0'), product('9.0'), product('9.1')], []))).toEqual(['9.0', '9.1', '10.0']);
});

test('an upgrade says more than the number: what it starts from comes first', () => {
  const products = [product('2024'), product('Classic'), product('X')];
  const order = inVersionOrder(products, [step('X', 'Classic'), step('Classic', '2024')]);
  expect(keys(order)).toEqual(['X', 'Classic', '2024']);
});

test('a circle of upgrades and an upgrade of a product to itself lose nobody', () => {
  const products = [product('1'), product('2'), product('3')];
  const steps = [step('1', '2'), step('2', '1'), step('3', '3')];
  expect(keys(inVersionOrder(products, steps)).toSorted()).toEqual(['1', '2', '3']);
});
