import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiWorld, type ApiWorld } from '../../test/api-world.ts';
import { givenAccount, givenEntitlement, givenLineItem, givenRecords, smallCatalog } from '../../test/given-records.ts';
import { createHttpServer } from './http-server.ts';

let api: ApiWorld;

beforeAll(async () => {
  api = await openApiWorld();
  await givenRecords(api.app, [
    ...smallCatalog,
    ...givenAccount('acme'),
    givenEntitlement('ENT-1', 'acme', [givenLineItem('A-1', '2026-03-20')]),
  ]);
});
afterAll(() => api.close());

test('a request to renew is told at once, and a preview of it wakes nobody', async () => {
  let nudges = 0;
  const server = await createHttpServer({ ...api.app, nudgeWorkers: () => void nudges++ });
  const ask = async (query: string) => {
    const { statusCode } = await server.inject({
      method: 'POST',
      url: `/api/v1/renewal-requests${query}`,
      headers: { authorization: `Bearer ${api.key}` },
      payload: { activationIds: ['A-1'] },
    });
    return [statusCode, nudges];
  };
  expect(await ask('?preview=true')).toEqual([201, 0]);
  expect(await ask('')).toEqual([201, 1]);
  expect(await ask('')).toEqual([422, 1]);
  await server.close();
});

test('lists take an instant or a day from which on they begin, and nothing else', async () => {
  const lists = ['renewal-requests?requestedFrom', 'line-items?createdFrom', 'emails?createdFrom'];
  for (const list of lists) {
    for (const from of ['2026-03-01', '2026-03-01T05:00:00Z', '2026-03-01T05:00:00%2B02:00', '0000-01-01T00:00:00Z'])
      expect((await api.call('GET', `${list}=${from}`)).status, `${list}=${from}`).toBe(200);
    for (const from of ['', '2026-02-29', '2026-03-01T05:00:00', '2026-03-01T25:00:00Z', 'yesterday', '1'])
      expect((await api.call('GET', `${list}=${from}`)).status, `${list}=${from}`).toBe(400);
  }
});
