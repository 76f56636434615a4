import { expect, test } from 'vitest';
import type { Reason } from '../../shared/decision.ts';
import { nameKey } from './catalog-names.ts';
import { reasonsAgainstFeatureBundle, reasonsAgainstNewFeatures } from './feature-bundle.ts';
import { reasonsAgainstProductLine } from './product-line.ts';

const codes = (reasons: readonly Reason[]) => reasons.map(({ code, pointer }) => `${code} ${pointer}`);
const featureStates = new Map([
  ['print', 'deployed'],
  ['fax', 'obsolete'],
] as const);

test('a feature bundle names features that exist, each once, and now none that is withdrawn', () => {
  const features = ['print', 'none', 'print', 'fax'].map((featureId) => ({ featureId, count: 1 }));
  const bundle = { featureBundleId: 'all', name: 'All', description: null, features, state: 'draft' } as const;
  const known = { featureStates, taken: new Map([[nameKey('All', null), 'every']]) };
  expect(codes(reasonsAgainstFeatureBundle(bundle, known))).toEqual([
    'name_taken /name',
    'unknown_reference /features/1/featureId',
    'repeated /features/2/featureId',
  ]);
  expect(codes(reasonsAgainstNewFeatures(bundle, known, undefined))).toEqual(['withdrawn /features/3/featureId']);
  expect(codes(reasonsAgainstNewFeatures(bundle, known, bundle))).toEqual([]);
});

test('a product line has a name that no other has', () => {
  const line = { productLineId: 'office', name: 'Office', description: null };
  expect(codes(reasonsAgainstProductLine(line, new Map([[nameKey('Office', null), 'other']])))).toEqual([
    'name_taken /name',
  ]);
  expect(codes(reasonsAgainstProductLine(line, new Map([[nameKey('Office', null), 'office']])))).toEqual([]);
});
