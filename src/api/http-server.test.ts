import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiWorld, problemOf, type ApiWorld } from '../../test/api-world.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await openApiWorld();
});
afterAll(() => api.close());

test('an account that was made is read, listed and found again', async () => {
  const made = await api.call('POST', 'accounts', { body: { accountId: 'acme/1', name: 'Acme' } });
  expect(made.status, made.text).toBe(201);
  expect(made.headers['location']).toBe('/api/v1/accounts/acme%2F1');
  expect(made.headers['etag']).toBe('"1"');
  const read = await api.call('GET', String(made.headers['location']));
  expect(read.json).toEqual(made.json);
  const found = await api.call('GET', 'accounts?q=ACM&limit=1');
  expect(found.json.items).toEqual([made.json]);
});

test('a key that is taken is answered 409, and nothing changes', async () => {
  await api.call('POST', 'accounts', { body: { accountId: 'twice', name: 'First' } });
  const second = await api.call('POST', 'accounts', { body: { accountId: 'twice', name: 'Second' } });
  expect(problemOf(second)).toMatchObject({ status: 409, code: 'duplicate_key', type: '/problems/duplicate_key' });
  expect((await api.call('GET', 'accounts/twice')).json.name).toBe('First');
});
