import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiWorld, type ApiWorld } from '../../test/api-world.ts';
import { givenAccount, givenRecords, smallCatalog } from '../../test/given-records.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await openApiWorld();
  await givenRecords(api.app, [...smallCatalog, ...givenAccount('A')]);
});
afterAll(() => api.close());

let number = 0;
const given = async (more: object = {}) => {
  number += 1;
  const [entitlementId, line, care] = [`ENT-${number}`, `ACT-${number}`, `MNT-${number}`];
  const body = {
    entitlementId,
    accountId: 'A',
    lineItems: [{ activationId: line, products: [{ productId: 'paint-1' }], quantity: 5, permanent: true }],
    maintenanceLineItems: [{ activationId: care, productId: 'care', expirationDate: '2027-01-01' }],
    ...more,
  };
  expect((await api.call('POST', 'entitlements', { body })).status).toBe(201);
  return { entitlementId, line, care };
};
const codesOf = (answer: { readonly json: { readonly reasons: readonly { code: string; pointer?: string }[] } }) =>
  answer.json.reasons.map(({ code, pointer }) => `${code} ${pointer ?? ''}`.trim());

test('rights are changed in the version that was read, and shown beforehand', async () => {
  const { entitlementId, line, care } = await given();
  const body = { quantity: 6 };
  const preview = await api.call('PATCH', `line-items/${line}?preview=true`, { body });
  expect([preview.status, preview.json, preview.headers['etag']]).toEqual([
    200,
    { before: { quantity: 5 }, after: { quantity: 6 } },
    undefined,
  ]);
  const changed = await api.call('PATCH', `line-items/${line}`, { body, headers: { 'if-match': '"1"' } });
  expect([changed.status, changed.json.quantity, changed.headers['etag']]).toEqual([200, 6, '"2"']);
  const stale = await api.call('PATCH', `line-items/${line}`, {
    body: { quantity: 7 },
    headers: { 'if-match': '"1"' },
  });
  expect([stale.status, stale.json.code]).toEqual([412, 'stale_version']);
  const header = await api.call('PATCH', `entitlements/${entitlementId}`, { body: { contacts: ['A-user'] } });
  expect([header.status, header.json.contacts]).toEqual([200, ['A-user']]);
  const renamed = { body: { activationId: `${care}-new`, startDate: '2026-01-01' } };
  expect((await api.call('PATCH', `maintenance-line-items/${care}`, renamed)).json.activationId).toBe(`${care}-new`);
  const history = await api.call('GET', `maintenance-line-items/${care}-new/history`);
  expect(history.json.items.map((record: { event: string }) => record.event)).toEqual([
    'created',
    'changed',
    'changed',
  ]);
  expect((await api.call('GET', `line-items/${line}/history?limit=1`)).json.nextCursor).not.toBeNull();
});

test('bad input is told field by field', async () => {
  const { entitlementId, line } = await given();
  const wrong = {
    quantity: 0,
    versionDateOption: 'later',
    serialNumber: 'x'.repeat(256),
    type: 'renewal',
    term: '1 year',
  };
  const refused = await api.call('PATCH', `line-items/${line}`, { body: wrong });
  expect(refused.status).toBe(400);
  expect(refused.json.errors.map((error: { pointer: string }) => error.pointer).toSorted()).toEqual(
    ['/quantity', '/serialNumber', '/term', '/type', '/versionDateOption'].toSorted(),
  );
  const body = {
    test: true,
    emailTemplateVariation: 'x'.repeat(65),
    shipToAddress: 'x'.repeat(1001),
    entitlementId: 'a,b',
  };
  const header = await api.call('PATCH', `entitlements/${entitlementId}`, { body });
  expect(header.json.errors.map((error: { code: string }) => error.code).toSorted()).toEqual(
    ['forbidden_character', 'too_long', 'too_long', 'unknown_field'].toSorted(),
  );
});

test('maintenance is linked, unlinked and deleted', async () => {
  const { line, care } = await given();
  const link = `line-items/${line}/maintenance/${care}`;
  expect((await api.call('PUT', link)).json.maintenance).toEqual([care]);
  expect((await api.call('PUT', link)).status).toBe(200);
  const refused = await api.call('DELETE', `maintenance-line-items/${care}`);
  expect([refused.status, codesOf(refused)]).toEqual([422, ['maintenance_linked']]);
  expect((await api.call('DELETE', link)).json.maintenance).toEqual([]);
  expect((await api.call('DELETE', link)).status).toBe(404);
  const deleted = await api.call('DELETE', `maintenance-line-items/${care}?preview=true`);
  expect(deleted.json).toEqual({ deleted: { entity: 'maintenanceLineItem', key: care, items: [] } });
  expect((await api.call('DELETE', `maintenance-line-items/${care}`)).status).toBe(200);
  expect((await api.call('GET', `maintenance-line-items/${care}`)).status).toBe(404);
});

test('an entitlement is deleted with what it holds, or every reason against it is told', async () => {
  const { entitlementId, line, care } = await given();
  const plan = await api.call('DELETE', `entitlements/${entitlementId}?preview=true`);
  expect(plan.json.deleted.items).toEqual([line, care]);
  expect((await api.call('DELETE', `entitlements/${entitlementId}`)).status).toBe(200);
  const deployed = await given({ deploy: true });
  expect(codesOf(await api.call('DELETE', `entitlements/${deployed.entitlementId}`))).toEqual(['not_deletable']);
  expect(codesOf(await api.call('DELETE', `line-items/${deployed.line}`))).toEqual([
    'not_deletable',
    'maintenance_alone',
  ]);
});

test('many items are changed at once, all or none, and once for one key', async () => {
  const [one, two] = [await given(), await given()];
  const operations = [
    { activationId: one.line, change: { quantity: 9 }, expectedVersion: 1 },
    { activationId: two.care, change: { covers: [two.line] } },
    { activationId: two.line, state: 'deployed' },
  ];
  const refused = await api.call('POST', 'line-items/batch', { body: { operations } });
  expect([refused.status, refused.json.done]).toEqual([200, false]);
  expect(refused.json.results.map((row: { status: number }) => row.status)).toEqual([424, 424, 422]);
  const right = { body: { operations: operations.slice(0, 2) }, headers: { 'idempotency-key': 'once' } };
  const done = await api.call('POST', 'line-items/batch', right);
  expect(done.json).toMatchObject({
    done: true,
    results: [{ body: { quantity: 9 } }, { body: { covers: [two.line] } }],
  });
  expect((await api.call('POST', 'line-items/batch', right)).json).toEqual(done.json);
  const stale = await api.call('POST', 'line-items/batch?preview=true', {
    body: { operations: operations.slice(0, 1) },
  });
  expect(stale.json.results).toMatchObject([{ status: 412, problem: { code: 'stale_version' } }]);
  const bad = { operations: [{ activationId: one.line, change: { quantity: 'many' } }, { activationId: one.line }] };
  const wrong = await api.call('POST', 'line-items/batch', { body: bad });
  expect([wrong.status, wrong.json.errors[0]]).toMatchObject([400, { pointer: '/operations/0/change/quantity' }]);
});

test('the tiers of channel partners are a setting', async () => {
  const change = (channelTiers: unknown) => api.call('PATCH', 'settings', { body: { channelTiers } });
  for (const wrong of [['a', 'a'], ['endCustomer'], [' a'], 'distributor', [''], null])
    expect((await change(wrong)).json.errors, JSON.stringify(wrong)).toMatchObject([{ pointer: expect.any(String) }]);
  const changed = await change(['distributor', 'retail']);
  expect(changed.json['Entitlements'].channelTiers).toMatchObject({ value: ['distributor', 'retail'], kind: 'keys' });
  await change(['distributor', 'retail']);
  const { json } = await api.call('GET', 'settings/history?name=channelTiers');
  expect(json.items).toMatchObject([{ before: ['distributor', 'reseller'], after: ['distributor', 'retail'] }]);
});
