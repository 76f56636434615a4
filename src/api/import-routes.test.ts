import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiWorld, problemOf, type ApiWorld } from '../../test/api-world.ts';

let api: ApiWorld;
let address: string;
beforeAll(async () => {
  api = await openApiWorld();
  address = await api.server.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => api.close());

function upload(body: string | ReadableStream, query = ''): Promise<Response> {
  const headers = { authorization: `Bearer ${api.key}`, 'content-type': 'application/x-ndjson' };
  return fetch(`${address}/api/v1/imports${query}`, { method: 'POST', headers, body, duplex: 'half' });
}

test('a file is taken as it streams in, and is found under its Location', async () => {
  const answer = await upload(
    '{"entity":"account","accountId":"a","name":"A"}\n',
    '?dryRun=true&onError=stop&fileName=orders.ndjson',
  );
  expect(answer.status).toBe(202);
  const { importId } = (await answer.json()) as { importId: string };
  expect(answer.headers.get('location')).toBe(`/api/v1/imports/${importId}`);
  const found = (await api.call('GET', `imports/${importId}`)).json;
  expect(found).toMatchObject({
    importId,
    dryRun: true,
    onError: 'stop',
    onDuplicate: 'update',
    fileName: 'orders.ndjson',
    bytes: 48,
    report: [],
  });
  expect((await api.call('GET', 'imports')).json.items.length).toBe(1);
  expect((await api.call('GET', `imports/${importId}/report`)).json).toEqual({ items: [], nextCursor: null });
  expect((await api.call('POST', `imports/${importId}/cancel`)).status).toBe(200);
});

test('a file larger than any JSON body is taken too', async () => {
  const line = Buffer.from(`{"entity":"account","accountId":"x","name":"${'n'.repeat(1000)}"}\n`);
  const piece = Buffer.concat(Array.from({ length: 1000 }, () => line));
  const pieces = 40;
  const body = Readable.toWeb(Readable.from(Array.from({ length: pieces }, () => piece)));
  const answer = await upload(body);
  expect(answer.status).toBe(202);
  const { importId } = (await answer.json()) as { importId: string };
  expect((await api.call('GET', `imports/${importId}`)).json.bytes).toBe(piece.length * pieces);
});

test('who sends no file, a wrong option or JSON is told so', async () => {
  expect(problemOf(await api.call('POST', 'imports')).errors).toMatchObject([{ pointer: '', code: 'wrong_value' }]);
  expect((await upload('{}\n', '?onError=perhaps&dryRun=maybe')).status).toBe(400);
  expect(problemOf(await api.call('POST', 'imports', { body: {} })).code).toBe('unsupported_media_type');
});

test('a sender that breaks off leaves nothing', async () => {
  const before = (await api.call('GET', 'imports')).json.items.length;
  const abort = new AbortController();
  const endless = Readable.from(
    (async function* () {
      yield Buffer.alloc(100_000, 'x');
      await new Promise((resolve) => setTimeout(resolve, 50));
      abort.abort();
      yield Buffer.alloc(10, 'x');
    })(),
  );
  const headers = { authorization: `Bearer ${api.key}`, 'content-type': 'application/x-ndjson' };
  await expect(
    fetch(`${address}/api/v1/imports`, {
      method: 'POST',
      headers,
      body: Readable.toWeb(endless),
      duplex: 'half',
      signal: abort.signal,
    }),
  ).rejects.toThrow(/abort/);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect((await api.call('GET', 'imports')).json.items.length).toBe(before);
});
