import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, parseDay, type Day } from '../../shared/day.ts';
import type { ExpiringItem } from './coverage.ts';
import { planRenewalRequests, type RequestableItem, type RequestFacts } from './renewal-request.ts';

const today = parseDay('2026-03-01') as Day;
const account = (id: number) => ({ id, accountId: `ACC-${id}`, name: `Name ${id}` });

function requestable(activationId: string, change: Partial<ExpiringItem> = {}, more: Partial<RequestableItem> = {}) {
  const item: ExpiringItem = {
    id: 1,
    kind: 'lineItem',
    activationId,
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
  return { item, account: account(1), products: [{ name: 'Paint', version: '1' }], isRequested: false, ...more };
}

function facts(items: readonly RequestableItem[], more: Partial<RequestFacts> = {}): RequestFacts {
  return {
    policy: {
      today,
      renewalLookAhead: 200,
      expiringWindow: 90,
      renewalCritical: 30,
      expiredHistory: 90,
      includeAutoRenewing: false,
      autoRenewalIsActive: true,
    },
    items: new Map(items.map((one) => [one.item.activationId, one])),
    templateIsActive: true,
    ...more,
  };
}

function codes(activationIds: readonly string[], given: RequestFacts) {
  const decision = planRenewalRequests(activationIds, given);
  return decision.allowed ? [] : decision.reasons.map(({ code, pointer }) => [code, pointer]);
}

const child = { type: 'renewal', state: 'deployed', entitlementState: 'deployed', permanent: false } as const;

describe('a request for renewal', () => {
  test.each<[string, Partial<ExpiringItem>, Partial<RequestableItem>?]>([
    ['not_deployed', { state: 'inactive' }],
    ['not_deployed', { entitlementState: 'inactive' }],
    ['does_not_expire', { permanent: true, expirationDate: null }],
    ['end_not_known', { expirationDate: null, startDateOption: 'atFirstActivation' }],
    ['end_not_known', { startDateOption: 'eachActivationDate' }],
    ['beyond_look_ahead', { expirationDate: addDays(today, 201) }],
    ['covered', { children: [{ ...child, drawn: 5, expirationDate: addDays(today, 99) }] }],
    ['renews_itself', { autoRenew: { expirationDate: addDays(today, 99) } }],
    ['already_requested', {}, { isRequested: true }],
  ])('is refused with %s', (code, change, more = {}) => {
    expect(codes(['A'], facts([requestable('A', change, more)]))).toEqual([[code, '/activationIds/0']]);
  });

  test('is refused with every reason against every item', () => {
    const items = [requestable('A', { state: 'draft' }, { isRequested: true }), requestable('B')];
    expect(codes(['B', 'gone', 'A'], facts(items, { templateIsActive: false }))).toEqual([
      ['unknown_reference', '/activationIds/1'],
      ['not_deployed', '/activationIds/2'],
      ['already_requested', '/activationIds/2'],
      ['template_inactive', undefined],
    ]);
  });

  test.each([0, 200, -1, -4000])('may ask for what ends in %i days', (days) => {
    expect(codes(['A'], facts([requestable('A', { expirationDate: addDays(today, days) })]))).toEqual([]);
  });

  test('asks for what nothing covers, the most urgent first', () => {
    const half = { children: [{ ...child, drawn: 2, expirationDate: addDays(today, 99) }] };
    const items = [requestable('A', half), requestable('B', { expirationDate: addDays(today, -3) })];
    const decision = planRenewalRequests(['A', 'B', 'A'], facts(items));
    expect(decision).toMatchObject({
      allowed: true,
      plan: [
        {
          account: account(1),
          items: [
            { activationId: 'B', quantity: 5, urgency: 'expired', productName: 'Paint 1' },
            { activationId: 'A', quantity: 3, urgency: 'critical' },
          ],
        },
      ],
    });
  });

  test('becomes one for each account, and each item is in one of them, once', () => {
    const place = fc.record({ owner: fc.integer({ min: 1, max: 3 }), days: fc.integer({ min: -300, max: 200 }) });
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 20 }), (places) => {
        const items = places.map(({ owner, days }, index) =>
          requestable(`A${index}`, { id: index, expirationDate: addDays(today, days) }, { account: account(owner) }),
        );
        const asked = items.map(({ item }) => item.activationId);
        const decision = planRenewalRequests(asked, facts(items));
        const plan = decision.allowed ? decision.plan : [];
        const owners = plan.map((one) => one.account.id);
        expect(owners.length).toBe(new Set(owners).size);
        expect(new Set(owners)).toEqual(new Set(places.map(({ owner }) => owner)));
        expect(plan.flatMap((one) => one.items.map((item) => item.activationId)).toSorted()).toEqual(asked.toSorted());
        for (const { items: own } of plan)
          expect(own.map((item) => item.expirationDate)).toEqual(own.map((item) => item.expirationDate).toSorted());
      }),
    );
  });
});
