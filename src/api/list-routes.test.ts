import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { givenAccount, givenEntitlement, givenLineItem, givenRecords, smallCatalog } from '../../test/given-records.ts';
import { openApiWorld, problemOf, type ApiWorld } from '../../test/api-world.ts';

let api: ApiWorld;
let limited: string;

beforeAll(async () => {
  api = await openApiWorld();
  await givenRecords(api.app, [
    ...smallCatalog,
    ...givenAccount('mine'),
    ...givenAccount('theirs'),
    givenEntitlement('ENT-1', 'mine', [givenLineItem('A-1', '2026-03-20')]),
    givenEntitlement('ENT-2', 'theirs', [givenLineItem('B-1', '2026-03-10')]),
  ]);
  const permissions = [
    'viewEntitlements',
    'viewExpiringEntitlements',
    'viewAccounts',
    'viewUsers',
    'updateEntitlements',
  ];
  await api.call('POST', 'roles', { body: { name: 'subsidiary', kind: 'producer', accounts: ['mine'], permissions } });
  const made = await api.call('POST', 'api-keys', { body: { name: 'subsidiary', roles: ['subsidiary'] } });
  limited = made.json.key;
});
afterAll(() => api.close());

describe('a list over HTTP', () => {
  const sorts: Readonly<Record<string, readonly string[]>> = {
    accounts: ['createdAt', 'name', 'accountId'],
    users: ['createdAt', 'userName', 'lastName'],
    products: ['createdAt', 'name'],
    features: ['createdAt', 'name'],
    'feature-bundles': ['createdAt', 'name'],
    'product-lines': ['createdAt', 'name'],
    'license-models': ['createdAt', 'name'],
    entitlements: ['createdAt', 'entitlementId'],
    'line-items': ['createdAt', 'expirationDate', 'activationId'],
    emails: ['createdAt'],
    'renewal-requests': ['requestedAt'],
  };

  test.each(Object.entries(sorts))(
    '%s takes its few orders, and names them where it is asked for another',
    async (path, fields) => {
      for (const sort of fields.flatMap((field) => [field, `-${field}`]))
        expect((await api.call('GET', `${path}?limit=1&sort=${sort}`)).status, sort).toBe(200);
      for (const wrong of ['nothing', '', `+${fields[0]}`, '-', 'id']) {
        const problem = problemOf(await api.call('GET', `${path}?sort=${wrong}`));
        expect(problem).toMatchObject({ status: 400, code: 'not_sortable' });
        expect(problem.detail).toContain(fields.at(-1));
      }
      expect(problemOf(await api.call('GET', `${path}?sort=a&sort=b`))).toMatchObject({
        status: 400,
        code: 'not_sortable',
      });
      expect(problemOf(await api.call('GET', `${path}?cursor=x`))).toMatchObject({
        status: 400,
        code: 'invalid_cursor',
      });
    },
  );

  test('goes on in the order in which it began, and in no other', async () => {
    const first = (await api.call('GET', 'accounts?limit=1&sort=-name')).json;
    const next = await api.call('GET', `accounts?limit=1&sort=-name&cursor=${first.nextCursor}`);
    expect(next.json.items[0].accountId).not.toBe(first.items[0].accountId);
    expect(problemOf(await api.call('GET', `accounts?cursor=${first.nextCursor}`)).code).toBe('invalid_cursor');
  });

  test('carries a cursor that holds a name of any length', async () => {
    const name = '長'.repeat(255);
    for (const accountId of ['long-1', 'long-2']) await api.call('POST', 'accounts', { body: { accountId, name } });
    const first = (await api.call('GET', `accounts?limit=1&sort=-name`)).json;
    const next = await api.call('GET', `accounts?limit=1&sort=-name&cursor=${first.nextCursor}`);
    expect([first.items[0].accountId, next.json.items[0].accountId]).toEqual(['long-2', 'long-1']);
  });

  test('finds messages by their address, and by the words of their subjects', async () => {
    await api.call('PATCH', 'settings', { body: { requestRenewalNotificationEmail: 'Sales_Team@producer.example' } });
    await api.call('POST', 'renewal-requests', { body: { activationIds: ['A-1'] } });
    await api.call('PATCH', 'settings', { body: { requestRenewalNotificationEmail: 'other@producer.example' } });
    await api.call('POST', 'renewal-requests', { body: { activationIds: ['B-1'] } });
    const receivers = async (query: string) =>
      (await api.call('GET', `emails?${query}`)).json.items.map((email: { to: string }) => email.to);
    const both = ['other@producer.example', 'Sales_Team@producer.example'];
    expect(await receivers('q=sales_team')).toEqual(both.slice(1));
    expect(await receivers('q=PRODUCER.example')).toEqual(both);
    expect(await receivers('sort=createdAt&type=renewal-intent')).toEqual(both.toReversed());
    expect(await receivers('q=renewal%20request%20from')).toEqual(both);
    expect(await receivers('q=account.name')).toEqual([]);
    expect(await receivers('q=renewal%20request%20from&accountId=mine')).toEqual(both.slice(1));
    const { items } = (await api.call('GET', 'renewal-requests')).json;
    for (const { renewalRequestId } of items)
      await api.call('POST', `renewal-requests/${renewalRequestId}/close`, { body: {} });
    await api.call('PATCH', 'settings', { body: { requestRenewalNotificationEmail: '' } });
  });

  test('finds users by the portal that they belong to', async () => {
    const users = async (query: string) =>
      (await api.call('GET', `users?${query}`)).json.items.map((user: { userId: string }) => user.userId);
    expect(await users('portal=endUser')).toEqual(['mine-user', 'theirs-user']);
    expect(await users('portal=producer')).toEqual([]);
    expect(problemOf(await api.call('GET', 'users?portal=other')).status).toBe(400);
  });
});

describe('renewals over HTTP', () => {
  test('show and take what belongs to the own accounts', async () => {
    const { json } = await api.call('GET', 'expiring-entitlements', { key: limited });
    expect(json.items.map((item: { activationId: string }) => item.activationId)).toEqual(['A-1']);
    const problem = problemOf(
      await api.call('POST', 'renewal-requests', { key: limited, body: { activationIds: ['A-1', 'B-1'] } }),
    );
    expect(problem).toMatchObject({
      status: 422,
      reasons: [{ code: 'unknown_reference', pointer: '/activationIds/1' }],
    });
    const preview = await api.call('POST', 'renewal-requests?preview=true', { body: { activationIds: ['B-1'] } });
    expect(preview.json).toMatchObject({ emails: [], items: [{ activationId: 'B-1' }] });
    const made = await api.call('POST', 'renewal-requests', { body: { activationIds: ['B-1'] } });
    expect(made.status).toBe(201);
    const [{ renewalRequestId }] = made.json.requests;
    for (const [method, path] of [
      ['GET', `renewal-requests/${renewalRequestId}`],
      ['POST', `renewal-requests/${renewalRequestId}/close`],
    ] as const)
      expect(
        problemOf(await api.call(method, path, { key: limited, ...(method === 'POST' ? { body: {} } : {}) })).status,
      ).toBe(404);
    expect((await api.call('GET', 'renewal-requests?status=open', { key: limited })).json.items).toEqual([]);
    const one = await api.call('GET', `renewal-requests/${renewalRequestId}`);
    expect(one.headers['etag']).toBe('"1"');
    const close = (ifMatch: string) =>
      api.call('POST', `renewal-requests/${renewalRequestId}/close`, {
        body: { reason: 'done' },
        headers: { 'if-match': ifMatch },
      });
    expect(problemOf(await close('"7"')).code).toBe('stale_version');
    expect((await close('"1"')).json).toMatchObject({ status: 'closed', closeReason: 'done', version: 2 });
  });

  test.each([
    {},
    { activationIds: [] },
    { activationIds: Array.from({ length: 501 }, (_, index) => `A-${index}`) },
    { activationIds: ['A-1'], note: '' },
    { activationIds: ['A-1'], other: 1 },
    { activationIds: 'A-1' },
    { activationIds: ['A"1'] },
  ])('refuse a body that is not as it must be: %#', async (body) => {
    expect(problemOf(await api.call('POST', 'renewal-requests', { body }))).toMatchObject({
      status: 400,
      code: 'invalid_input',
    });
  });

  test('refuse filters that are none', async () => {
    for (const query of ['urgency=soon', 'kind=product', 'expired=1', 'sort=urgency', 'limit=0', 'cursor=x'])
      expect(problemOf(await api.call('GET', `expiring-entitlements?${query}`)).status, query).toBe(400);
  });
});

describe('the first page and the box to find anything', () => {
  test('are of the own accounts', async () => {
    const { json } = await api.call('GET', 'search?q=example', { key: limited });
    expect(json.items.map((hit: { key: string }) => hit.key)).toEqual(['mine-user']);
    const overview = (await api.call('GET', 'overview', { key: limited })).json;
    expect(overview.attention).toEqual({ failedEmails: null, openRenewalRequests: 0, inactiveUsers: 0, jobs: null });
    expect(overview.expiringByMonth[0]).toEqual({ month: '2026-03', lineItems: 1, maintenance: 0 });
  });

  test('refuse what is no text to look for', async () => {
    for (const query of ['', 'q=', 'q=%20', `q=${'x'.repeat(256)}`, 'q=a&limit=101'])
      expect(problemOf(await api.call('GET', `search?${query}`)).status, query).toBe(400);
  });
});
