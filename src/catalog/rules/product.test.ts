import { describe, expect, test } from 'vitest';
import { nameKey } from './catalog-names.ts';
import { reasonsAgainstFeature, type Feature } from './feature.ts';
import { reasonsAgainstProduct, reasonsAgainstWithdrawnParts, type Product, type ProductFacts } from './product.ts';
import { daySchema } from '../../shared/schemas.ts';
import type { Reason } from '../../shared/decision.ts';

const day = (text: string) => daySchema.parse(text);
const codes = (reasons: readonly Reason[]) => reasons.map(({ code, pointer }) => `${code} ${pointer}`);

const feature: Feature = {
  featureId: 'print',
  name: 'print',
  versionFormat: 'fixed',
  version: '1.0',
  description: null,
  vendorString: null,
  notice: null,
  serialNumber: null,
  dupGroup: null,
  state: 'draft',
};
const product: Product = {
  productId: 'crm',
  name: 'CRM',
  version: '1.0',
  kind: 'licensed',
  description: null,
  features: [],
  featureBundles: [],
  products: [],
  licenseModels: [],
  productLine: null,
  startDate: null,
  endDate: null,
  upgradeEmailTemplate: null,
  allowUpgrades: null,
  allowUpsells: null,
  allowRenewals: null,
  downloads: [],
  attributes: {},
  state: 'draft',
};
const facts: ProductFacts = {
  featureStates: new Map([
    ['print', 'deployed'],
    ['fax', 'obsolete'],
  ]),
  licenseModelStates: new Map([
    ['seat', 'draft'],
    ['dongle', 'inactive'],
  ]),
  featureBundleStates: new Map([
    ['basics', 'deployed'],
    ['old', 'inactive'],
  ]),
  productStates: new Map([
    ['mail', 'deployed'],
    ['fleet', 'deployed'],
    ['care', 'deployed'],
  ]),
  productKinds: new Map([
    ['mail', 'licensed'],
    ['fleet', 'suite'],
    ['care', 'maintenance'],
  ]),
  productLines: new Set(['office']),
  taken: new Map([
    [nameKey('CRM', '2.0'), 'crm-2'],
    [nameKey('CRM', '1.0'), 'crm'],
  ]),
};

describe('a feature', () => {
  test('of a fixed version needs its version, a date-based one has none', () => {
    expect(codes(reasonsAgainstFeature(feature, new Map()))).toEqual([]);
    expect(codes(reasonsAgainstFeature({ ...feature, version: null }, new Map()))).toEqual([
      'version_required /version',
    ]);
    expect(codes(reasonsAgainstFeature({ ...feature, versionFormat: 'dateBased' }, new Map()))).toEqual([
      'version_not_allowed /version',
    ]);
  });

  test('has a name and version that no other feature has', () => {
    const taken = new Map([[nameKey('print', '1.0'), 'other']]);
    expect(codes(reasonsAgainstFeature(feature, taken))).toEqual(['name_taken /name']);
    expect(codes(reasonsAgainstFeature({ ...feature, version: '1.1' }, taken))).toEqual([]);
  });
});

describe('a product', () => {
  test('may keep its own name and version', () => {
    expect(codes(reasonsAgainstProduct(product, facts))).toEqual([]);
  });

  test('is refused with every reason, each where it is', () => {
    const wrong: Product = {
      ...product,
      version: '2.0',
      startDate: day('2026-02-01'),
      endDate: day('2026-01-01'),
      allowUpgrades: true,
      features: [
        { featureId: 'print', count: 1 },
        { featureId: 'nothing', count: 1 },
        { featureId: 'print', count: 2 },
      ],
      licenseModels: ['seat', 'none'],
    };
    expect(codes(reasonsAgainstProduct(wrong, facts))).toEqual([
      'name_taken /name',
      'start_after_end /startDate',
      'only_for_maintenance /allowUpgrades',
      'unknown_reference /features/1/featureId',
      'repeated /features/2/featureId',
      'unknown_reference /licenseModels/1',
    ]);
  });

  test('of kind maintenance has its three flags, and no features or models', () => {
    const maintenance: Product = {
      ...product,
      kind: 'maintenance',
      allowUpgrades: true,
      allowUpsells: false,
      allowRenewals: true,
    };
    expect(codes(reasonsAgainstProduct(maintenance, facts))).toEqual([]);
    expect(codes(reasonsAgainstProduct({ ...maintenance, licenseModels: ['seat'] }, facts))).toEqual([
      'not_for_maintenance /licenseModels',
    ]);
  });

  test('names what exists: bundles, and a product line', () => {
    const bundles = [
      { featureBundleId: 'basics', count: 2 },
      { featureBundleId: 'none', count: 1 },
      { featureBundleId: 'basics', count: 1 },
    ];
    expect(codes(reasonsAgainstProduct({ ...product, featureBundles: bundles, productLine: 'office' }, facts))).toEqual(
      ['unknown_reference /featureBundles/1/featureBundleId', 'repeated /featureBundles/2/featureBundleId'],
    );
    expect(codes(reasonsAgainstProduct({ ...product, productLine: 'garden' }, facts))).toEqual([
      'unknown_reference /productLine',
    ]);
  });

  test('of kind suite holds licensed products in place of features and has no dates', () => {
    const suite: Product = { ...product, kind: 'suite', products: [{ productId: 'mail', count: 3 }] };
    expect(codes(reasonsAgainstProduct(suite, facts))).toEqual([]);
    const wrong: Product = {
      ...suite,
      features: [{ featureId: 'print', count: 1 }],
      featureBundles: [{ featureBundleId: 'basics', count: 1 }],
      startDate: day('2026-01-01'),
      endDate: day('2026-02-01'),
      products: ['fleet', 'care', 'crm', 'nothing', 'mail', 'mail'].map((productId) => ({ productId, count: 1 })),
    };
    expect(codes(reasonsAgainstProduct(wrong, facts))).toEqual([
      'not_for_suites /startDate',
      'not_for_suites /endDate',
      'not_for_suites /features',
      'not_for_suites /featureBundles',
      'unknown_reference /products/2/productId',
      'unknown_reference /products/3/productId',
      'repeated /products/5/productId',
      'suite_in_suite /products/0/productId',
      'wrong_product_kind /products/1/productId',
      'suite_in_suite /products/2/productId',
    ]);
    expect(codes(reasonsAgainstProduct({ ...suite, kind: 'licensed' }, facts))).toEqual(['only_for_suites /products']);
  });

  test('stays of the kind that it was made', () => {
    expect(codes(reasonsAgainstProduct({ ...product, kind: 'suite' }, facts, { kind: 'licensed' }))).toEqual([
      'kind_fixed /kind',
    ]);
  });

  test('keeps what it named before, though that was withdrawn since', () => {
    const before = { ...product, features: [{ featureId: 'fax', count: 1 }] };
    const after = { ...before, featureBundles: [{ featureBundleId: 'old', count: 1 }] };
    expect(codes(reasonsAgainstWithdrawnParts(after, facts, before))).toEqual([
      'withdrawn /featureBundles/0/featureBundleId',
    ]);
  });

  test('made now names no feature or model that is withdrawn', () => {
    const late = {
      ...product,
      features: [
        { featureId: 'print', count: 1 },
        { featureId: 'fax', count: 1 },
      ],
      licenseModels: ['dongle', 'seat'],
    };
    expect(codes(reasonsAgainstWithdrawnParts(late, facts))).toEqual([
      'withdrawn /features/1/featureId',
      'withdrawn /licenseModels/0',
    ]);
  });
});
