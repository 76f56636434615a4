import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiWorld, problemOf, type ApiWorld } from '../../test/api-world.ts';
import { givenAccount, givenEntitlement, givenLineItem, givenRecords, smallCatalog } from '../../test/given-records.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await openApiWorld();
  const draft = { state: 'draft' };
  await givenRecords(api.app, [
    ...smallCatalog,
    ...givenAccount('A'),
    givenEntitlement('E', 'A', [givenLineItem('L', '2026-12-31')]),
    givenEntitlement('DRAFT', 'A', [givenLineItem('D', '2026-12-31', draft)], draft),
  ]);
});
afterAll(() => api.close());

const post = (path: string, body?: object, headers: Record<string, string> = {}) =>
  api.call('POST', path, { ...(body === undefined ? {} : { body }), headers });

test('a copy is answered with its place and version; its preview has neither', async () => {
  const made = await post('entitlements/E/copy', { entitlementId: 'F' });
  expect(made).toMatchObject({ status: 201, json: { entitlementId: 'F', state: 'draft' } });
  expect(made.headers).toMatchObject({ location: '/api/v1/entitlements/F', etag: '"1"' });
  const shown = await post('entitlements/E/copy?preview=true');
  expect(shown.json).toMatchObject({ copiedFrom: 'E', entitlementId: null, lineItems: [{ copiedFrom: 'L' }] });
  expect(shown.headers['location']).toBeUndefined();
  expect(shown.headers['etag']).toBeUndefined();
});

test('a copy that is asked for twice with the same key is made once', async () => {
  const [first, again] = [
    await post('entitlements/E/copy', {}, { 'idempotency-key': 'copy-1' }),
    await post('entitlements/E/copy', {}, { 'idempotency-key': 'copy-1' }),
  ];
  expect(again.json.entitlementId).toBe(first.json.entitlementId);
});

test('IDs are made anew only of the version that was read', async () => {
  const stale = await post('entitlements/DRAFT/regenerate-ids', { activationIds: null }, { 'if-match': '"7"' });
  expect(problemOf(stale).code).toBe('stale_version');
  const done = await post('entitlements/DRAFT/regenerate-ids', { activationIds: null }, { 'if-match': '"1"' });
  expect(done).toMatchObject({ status: 200, json: { entitlementId: 'DRAFT', version: 2 } });
  expect(done.headers['etag']).toBe('"2"');
  expect(done.json.regenerated).toMatchObject([{ entity: 'lineItem', before: 'D' }]);
});

test('emails are queued, or answered as they would be read', async () => {
  const sent = await post('entitlements/E/email', { to: ['x@x.example'] });
  expect(sent.status).toBe(202);
  expect((await api.call('GET', `emails/${sent.json.emailIds[0]}`)).json).toMatchObject({ to: 'x@x.example' });
  const shown = await post('line-items/L/email?preview=true');
  expect(shown.json.emails).toMatchObject([{ to: 'user@A.example', subject: expect.stringContaining('L') }]);
});

test.each([
  ['entitlements/E/email', { to: ['nobody'] }, '/to/0'],
  ['entitlements/E/email', { locale: 'no such language' }, '/locale'],
  ['entitlements/E/email', { message: 'x'.repeat(2001) }, '/message'],
  ['line-items/L/email', { bcc: ['x@x.example'] }, '/bcc'],
  ['entitlements/E/copy', { entitlementId: 'A,B' }, '/entitlementId'],
  ['entitlements/E/copy', { state: 'deployed' }, '/state'],
  ['entitlements/DRAFT/regenerate-ids', { entitlementId: 'yes' }, '/entitlementId'],
] as const)('%s with %j is refused with a pointer', async (path, body, pointer) => {
  const problem = problemOf(await post(path, body));
  expect(problem).toMatchObject({ status: 400, code: 'invalid_input' });
  expect(problem.errors?.map((error) => error.pointer)).toContain(pointer);
});
