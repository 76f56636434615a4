import { expect, test } from 'vitest';
import { familyOf } from './family.ts';
import type { Relationship } from './product-words.ts';

const version = (productId: string) => {
  return { productId, name: 'PhotoPrint', version: productId, kind: 'licensed', state: 'deployed' } as const;
};
const upgrade = (fromProductId: string, toProductId: string): Relationship => {
  const stamps = { createdAt: '', createdBy: '', updatedAt: '', updatedBy: '', version: 1 };
  const [fromProduct, toProduct] = [fromProductId, toProductId].map(version);
  if (fromProduct === undefined || toProduct === undefined) throw new Error('both are there');
  const named = { productRelationshipId: `${fromProductId} ${toProductId}`, type: 'upgrade', ...stamps } as const;
  return { ...named, fromProductId, toProductId, fromProduct, toProduct, defaultLicenseModelId: null };
};

test('a family holds the versions and everything that is related to one of them, each once', () => {
  const { members, hiddenCount } = familyOf('PhotoPrint', [version('1')], [upgrade('1', '2'), upgrade('2', '1')], 9);
  expect(members.map(({ productId }) => productId)).toEqual(['1', '2']);
  expect(hiddenCount).toBe(0);
});

test('of a family that is too big the first are shown, with what connects them', () => {
  const relationships = [upgrade('1', '2'), upgrade('2', '3')];
  const { members, relationships: shown, hiddenCount } = familyOf('PhotoPrint', [version('1')], relationships, 2);
  expect(members.map(({ productId }) => productId)).toEqual(['1', '2']);
  expect(shown).toEqual([relationships[0]]);
  expect(hiddenCount).toBe(1);
});
