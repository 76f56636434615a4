import { describe, expect, test } from 'vitest';
import type { Reason } from '../../shared/decision.ts';
import {
  reasonsAgainstChangedRelationship,
  reasonsAgainstRelationship,
  reasonsAgainstTouching,
  reasonsAgainstWithdrawnSides,
  type ProductRelationship,
} from './product-relationship.ts';

const codes = (reasons: readonly Reason[]) => reasons.map(({ code, pointer }) => `${code} ${pointer}`);

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

  test('changes and ends while one of its products is draft or deployed', () => {
    expect(codes(reasonsAgainstChangedRelationship({ ...upgrade, defaultLicenseModelId: 'seat' }, known))).toEqual([
      'not_editable undefined',
      'withdrawn /defaultLicenseModelId',
    ]);
    expect(
      reasonsAgainstTouching([
        { key: 'crm', state: 'inactive' },
        { key: 'crm-2', state: 'deployed' },
      ]),
    ).toEqual([]);
    expect(
      codes(
        reasonsAgainstTouching([
          { key: 'crm', state: 'inactive' },
          { key: 'care', state: 'obsolete' },
        ]),
      ),
    ).toEqual(['not_editable undefined', 'not_editable undefined']);
  });
});
