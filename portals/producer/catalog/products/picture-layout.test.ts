import { expect, test } from 'vitest';
import { layPicture } from './picture-layout.ts';
import type { PictureNode, PictureProduct, PictureStep } from './picture-parts.ts';

const sold = (productId: string, name = 'PhotoPrint'): PictureProduct => {
  return { productId, name, version: productId, isMaintenance: false };
};
const care = (productId: string): PictureProduct => {
  return { productId, name: productId, version: '1', isMaintenance: true };
};
const step = (fromProductId: string, toProductId: string, type: PictureStep['type'] = 'upgrade'): PictureStep => {
  return { id: `${fromProductId} ${type} ${toProductId}`, fromProductId, toProductId, type };
};
const boxes = (nodes: readonly PictureNode[]) => new Map(nodes.map((node) => [node.productId, node]));
const overlaps = (one: PictureNode, other: PictureNode) =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

test('the versions go from left to right, with a straight arrow from each to the next', () => {
  const { nodes, edges } = layPicture('PhotoPrint', [sold('2.0'), sold('1.0')], [step('1.0', '2.0')]);
  const [one, two] = [boxes(nodes).get('1.0'), boxes(nodes).get('2.0')];
  expect(one?.y).toBe(two?.y);
  expect((one?.x ?? 0) + (one?.width ?? 0)).toBeLessThan(two?.x ?? 0);
  const y = (one?.y ?? 0) + (one?.height ?? 0) / 2;
  expect(edges).toMatchObject([{ path: `M${(one?.x ?? 0) + (one?.width ?? 0)} ${y}H${two?.x}`, label: { y } }]);
});

test('an upgrade that leaves versions out goes over them', () => {
  const products = [sold('1.0'), sold('2.0'), sold('3.0')];
  const { nodes, edges } = layPicture('PhotoPrint', products, [step('1.0', '2.0'), step('1.0', '3.0')]);
  const over = edges.find(({ id }) => id === '1.0 upgrade 3.0');
  expect(over?.label?.y).toBeLessThan(Math.min(...nodes.map(({ y }) => y)));
});

test('other products stand above, maintenance below as wide as what it covers', () => {
  const products = [sold('1.0'), sold('2.0'), sold('pro', 'PhotoPrint Pro'), care('gold')];
  const steps = [
    step('1.0', '2.0'),
    step('2.0', 'pro', 'upsell'),
    step('1.0', 'gold', 'maintenance'),
    step('2.0', 'gold', 'maintenance'),
  ];
  const { nodes, edges, height, width } = layPicture('PhotoPrint', products, steps);
  const [one, two, pro, gold] = ['1.0', '2.0', 'pro', 'gold'].map((key) => boxes(nodes).get(key));
  expect(pro).toMatchObject({ place: 'above', x: two?.x });
  expect(pro?.y).toBeLessThan(two?.y ?? 0);
  expect(gold).toMatchObject({ place: 'below', x: one?.x, width: (two?.x ?? 0) + (two?.width ?? 0) - (one?.x ?? 0) });
  expect(edges).toHaveLength(4);
  for (const node of nodes) {
    expect(node.x + node.width).toBeLessThanOrEqual(width);
    expect(node.y + node.height).toBeLessThanOrEqual(height);
  }
});

test('the words of a line stand where no other line crosses them', () => {
  const products = [...['1', '2', '3', '4'].map((key) => sold(key)), sold('pro', 'Pro')];
  const steps = [step('2', 'pro', 'upsell'), step('3', 'pro', 'upsell'), step('2', '4')];
  const { nodes, edges } = layPicture('PhotoPrint', products, steps);
  const third = boxes(nodes).get('3');
  const words = edges.find(({ id }) => id === '2 upgrade 4')?.label;
  const up = (third?.x ?? 0) + (third?.width ?? 0) / 2;
  expect(Math.abs((words?.x ?? 0) - up)).toBeGreaterThan(60);
});

test('of a maintenance product, what it covers is the row', () => {
  const products = [sold('1.0'), sold('scan', 'ScanLab'), care('gold')];
  const steps = [step('1.0', 'gold', 'maintenance'), step('scan', 'gold', 'maintenance')];
  const { nodes } = layPicture('gold', products, steps);
  expect(nodes.map(({ productId, place }) => `${productId} ${place}`)).toEqual(['1.0 row', 'scan row', 'gold below']);
});

test('nothing lies on anything else, whatever is related to what', () => {
  const products = [
    ...['1', '2', '3', '4'].map((key) => sold(key)),
    ...['a', 'b', 'c', 'd', 'e'].map((key) => sold(key, key)),
  ];
  const steps = products.flatMap((one) => products.map((other) => step(one.productId, other.productId, 'upsell')));
  const { nodes, edges } = layPicture('PhotoPrint', products, steps);
  const pairs = nodes.flatMap((one, index) => nodes.slice(index + 1).map((other) => [one, other] as const));
  expect(pairs.filter(([one, other]) => overlaps(one, other))).toEqual([]);
  expect(nodes).toHaveLength(products.length);
  // A step from a product to itself is no line.
  expect(edges).toHaveLength(products.length * (products.length - 1));
  expect(new Set(edges.map(({ path }) => path)).size).toBe(edges.length);
});
