import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiWorld, problemOf, type ApiWorld } from '../../test/api-world.ts';
import * as given from '../../test/given.ts';

let api: ApiWorld;
let productId: string;
let licenseModelId: string;
beforeAll(async () => {
  api = await openApiWorld();
  licenseModelId = await given.deployedLicenseModel(api.world);
  productId = await given.deployedProduct(api.world, { licenseModels: [licenseModelId] });
});
afterAll(() => api.close());

const post = (path: string, body: object, headers: Readonly<Record<string, string>> = {}) =>
  api.call('POST', path, { body, headers });

test('a part number is made, read, changed, listed and deleted', async () => {
  const made = await post('part-numbers', { partNumber: 'A/1 %', description: 'A thing' });
  const path = 'part-numbers/A%2F1%20%25';
  expect(made).toMatchObject({ status: 201, headers: { location: `/api/v1/${path}`, etag: '"1"' } });
  expect((await api.call('GET', path)).json).toEqual(made.json);
  const changes = { body: { productId, licenseModelId }, headers: { 'if-match': '"1"' } };
  expect((await api.call('PATCH', `${path}?preview=true`, changes)).json).toMatchObject({
    before: { productId: null },
  });
  expect((await api.call('PATCH', path, changes)).json).toMatchObject({ productId, licenseModelId, version: 2 });
  expect(problemOf(await api.call('PATCH', path, changes))).toMatchObject({ status: 412, code: 'stale_version' });
  const found = await api.call(
    'GET',
    `part-numbers?productId=${productId}&unmappedWithProduct=false&q=thing&sort=-partNumber`,
  );
  expect(found.json.items.map((part: { partNumber: string }) => part.partNumber)).toEqual(['A/1 %']);
  expect((await api.call('GET', 'part-numbers?unmappedWithProduct=true')).json.items).toEqual([]);
  expect(problemOf(await api.call('GET', 'part-numbers?sort=description'))).toMatchObject({ code: 'not_sortable' });
  expect((await api.call('DELETE', path)).json).toEqual({ deleted: { entity: 'partNumber', key: 'A/1 %' } });
  expect(problemOf(await api.call('GET', path)).status).toBe(404);
});

test('what is not well formed is bad input, what breaks rules is refused with every reason', async () => {
  const wrong = { partNumber: ` ${'x'.repeat(255)}`, productId: 5, colour: 'red', description: 'x'.repeat(2001) };
  const problem = problemOf(await post('part-numbers', wrong));
  expect(problem.status).toBe(400);
  expect(new Set(problem.errors?.map(({ pointer }) => pointer))).toEqual(
    new Set(['/partNumber', '/productId', '/colour', '/description']),
  );
  const unknown = await post('part-numbers', { partNumber: 'B', productId: 'no', licenseModelId: 'none' });
  expect(problemOf(unknown)).toMatchObject({
    status: 422,
    reasons: [{ pointer: '/productId' }, { pointer: '/licenseModelId' }],
  });
});

test('a repeated key is a conflict; a repeated request is answered once more', async () => {
  const headers = { 'idempotency-key': 'part-1' };
  const first = await post('part-numbers', { partNumber: 'C' }, headers);
  expect((await post('part-numbers', { partNumber: 'C' }, headers)).json).toEqual(first.json);
  expect(problemOf(await post('part-numbers', { partNumber: 'C' }))).toMatchObject({
    status: 409,
    code: 'duplicate_key',
  });
});

test('a batch makes many', async () => {
  const operations = [{ partNumber: 'D-1', productId }, { partNumber: 'D-2' }];
  expect((await post('part-numbers/batch', { operations })).json).toMatchObject({ done: true });
  expect((await api.call('GET', 'part-numbers?q=D-')).json.items).toHaveLength(2);
});

test('a line item that names a part number answers it, with its product and model', async () => {
  await post('part-numbers', { partNumber: 'SKU', productId, licenseModelId });
  const lineItems = [{ activationId: 'SKU-A', partNumber: 'SKU', quantity: 1, permanent: true }];
  expect((await post('entitlements', { deploy: true, lineItems })).status).toBe(201);
  expect((await api.call('GET', 'line-items/SKU-A')).json).toMatchObject({
    partNumber: 'SKU',
    products: [{ productId }],
    licenseModels: [licenseModelId],
  });
});
