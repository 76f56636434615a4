import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiWorld, problemOf, type ApiWorld } from '../../test/api-world.ts';

let api: ApiWorld;
let port: number;
beforeAll(async () => {
  api = await openApiWorld();
  port = Number(new URL(await api.server.listen({ port: 0, host: '127.0.0.1' })).port);
});
afterAll(() => api.close());

test('what was made is found at its Location, as it was answered', async () => {
  const made = await api.call('POST', 'accounts', { body: { accountId: 'acme/1 €', name: 'Acme' } });
  expect(made.status, made.text).toBe(201);
  expect(made.headers['location']).toBe('/api/v1/accounts/acme%2F1%20%E2%82%AC');
  expect(made.headers['etag']).toBe('"1"');
  const read = await api.call('GET', String(made.headers['location']));
  expect(read.json).toEqual(made.json);
  expect((await api.call('GET', 'accounts?q=ACM&limit=1')).json.items).toEqual([made.json]);
});

test('a key that is taken is answered 409, and nothing changes', async () => {
  await api.call('POST', 'accounts', { body: { accountId: 'twice', name: 'First' } });
  const second = await api.call('POST', 'accounts', { body: { accountId: 'twice', name: 'Second' } });
  expect(problemOf(second)).toMatchObject({ status: 409, code: 'duplicate_key', type: '/problems/duplicate_key' });
  expect((await api.call('GET', 'accounts/twice')).json.name).toBe('First');
});

test('of a key that two ask for at once, one gets it and the other learns so', async () => {
  const both = await Promise.all(
    ['A', 'B'].map((name) => api.call('POST', 'accounts', { body: { accountId: 'raced', name } })),
  );
  expect(both.map((answer) => String(answer.status)).toSorted()).toEqual(['201', '409']);
});

test('a request ID that makes sense is kept, any other is replaced, and both are echoed', async () => {
  const kept = await api.call('GET', 'nowhere', { headers: { 'x-request-id': 'order-4711' } });
  expect(kept.headers['x-request-id']).toBe('order-4711');
  expect(problemOf(kept).requestId).toBe('order-4711');
  const replaced = await api.call('GET', 'nowhere', { headers: { 'x-request-id': 'two words' } });
  expect(problemOf(replaced).requestId).toMatch(/^[0-9a-f-]{36}$/);
  expect(replaced.headers['x-request-id']).toBe(problemOf(replaced).requestId);
});

test('the history names the request that made a change', async () => {
  await api.call('POST', 'accounts', {
    body: { accountId: 'traced', name: 'Traced' },
    headers: { 'x-request-id': 'trace-1' },
  });
  const { items } = (await api.call('GET', 'audit?entity=account&entityKey=traced')).json;
  expect(items).toMatchObject([
    { event: 'created', requestId: 'trace-1', actor: expect.stringContaining('first administrator') },
  ]);
});

test('an address that is nothing is 404, one that takes another method is 405 with Allow', async () => {
  expect(problemOf(await api.call('GET', 'nowhere/at/all'))).toMatchObject({ status: 404, code: 'not_found' });
  expect(problemOf(await api.call('GET', '/other'))).toMatchObject({ status: 404, code: 'not_found' });
  expect(problemOf(await api.call('GET', 'accounts/'))).toMatchObject({ status: 400, code: 'invalid_input' });
  const wrongMethod = await api.call('DELETE', 'jobs/expiring-entitlements');
  expect(problemOf(wrongMethod)).toMatchObject({ status: 405, code: 'method_not_allowed' });
  expect(wrongMethod.headers['allow']).toBe('GET, HEAD, PATCH');
});

test('a JSON body of more than 10 MB is refused, one of less is taken', async () => {
  const name = 'x'.repeat(10 * 1024 * 1024);
  expect(problemOf(await api.call('POST', 'accounts', { body: { name } }))).toMatchObject({
    status: 413,
    code: 'payload_too_large',
  });
  const attributes = Object.fromEntries(
    Array.from({ length: 100 }, (_, index) => [`a${index}`, Array.from({ length: 20 }, () => 'y'.repeat(3000))]),
  );
  expect((await api.call('POST', 'accounts', { body: { accountId: 'big', name: 'Big', attributes } })).status).toBe(
    201,
  );
});

test('what is no HTTP, and an address that cannot be decoded, are answered with problem documents too', async () => {
  const raw = await sendRaw('NONSENSE\r\n\r\n');
  expect(raw).toContain('HTTP/1.1 400');
  expect(raw).toContain('application/problem+json');
  expect(raw).toContain('"code":"malformed"');
  expect(problemOf(await api.call('GET', 'accounts/%ZZ'))).toMatchObject({ status: 400, code: 'malformed' });
});

test('answers forbid to be framed, sniffed and run', async () => {
  const { headers } = await api.call('GET', 'jobs');
  expect(headers).toMatchObject({
    'content-security-policy': "default-src 'none';frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
  });
  expect(headers['x-powered-by']).toBeUndefined();
});

test('a page ends where the next begins, whatever is added in between', async () => {
  for (const accountId of ['p1', 'p2', 'p3'])
    await api.call('POST', 'accounts', { body: { accountId, name: 'Paged', type: 'partner' } });
  const first = (await api.call('GET', 'accounts?type=partner&limit=2')).json;
  await api.call('POST', 'accounts', { body: { accountId: 'p4', name: 'Paged', type: 'partner' } });
  const second = (await api.call('GET', `accounts?type=partner&limit=2&cursor=${first.nextCursor}`)).json;
  expect([...first.items, ...second.items].map((account: { accountId: string }) => account.accountId)).toEqual([
    'p1',
    'p2',
    'p3',
    'p4',
  ]);
  expect(second.nextCursor).toBeNull();
  expect(problemOf(await api.call('GET', 'accounts?cursor=abc'))).toMatchObject({
    status: 400,
    code: 'invalid_cursor',
  });
  expect(problemOf(await api.call('GET', 'roles?sort=name'))).toMatchObject({ status: 400, code: 'not_sortable' });
});

async function sendRaw(text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let received = '';
  socket.on('data', (bytes) => (received += bytes.toString()));
  socket.write(text);
  await once(socket, 'close');
  return received;
}
