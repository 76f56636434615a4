import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenAccount, givenEntitlement, givenLineItem, givenRecords, smallCatalog } from '../../test/given-records.ts';
import { openApiWorld, problemOf, type ApiWorld } from '../../test/api-world.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await openApiWorld();
  await givenRecords(api.app, [
    ...smallCatalog,
    ...givenAccount('acme'),
    givenEntitlement('ENT-1', 'acme', [givenLineItem('A-1', '2026-03-20', { attributes: { region: 'a=b' } })], {
      maintenanceLineItems: [
        { activationId: 'M-1', productId: 'care', covers: ['A-1'], startDate: '2025-01-01', permanent: true },
        { activationId: 'M-2', productId: 'care', covers: [], startDate: '2025-01-01', expirationDate: '2027-01-01' },
      ],
    }),
  ]);
});
afterAll(() => api.close());

test.each([
  ['line-items?type=sold', '/type', 'wrong_value'],
  ['line-items?state=deployed,', '/state', 'wrong_value'],
  ['line-items?state=deployed%20', '/state', 'wrong_value'],
  ['line-items?state=deployed&state=draft', '/state', 'wrong_type'],
  ['line-items?quantityAtLeast=many', '/quantityAtLeast', 'wrong_type'],
  ['line-items?quantityAtMost=-1', '/quantityAtMost', 'too_small'],
  ['line-items?quantity=99999999999', '/quantity', 'too_large'],
  ['line-items?orderIdContains=ab', '/orderIdContains', 'too_short'],
  ['line-items?orderIdStartsWith=%20', '/orderIdStartsWith', 'blank'],
  [`line-items?orderId=${'x'.repeat(256)}`, '/orderId', 'too_long'],
  ['line-items?orderIdContains=a%00bc', '/orderIdContains', 'forbidden_character'],
  ['line-items?startDateOn=2026-02-30', '/startDateOn', 'wrong_date'],
  ['line-items?createdAtOn=2026-03-01T00:00:00Z', '/createdAtOn', 'wrong_date'],
  ['line-items?createdAtBefore=yesterday', '/createdAtBefore', 'wrong_date'],
  ['line-items?permanent=yes', '/permanent', 'wrong_value'],
  ['line-items?attribute=region', '/attribute', 'wrong_attribute'],
  ['line-items?attribute==x', '/attribute', 'wrong_attribute'],
  ['line-items?orderIdEndsWith=x', '/orderIdEndsWith', 'unknown_field'],
  ['entitlements?quantity=1', '/quantity', 'unknown_field'],
  ['maintenance-line-items?versionDateOn=2026-01-01', '/versionDateOn', 'unknown_field'],
  ['maintenance-line-items?technology=embedded', '/technology', 'unknown_field'],
  ['accounts?type=customers', '/type', 'wrong_value'],
  ['accounts?descriptionContains=x', '/descriptionContains', 'unknown_field'],
  ['users?status=locked', '/status', 'wrong_value'],
  ['products?kind=licensed,other', '/kind', 'wrong_value'],
  ['features?createdAtAfter=2026', '/createdAtAfter', 'wrong_date'],
  ['emails?sentAtOn=x', '/sentAtOn', 'wrong_date'],
])('%s is refused at %s with %s', async (path, pointer, code) => {
  const problem = problemOf(await api.call('GET', path));
  expect(problem).toMatchObject({ status: 400, code: 'invalid_input', errors: [{ pointer, code }] });
});

test('maintenance is listed across entitlements, page by page', async () => {
  const first = (await api.call('GET', 'maintenance-line-items?limit=1&sort=expirationDate')).json;
  expect(first.items).toMatchObject([{ activationId: 'M-2', entitlementId: 'ENT-1', accountName: 'Name of acme' }]);
  const rest = await api.call('GET', `maintenance-line-items?sort=expirationDate&cursor=${first.nextCursor}`);
  expect(rest.json).toMatchObject({ items: [{ activationId: 'M-1', permanent: true }], nextCursor: null });
  const found = await api.call('GET', 'maintenance-line-items?q=m-&accountNameStartsWith=NAME&permanent=true');
  expect(found.json.items).toMatchObject([{ activationId: 'M-1' }]);
});

test('filters that are given together all hold, whatever the order of the list', async () => {
  for (const sort of ['createdAt', '-expirationDate', 'activationId']) {
    const query = `sort=${sort}&attribute=region=a=b&productNameStartsWith=pai&accountNameContains=ACME&createdAtAfter=2020-01-01`;
    expect((await api.call('GET', `line-items?${query}`)).json.items).toMatchObject([{ activationId: 'A-1' }]);
    expect((await api.call('GET', `line-items?${query}&type=upsell`)).json.items).toEqual([]);
  }
});

test('messages are found by their receiver and their instants', async () => {
  await api.call('PATCH', 'settings', { body: { requestRenewalNotificationEmail: 'Sales_Team@producer.example' } });
  await api.call('POST', 'renewal-requests', { body: { activationIds: ['A-1'] } });
  const count = async (query: string) => (await api.call('GET', `emails?${query}`)).json.items.length;
  expect(await count('to=Sales_Team@producer.example')).toBe(1);
  expect(await count('toStartsWith=sales_')).toBe(1);
  expect(await count('toContains=team@prod')).toBe(1);
  expect(await count('toStartsWith=team')).toBe(0);
  expect(await count('toStartsWith=sales&status=queued,failed&createdAtAfter=2020-01-01')).toBe(1);
  expect(await count('toStartsWith=sales&accountId=acme')).toBe(1);
  expect(await count('sentAtAfter=2020-01-01')).toBe(0);
});
