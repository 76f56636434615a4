import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiWorld, type ApiWorld } from '../../test/api-world.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await openApiWorld();
});
afterAll(() => api.close());

const create = (key: string, body: object) =>
  api.call('POST', 'accounts', { body, headers: { 'idempotency-key': key } });
const accountsNamed = async (name: string) => (await api.call('GET', `accounts?q=${name}`)).json.items;

test('a write that is repeated with its key answers as the first time, and is done once', async () => {
  const first = await create('k1', { name: 'Twice' });
  const again = await create('k1', { name: 'Twice' });
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(again.json).toEqual(first.json);
  expect([again.headers['location'], again.headers['etag']]).toEqual([
    first.headers['location'],
    first.headers['etag'],
  ]);
  expect(await accountsNamed('Twice')).toHaveLength(1);
});

test('a key that comes with another body or another address is refused', async () => {
  await create('k2', { name: 'Mine' });
  expect(await create('k2', { name: 'Other' })).toMatchObject({
    status: 422,
    json: { code: 'idempotency_key_reused' },
  });
  const elsewhere = await api.call('POST', 'features', {
    body: { name: 'Mine', version: '1' },
    headers: { 'idempotency-key': 'k2' },
  });
  expect(elsewhere).toMatchObject({ status: 422, json: { code: 'idempotency_key_reused' } });
});

test('forty repeats at once make one account', async () => {
  const answers = await Promise.all(Array.from({ length: 40 }, () => create('k3', { name: 'Crowd' })));
  const statuses = new Set(answers.map((answer) => answer.status));
  expect([...statuses].every((status) => status === 201 || status === 409)).toBe(true);
  for (const answer of answers) if (answer.status === 409) expect(answer.json.code).toBe('idempotency_key_in_progress');
  expect(await accountsNamed('Crowd')).toHaveLength(1);
});

test('a refusal is not kept, so that the request can be sent again when its cause is mended', async () => {
  const child = { accountId: 'child', name: 'Child', parents: ['above'] };
  expect((await create('k4', child)).status).toBe(422);
  await api.call('POST', 'accounts', { body: { accountId: 'above', name: 'Above' } });
  expect((await create('k4', child)).status).toBe(201);
});

test.each(['', ' ', 'a b', 'ä', 'x'.repeat(256)])('the key %j is refused', async (key) => {
  const answer = await create(key, { name: 'Odd' });
  expect(answer.status === 400 || (key.trim() === '' && answer.status === 201)).toBe(true);
});

test('a secret that is shown once is never kept for a repeat', async () => {
  const answer = await api.call('POST', 'api-keys', {
    body: { name: 'erp', roles: ['System Administrator'] },
    headers: { 'idempotency-key': 'k5' },
  });
  expect(answer).toMatchObject({ status: 400, json: { errors: [{ pointer: '/Idempotency-Key' }] } });
});
