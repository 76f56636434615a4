import { describe, expect, test } from 'vitest';
import {
  nameKey,
  reasonsAgainstFeature,
  reasonsAgainstLicenseModel,
  reasonsAgainstProduct,
  reasonsAgainstRelationship,
  type Feature,
  type LicenseModel,
  type Product,
  type ProductFacts,
  type ProductRelationship,
} from './product.ts';
import { reasonsAgainstWithdrawnParts, reasonsAgainstWithdrawnSides } from './withdrawn.ts';
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
  state: 'draft',
};
const model: LicenseModel = {
  licenseModelId: 'seat',
  name: 'seat',
  technology: 'embedded',
  counting: 'counted',
  lock: 'nodeLocked',
  description: null,
  state: 'draft',
};
const product: Product = {
  productId: 'crm',
  name: 'CRM',
  version: '1.0',
  kind: 'licensed',
  description: null,
  features: [],
  licenseModels: [],
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

test('a license model has a name that no other has', () => {
  expect(codes(reasonsAgainstLicenseModel(model, new Map([[nameKey('seat', null), 'other']])))).toEqual([
    'name_taken /name',
  ]);
  expect(codes(reasonsAgainstLicenseModel(model, new Map([[nameKey('seat', null), 'seat']])))).toEqual([]);
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
      'not_for_maintenance /features',
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

describe('a relationship', () => {
  const upgrade: ProductRelationship = {
    fromProductId: 'crm',
    toProductId: 'crm-2',
    type: 'upgrade',
    defaultLicenseModelId: null,
  };
  const known = {
    productKinds: new Map([
      ['crm', 'licensed'],
      ['crm-2', 'suite'],
      ['care', 'maintenance'],
    ] as const),
    productStates: new Map([
      ['crm', 'inactive'],
      ['crm-2', 'deployed'],
      ['care', 'obsolete'],
    ] as const),
    licenseModelStates: new Map([['seat', 'obsolete']] as const),
  };

  test('connects products of the kinds that fit its type', () => {
    expect(codes(reasonsAgainstRelationship(upgrade, known))).toEqual([]);
    expect(codes(reasonsAgainstRelationship({ ...upgrade, toProductId: 'care', type: 'maintenance' }, known))).toEqual(
      [],
    );
    expect(
      codes(
        reasonsAgainstRelationship(
          { ...upgrade, toProductId: 'crm', fromProductId: 'care', type: 'maintenance' },
          known,
        ),
      ),
    ).toEqual(['wrong_product_kind /fromProductId', 'wrong_product_kind /toProductId']);
  });

  test('names what exists; only upgrades and upsells have a default license model', () => {
    expect(
      codes(
        reasonsAgainstRelationship(
          { fromProductId: 'x', toProductId: 'y', type: 'demo', defaultLicenseModelId: 'z' },
          known,
        ),
      ),
    ).toEqual([
      'unknown_reference /fromProductId',
      'unknown_reference /toProductId',
      'unknown_reference /defaultLicenseModelId',
      'default_model_not_allowed /defaultLicenseModelId',
    ]);
  });

  test('made now connects products that are draft or deployed', () => {
    expect(codes(reasonsAgainstWithdrawnSides({ ...upgrade, defaultLicenseModelId: 'seat' }, known))).toEqual([
      'withdrawn /fromProductId',
      'withdrawn /defaultLicenseModelId',
    ]);
  });
});
