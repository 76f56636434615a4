import { afterAll, beforeAll, expect, test } from 'vitest';
import { keyWith, openApiWorld, problemOf, type ApiWorld } from '../../test/api-world.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await openApiWorld();
});
afterAll(() => api.close());

const batch = (operations: readonly object[], more: object = {}, headers: Readonly<Record<string, string>> = {}) =>
  api.call('POST', 'accounts/batch', { body: { operations, ...more }, headers });
const keysNamed = async (name: string): Promise<readonly string[]> =>
  (await api.call('GET', `accounts?q=${name}&limit=500`)).json.items.map((one: { accountId: string }) => one.accountId);
const account = (accountId: string, name: string, more: object = {}) => ({ accountId, name, ...more });

test('a batch makes many things, at most a thousand, and answers each as if it had come alone', async () => {
  const rows = Array.from({ length: 1_001 }, (_, index) => account(`T-${index}`, 'Many'));
  const { status, json } = await batch(rows.slice(0, 200));
  expect({ status, done: json.done, rows: json.results.length }).toEqual({ status: 200, done: true, rows: 200 });
  expect(json.results[199]).toEqual({ status: 201, body: (await api.call('GET', 'accounts/T-199')).json });
  expect(problemOf(await batch(rows))).toMatchObject({ code: 'invalid_input' });
});

test('later rows see earlier ones, and where one is refused nothing is kept, with all that is wrong', async () => {
  const rows = [
    account('P', 'Whole'),
    account('C', 'Whole', { parents: ['P'] }),
    account('P', 'Whole'),
    account('X', 'Whole', { parents: ['nobody'] }),
  ];
  const { status, json } = await batch(rows, { atomic: true });
  expect({ status, done: json.done }).toEqual({ status: 200, done: false });
  expect(json.results).toMatchObject([
    { status: 424, problem: { code: 'batch_undone' } },
    { status: 424, problem: { code: 'batch_undone' } },
    { status: 409, problem: { code: 'duplicate_key' } },
    { status: 422, problem: { code: 'refused', reasons: [{ code: 'unknown_reference' }] } },
  ]);
  expect(await keysNamed('Whole')).toEqual([]);
});

test('each for itself keeps what is right', async () => {
  const { json } = await batch([account('R1', 'Right'), account('R1', 'Right'), account('R2', 'Right')], {
    atomic: false,
  });
  expect(json).toMatchObject({ done: false, results: [{ status: 201 }, { status: 409 }, { status: 201 }] });
  expect(await keysNamed('Right')).toEqual(['R1', 'R2']);
});

test.each([true, false])('a batch that is repeated with its key is done once (atomic: %s)', async (atomic) => {
  const name = `Once-${atomic}`;
  const headers = { 'idempotency-key': name };
  const rows = [{ name }, { name }, ...(atomic ? [] : [account('P2', name, { parents: ['nobody'] })])];
  const first = await batch(rows, { atomic }, headers);
  expect((await batch(rows, { atomic }, headers)).json).toEqual(first.json);
  expect(await keysNamed(name)).toHaveLength(2);
});

test('a batch needs the permission of one, and names wrong fields by their rows', async () => {
  const key = await keyWith(api.app, ['viewAccounts']);
  const body = { operations: [{ name: 'A' }] };
  expect(problemOf(await api.call('POST', 'accounts/batch', { body, key })).code).toBe('forbidden');
  const wrong = problemOf(await batch([{ name: 'A' }, { nam: 'B' }]));
  expect(wrong.errors?.map((error) => error.pointer)).toContain('/operations/1/nam');
  expect(problemOf(await batch([])).status).toBe(400);
  const deploying = await keyWith(api.app, ['createEntitlements']);
  const rows = { operations: [{ deploy: true }, {}], atomic: false };
  const { json } = await api.call('POST', 'entitlements/batch', { body: rows, key: deploying });
  expect(json.results).toMatchObject([{ status: 403 }, { status: 201 }]);
});

test('whatever is made out of a body alone can be made in batches, but for secrets', async () => {
  const { paths } = (await api.call('GET', 'openapi.json')).json;
  const batches = Object.keys(paths).filter((path) => path.endsWith('/batch'));
  for (const noun of ['accounts', 'users', 'roles', 'features', 'products', 'entitlements'])
    expect(batches).toContain(`/api/v1/${noun}/batch`);
  expect(batches).not.toContain('/api/v1/api-keys/batch');
});

test('what shows its plan when it is asked alone answers in a batch only what was made', async () => {
  const { paths } = (await api.call('GET', 'openapi.json')).json;
  const answerOf = (path: string, status: number) =>
    JSON.stringify(paths[`/api/v1/${path}`].post.responses[status].content);
  expect(answerOf('entitlements', 201)).toContain('SalePlan');
  expect(answerOf('entitlements/batch', 200)).not.toContain('SalePlan');
  const plan = await api.call('POST', 'entitlements?preview=true', { body: { entitlementId: 'E' } });
  expect([plan.status, plan.headers['location'], plan.headers['etag']]).toEqual([201, undefined, undefined]);
  const { json } = await api.call('POST', 'entitlements/batch', { body: { operations: [{ entitlementId: 'E' }] } });
  expect(json).toMatchObject({ done: true, results: [{ status: 201, body: { entitlementId: 'E', version: 1 } }] });
  const lineItems = [{ products: [{ productId: 'none' }], quantity: 1 }];
  const refused = await api.call('POST', 'entitlements/E/line-items?preview=true', { body: { lineItems } });
  expect(problemOf(refused)).toMatchObject({
    code: 'refused',
    reasons: [{ code: 'unknown_reference' }, { code: 'end_required' }],
  });
});

test('a batch that keeps nothing may be sent again with its key; one that kept some rows answers as the first time', async () => {
  const send = (key: string, atomic: boolean) =>
    api.call('POST', 'accounts/batch', {
      body: {
        atomic,
        operations: [
          { accountId: `${key}-1`, name: 'One' },
          { accountId: `${key}-2`, name: 'Two', parents: [`${key}-above`] },
        ],
      },
      headers: { 'idempotency-key': key },
    });
  expect((await send('whole', true)).json.done).toBe(false);
  const some = await send('some', false);
  expect(some.json.done).toBe(false);
  for (const key of ['whole', 'some'])
    await api.call('POST', 'accounts', { body: { accountId: `${key}-above`, name: 'Above' } });
  const again = await send('whole', true);
  expect(again.json, again.text).toMatchObject({ done: true });
  expect((await send('some', false)).json).toEqual(some.json);
});
