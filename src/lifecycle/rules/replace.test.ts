import { describe, expect, test } from 'vitest';
import type { LineItem } from '../../entitlements/rules/entitlement.ts';
import { parseDay, type Day } from '../../shared/day.ts';
import type { LifecycleModel } from './child.ts';
import { planRenewal, type RenewalFacts } from './renew.ts';
import { isIncompatible, planReplacement, type ReplacementFacts } from './replace.ts';

const day = (text: string): Day => {
  const parsed = parseDay(text);
  if (parsed === undefined) throw new Error(`${text} is no day`);
  return parsed;
};
const model = (more: Partial<LifecycleModel> = {}): LifecycleModel => ({
  technology: 'embedded',
  attributes: [],
  policies: { atEntitlement: [] },
  ...more,
});

const parent: LineItem = {
  activationId: 'L',
  type: 'new',
  parentActivationId: null,
  products: [{ productId: 'old', quantityPerCopy: 2 }],
  partNumber: 'P-1',
  licenseModels: ['one'],
  licenseModelAttributes: {},
  policies: null,
  quantity: 10,
  additionalCopies: 0,
  startDateOption: 'firstActivationDate',
  startDate: day('2025-01-01'),
  permanent: false,
  term: null,
  expirationDate: day('2026-12-31'),
  versionDateOption: 'now',
  versionDate: null,
  versionTerm: null,
  autoRenew: null,
  state: 'deployed',
  notice: 'for demos',
  serialNumber: null,
  description: 'ten copies',
  orderId: 'PO-1',
  orderLineNumber: '1',
  attributes: { cost: 'low' },
};

const facts: ReplacementFacts & RenewalFacts = {
  today: day('2026-03-01'),
  entitlementId: 'E',
  entitlementState: 'deployed',
  parent,
  children: [],
  liveEnds: [],
  checkCopies: true,
  policy: {
    allowStateChangeToObsolete: true,
    allowInactiveOrObsoleteWithActivations: true,
    activated: new Map(),
    everActivated: new Set(),
  },
  maintenance: [],
  models: new Map([
    ['one', model()],
    ['two', model()],
    ['text', model({ technology: 'certificate' })],
  ]),
  hasDateBasedFeature: false,
  anchorDate: null,
  product: { productId: 'new', licenseModels: ['two', 'one'] },
  paths: [{ fromProductId: 'old', toProductId: 'new', defaultLicenseModelId: null }],
};
const wish = { activationId: 'C', productId: 'new', fields: {} };

const upgraded = (more: Partial<typeof facts> = {}, asked: object = {}) =>
  planReplacement('upgrade', { ...wish, ...asked }, { ...facts, ...more });
const childOf = (decision: ReturnType<typeof upgraded>) => {
  if (!decision.allowed) throw new Error(JSON.stringify(decision.reasons));
  return decision.plan.child;
};
const codesOf = (decision: ReturnType<typeof upgraded>) =>
  decision.allowed ? [] : decision.reasons.map(({ code }) => code);

describe('an upgrade', () => {
  test('takes the place of what leads to it, and keeps the rest', () => {
    const products = [...parent.products, { productId: 'extra', quantityPerCopy: 1 }];
    expect(childOf(upgraded({ parent: { ...parent, products } }))).toMatchObject({
      products: [
        { productId: 'new', quantityPerCopy: 2 },
        { productId: 'extra', quantityPerCopy: 1 },
      ],
      partNumber: null,
      description: 'ten copies',
      attributes: { cost: 'low' },
      orderId: null,
    });
    expect(childOf(upgraded({}, { copyOrderId: true }))).toMatchObject({ orderId: 'PO-1', orderLineNumber: '1' });
  });

  test('has the model of its parent, else the only one of the product, else the default of the relationship', () => {
    const models = (licenseModels: readonly string[], defaultLicenseModelId: string | null = null) => ({
      product: { productId: 'new', licenseModels },
      paths: [{ fromProductId: 'old', toProductId: 'new', defaultLicenseModelId }],
    });
    expect(childOf(upgraded(models(['two', 'one']))).licenseModels).toEqual(['one']);
    expect(childOf(upgraded(models(['two'], 'one'))).licenseModels).toEqual(['two']);
    expect(childOf(upgraded(models(['two', 'text'], 'two'))).licenseModels).toEqual(['two']);
    expect(codesOf(upgraded(models(['two', 'text'])))).toEqual(['license_model_undetermined']);
    expect(codesOf(upgraded(models(['text'])))).toEqual(['incompatible_license_technology']);
  });

  test('lasts as long as its parent from the same start, or as told', () => {
    expect(childOf(upgraded())).toMatchObject({
      startDateOption: 'now',
      startDate: '2025-01-01',
      expirationDate: '2026-12-31',
    });
    expect(childOf(upgraded({}, { fields: { permanent: true } }))).toMatchObject({
      permanent: true,
      expirationDate: null,
    });
    const waiting = { ...parent, startDate: null, expirationDate: null };
    expect(childOf(upgraded({ parent: waiting }))).toMatchObject({
      startDateOption: 'firstActivationDate',
      startDate: null,
    });
  });

  test('carries values and policies over only where its models still ask for them', () => {
    const attribute = (name: string, type: 'text' | 'number') => ({ name, type, when: 'entitlement' }) as const;
    const allowed = { allowedCount: 1, term: null };
    const full = { returns: allowed, repairs: allowed, rehosts: null, extraActivations: null, cancelLicense: null };
    const given = {
      parent: { ...parent, licenseModelAttributes: { site: 'Ulm', seats: 4, old: 'x' }, policies: full },
      product: { productId: 'new', licenseModels: ['two'] },
      models: new Map([
        [
          'one',
          model({ attributes: [attribute('site', 'text'), attribute('seats', 'number'), attribute('old', 'text')] }),
        ],
        [
          'two',
          model({
            attributes: [attribute('site', 'text'), attribute('seats', 'text')],
            policies: { atEntitlement: ['returns'] },
          }),
        ],
      ]),
    };
    expect(childOf(upgraded(given))).toMatchObject({
      licenseModelAttributes: { site: 'Ulm' },
      policies: { ...full, repairs: null },
    });
  });

  test('can never lead from these technologies to those', () => {
    const all = ['embedded', 'certificate', 'trustedStorage', 'custom'] as const;
    const pairs = all.flatMap((from) => all.filter((to) => isIncompatible(from, to)).map((to) => `${from} ${to}`));
    expect(pairs.toSorted()).toEqual([
      'certificate trustedStorage',
      'custom trustedStorage',
      'embedded certificate',
      'embedded trustedStorage',
    ]);
  });
});

describe('a renewal', () => {
  const renewed = (autoRenew: LineItem['autoRenew'], until: string) =>
    planRenewal(
      { activationId: 'C', fields: { expirationDate: day(until) } },
      { ...facts, parent: { ...parent, autoRenew } },
    );

  test('renews itself as its parent did, until the day that the parent named', () => {
    const until = { expirationDate: day('2028-12-31') };
    expect(renewed(until, '2027-12-31')).toMatchObject({
      plan: { child: { autoRenew: until }, parent: { autoRenew: null } },
    });
    expect(renewed(until, '2028-12-31')).toMatchObject({ plan: { child: { autoRenew: null } } });
  });

  test('is not asked for all copies and for a number of them at once', () => {
    const asked = (copies: object) =>
      planRenewal({ activationId: 'C', fields: { expirationDate: day('2027-12-31') }, ...copies }, facts);
    expect(asked({ isFull: true, numberOfCopies: 3 })).toMatchObject({ reasons: [{ code: 'copies_given_twice' }] });
    expect(asked({ isFull: false })).toMatchObject({ reasons: [{ code: 'copies_required' }] });
  });
});
