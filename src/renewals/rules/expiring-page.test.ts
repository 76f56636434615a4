import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, parseDay, type Day } from '../../shared/day.ts';
import { urgencies } from '../../shared/vocabulary.ts';
import type { ExpiringItem } from './coverage.ts';
import { shownDays, shownItems, type ExpiringPagePolicy } from './expiring-page.ts';
import { candidates } from './expiry-notices.ts';

const today = parseDay('2026-03-01') as Day;
const policy: ExpiringPagePolicy = {
  today,
  renewalLookAhead: 200,
  expiringWindow: 90,
  renewalCritical: 30,
  expiredHistory: 90,
  includeAutoRenewing: false,
  autoRenewalIsActive: true,
};

function item(days: number, change: Partial<ExpiringItem> = {}): ExpiringItem {
  return {
    id: 1,
    kind: 'lineItem',
    activationId: 'ACT',
    entitlementId: 'ENT',
    state: 'deployed',
    entitlementState: 'deployed',
    permanent: false,
    startDateOption: 'now',
    expirationDate: addDays(today, days),
    quantity: 5,
    autoRenew: null,
    children: [],
    ...change,
  };
}

const shown = (days: number, change: Partial<ExpiringItem> = {}, more: Partial<ExpiringPagePolicy> = {}) =>
  shownItems(item(days, change), { ...policy, ...more }, shownDays({ ...policy, ...more }, { expired: true }))[0];

describe('the page of expiring entitlements', () => {
  test.each([
    [0, 'critical'],
    [30, 'critical'],
    [31, 'window'],
    [90, 'window'],
    [91, 'lookAhead'],
    [200, 'lookAhead'],
    [201, undefined],
    [-1, 'expired'],
    [-90, 'expired'],
    [-91, undefined],
  ])('shows what ends in %i days as %s', (days, urgency) => {
    expect(shown(days)?.urgency).toBe(urgency);
    if (urgency !== undefined) expect(shown(days)?.daysRemaining).toBe(days);
  });

  test('says what renews itself, where that is shown at all', () => {
    const autoRenew = { expirationDate: addDays(today, 4000) };
    expect(shown(10, { autoRenew })).toBeUndefined();
    expect(shown(10, { autoRenew }, { includeAutoRenewing: true })?.renewsItself).toBe(true);
    expect(shown(10, { autoRenew }, { autoRenewalIsActive: false })?.renewsItself).toBe(false);
    expect(shown(-10, { autoRenew })?.renewsItself).toBe(false);
  });

  const anyPolicy = fc.record({
    renewalLookAhead: fc.nat(300),
    expiringWindow: fc.nat(200),
    renewalCritical: fc.nat(100),
    expiredHistory: fc.nat(100),
    includeAutoRenewing: fc.boolean(),
    autoRenewalIsActive: fc.boolean(),
  });
  const anyItem = fc
    .record({
      days: fc.integer({ min: -150, max: 350 }),
      renews: fc.boolean(),
      state: fc.constantFrom('deployed', 'draft'),
    })
    .map(({ days, renews, state }) =>
      item(days, {
        state: state === 'draft' ? 'draft' : 'deployed',
        autoRenew: renews ? { expirationDate: addDays(today, 999) } : null,
      }),
    );

  test('shows of what has not ended exactly what a reminder lists', () => {
    fc.assert(
      fc.property(anyPolicy, anyItem, (given, one) => {
        const page = { ...policy, ...given };
        const listed = candidates([one], {
          ...page,
          kind: 'expiring',
          baseline: today,
          frequency: 30,
          templatesAreActive: true,
          producerIsTold: false,
        });
        const { activationId, quantity } = one;
        const found = shownItems(one, page, shownDays(page, { expired: false }));
        expect(found.map((each) => each.expirationDate)).toEqual(listed.map((each) => each.expirationDate));
        for (const each of found) expect(each).toMatchObject({ activationId, quantity });
      }),
    );
  });

  test('falls into its urgencies: each item is found by its own and by no other', () => {
    fc.assert(
      fc.property(anyPolicy, anyItem, (given, one) => {
        const page = { ...policy, ...given };
        const [whole] = shownItems(one, page, shownDays(page, { expired: true }));
        const by = urgencies.filter(
          (urgency) => shownItems(one, page, shownDays(page, { urgency, expired: false })).length > 0,
        );
        expect(by).toEqual(whole === undefined ? [] : [whole.urgency]);
      }),
    );
  });
});
