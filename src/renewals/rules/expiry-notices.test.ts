import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, parseDay, type Day } from '../../shared/day.ts';
import type { ExpiringItem } from './coverage.ts';
import {
  candidates,
  isTriggered,
  isWithinFrequency,
  mayReceive,
  outcomeFor,
  type NoticeOutcome,
  type NoticePolicy,
} from './expiry-notices.ts';

function day(text: string): Day {
  const parsed = parseDay(text);
  if (parsed === undefined) throw new Error(`${text} is no day`);
  return parsed;
}

const today = day('2026-03-01');
const expiring: NoticePolicy = {
  kind: 'expiring',
  today,
  renewalLookAhead: 200,
  expiringWindow: 90,
  baseline: today,
  frequency: 30,
  includeAutoRenewing: false,
  autoRenewalIsActive: true,
  templatesAreActive: true,
  producerIsTold: false,
};
const expired: NoticePolicy = { ...expiring, kind: 'expired', baseline: addDays(today, -90) };

function item(change: Partial<ExpiringItem>): ExpiringItem {
  return {
    id: 1,
    kind: 'lineItem',
    activationId: 'ACT',
    entitlementId: 'ENT',
    state: 'deployed',
    entitlementState: 'deployed',
    permanent: false,
    startDateOption: 'now',
    expirationDate: addDays(today, 10),
    quantity: 5,
    autoRenew: null,
    children: [],
    ...change,
  };
}

const inDays = (days: number) => ({ expirationDate: addDays(today, days) });
const renewsItself = { autoRenew: { expirationDate: addDays(today, 4000) } };

describe('an expiring candidate', () => {
  test.each<[string, Partial<ExpiringItem>, boolean]>([
    ['ends today', inDays(0), true],
    ['ended yesterday', inDays(-1), false],
    ['ends on the last day of the look-ahead', inDays(200), true],
    ['ends a day after the look-ahead', inDays(201), false],
    ['is a draft', { state: 'draft' }, false],
    ['is inactive', { state: 'inactive' }, false],
    ['is a test', { state: 'test' }, false],
    ['is on a draft entitlement', { entitlementState: 'draft' }, false],
    ['is permanent', { permanent: true, expirationDate: null }, false],
    ['has no known end', { expirationDate: null }, false],
    ['ends with each activation', { startDateOption: 'eachActivationDate' }, false],
    ['renews itself', renewsItself, false],
    ['is maintenance', { kind: 'maintenance', quantity: null, startDateOption: null }, true],
  ])('that %s: %#', (_, change, listed) => expect(candidates([item(change)], expiring)).toHaveLength(listed ? 1 : 0));

  test('that renews itself is listed when the setting says so, or while its job is inactive', () => {
    expect(candidates([item(renewsItself)], { ...expiring, includeAutoRenewing: true })).toHaveLength(1);
    expect(candidates([item(renewsItself)], { ...expiring, autoRenewalIsActive: false })).toHaveLength(1);
  });
});

describe('an expired candidate', () => {
  test.each<[string, Partial<ExpiringItem>, boolean]>([
    ['ended yesterday', inDays(-1), true],
    ['ends today', inDays(0), false],
    ['ended on the baseline', inDays(-90), true],
    ['ended before the baseline', inDays(-91), false],
    ['ended although it renews itself', { ...inDays(-1), ...renewsItself }, true],
  ])('that %s: %#', (_, change, listed) => expect(candidates([item(change)], expired)).toHaveLength(listed ? 1 : 0));
});

describe('candidates', () => {
  test('come by expiration date, then by activation ID', () => {
    const items = [item({ activationId: 'B' }), item({ activationId: 'C', ...inDays(3) }), item({ activationId: 'A' })];
    expect(candidates(items, expiring).map((one) => one.activationId)).toEqual(['C', 'A', 'B']);
  });
});

describe('a message', () => {
  test('is triggered by an item that ends inside the window, on its last day too', () => {
    expect(isTriggered([inDays(91), inDays(90)], expiring)).toBe(true);
    expect(isTriggered([inDays(91)], expiring)).toBe(false);
    expect(isTriggered([inDays(-80)], expired)).toBe(true);
  });

  test.each([
    [null, false],
    [29, true],
    [30, false],
    [31, false],
    [0, true],
  ])('%s days after the last one is held back: %s', (days, held) => {
    expect(isWithinFrequency(days === null ? null : addDays(today, -days), expiring)).toBe(held);
  });

  test('reaches active members with permission and box, until the last day of the membership', () => {
    const willing = {
      status: 'active',
      membershipExpiresOn: null,
      mayViewExpiringEntitlements: true,
      takesReminders: true,
    } as const;
    expect(mayReceive(willing, today)).toBe(true);
    expect(mayReceive({ ...willing, membershipExpiresOn: today }, today)).toBe(true);
    expect(mayReceive({ ...willing, membershipExpiresOn: addDays(today, -1) }, today)).toBe(false);
    expect(mayReceive({ ...willing, status: 'inactive' }, today)).toBe(false);
    expect(mayReceive({ ...willing, mayViewExpiringEntitlements: false }, today)).toBe(false);
    expect(mayReceive({ ...willing, takesReminders: false }, today)).toBe(false);
  });
});

describe('the outcome for an account', () => {
  // In the order in which they are asked: each fact alone stops what comes after it.
  const order: readonly NoticeOutcome[] = [
    'no_holder',
    'outside_window',
    'template_inactive',
    'within_frequency',
    'mailed',
    'producer_notified',
    'no_subscribers',
  ];

  test('is the first that holds', () => {
    const facts = fc.record({
      noHolder: fc.boolean(),
      outside: fc.boolean(),
      inactive: fc.boolean(),
      recent: fc.boolean(),
      receivers: fc.nat(2),
      told: fc.boolean(),
    });
    fc.assert(
      fc.property(facts, ({ noHolder, outside, inactive, recent, receivers, told }) => {
        const listed = candidates([item(outside ? inDays(150) : inDays(10))], expiring);
        const policy = { ...expiring, templatesAreActive: !inactive, producerIsTold: told };
        const outcome = outcomeFor(
          { hasHolder: !noHolder, listed, lastMessage: recent ? today : null, receivers },
          policy,
        );
        const holds = [noHolder, outside, inactive, recent, receivers > 0, told, true];
        expect(outcome).toBe(order[holds.indexOf(true)]);
      }),
    );
  });
});
