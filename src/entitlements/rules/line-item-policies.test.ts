import { describe, expect, test } from 'vitest';
import type { PolicyName } from '../../shared/vocabulary.ts';
import type { EntitlementFacts, KnownLicenseModel } from './entitlement.ts';
import { completePolicies } from './given-policies.ts';
import { reasonsAgainstMissingPolicies, reasonsAgainstPolicies } from './line-item-policies.ts';

const model = (...atEntitlement: readonly PolicyName[]): KnownLicenseModel => ({
  technology: 'embedded',
  attributes: [],
  policies: { atEntitlement },
  state: 'deployed',
});
const facts: Pick<EntitlementFacts, 'licenseModels'> = {
  licenseModels: new Map([
    ['closed', model()],
    ['open', model('returns', 'cancelLicense')],
  ]),
};
const codesOf = (reasons: readonly { readonly code: string; readonly pointer?: string }[]) =>
  reasons.map(({ code, pointer }) => `${code} ${pointer ?? ''}`);

describe('policies of a line item', () => {
  test('are null where nothing is given, and null in each part that is not', () => {
    expect(completePolicies(undefined)).toBeUndefined();
    expect(completePolicies(null)).toBeNull();
    expect(completePolicies({})).toBeNull();
    expect(completePolicies({ returns: null, extraActivations: null })).toBeNull();
    expect(completePolicies({ returns: { allowedCount: 2 }, cancelLicense: false })).toEqual({
      returns: { allowedCount: 2, term: null },
      repairs: null,
      rehosts: null,
      extraActivations: null,
      cancelLicense: false,
    });
  });

  test('are given only where a license model leaves them open', () => {
    const policies = completePolicies({ returns: { unlimited: true }, repairs: { allowedCount: 1 } }) ?? null;
    expect(codesOf(reasonsAgainstPolicies({ licenseModels: ['open'], policies }, '/x', facts))).toEqual([
      'policy_not_open /x/policies/repairs',
    ]);
    expect(codesOf(reasonsAgainstPolicies({ licenseModels: ['closed'], policies }, '', facts))).toEqual([
      'policy_not_open /policies/returns',
      'policy_not_open /policies/repairs',
    ]);
    expect(reasonsAgainstPolicies({ licenseModels: ['closed', 'none'], policies }, '', facts)).toEqual([]);
    expect(reasonsAgainstPolicies({ licenseModels: ['closed'], policies: null }, '', facts)).toEqual([]);
  });

  test('are required of what is deployed where a license model leaves them open', () => {
    const given = completePolicies({ cancelLicense: false }) ?? null;
    expect(codesOf(reasonsAgainstMissingPolicies({ licenseModels: ['open'], policies: null }, '', facts))).toEqual([
      'policy_required /policies/returns',
      'policy_required /policies/cancelLicense',
    ]);
    expect(
      codesOf(reasonsAgainstMissingPolicies({ licenseModels: ['closed', 'open'], policies: given }, '', facts)),
    ).toEqual(['policy_required /policies/returns']);
    expect(reasonsAgainstMissingPolicies({ licenseModels: ['closed'], policies: null }, '', facts)).toEqual([]);
  });
});
