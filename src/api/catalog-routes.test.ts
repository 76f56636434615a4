import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { keyWith, openApiWorld, problemOf, type ApiWorld } from '../../test/api-world.ts';

let api: ApiWorld;
let number = 0;

beforeAll(async () => {
  api = await openApiWorld();
  const bodies: readonly (readonly [string, object])[] = [
    ['features', { featureId: 'core', name: 'core', version: '1.0' }],
    [
      'license-models',
      { licenseModelId: 'seat', name: 'seat', technology: 'embedded', counting: 'counted', lock: 'floating' },
    ],
    ['products', { productId: 'print', name: 'Print', version: '1.0' }],
  ];
  for (const [resource, body] of bodies)
    expect((await api.call('POST', resource, { body })).status, resource).toBe(201);
});
beforeEach(() => {
  number += 1;
});
afterAll(() => api.close());

interface Entity {
  readonly resource: string;
  readonly keyField: string;
  readonly body: (key: string) => object;
  /** a change of a draft */
  readonly change: object;
  /** what is longer than it may be */
  readonly tooLong: object;
  readonly wrongType: object;
  readonly forbidden: object;
  /** what a deployed one refuses, with its pointers; none where there are no states */
  readonly frozen?: readonly [object, readonly string[]];
}

const entities: readonly Entity[] = [
  {
    resource: 'features',
    keyField: 'featureId',
    body: (featureId) => ({ featureId, name: featureId, version: '1', dupGroup: ['host'] }),
    change: { description: 'Sharp', notice: '(c) Acme', dupGroup: [] },
    tooLong: { serialNumber: 'x'.repeat(256) },
    wrongType: { dupGroup: 'host' },
    forbidden: { vendorString: 'say "no"' },
    frozen: [{ description: 'Known', name: 'Other', dupGroup: null }, ['/name', '/dupGroup']],
  },
  {
    resource: 'feature-bundles',
    keyField: 'featureBundleId',
    body: (featureBundleId) => ({
      featureBundleId,
      name: featureBundleId,
      features: [{ featureId: 'core', count: 2 }],
    }),
    change: { description: 'All of it', features: [] },
    tooLong: { name: 'x'.repeat(256) },
    wrongType: { features: [{ featureId: 'core', count: 0 }] },
    forbidden: { description: 'a\0b' },
    frozen: [{ description: 'Known', name: 'Other', features: [] }, ['/name', '/features']],
  },
  {
    resource: 'products',
    keyField: 'productId',
    body: (productId) => ({ productId, name: productId, version: '1', features: [{ featureId: 'core', count: 1 }] }),
    change: { version: '2', licenseModels: ['seat'], attributes: { edition: 'gold' } },
    tooLong: { version: 'x'.repeat(65) },
    wrongType: { products: 'print' },
    forbidden: { name: 'a\uD800b' },
    frozen: [
      { description: 'Known', licenseModels: ['seat'], version: '9', startDate: '2026-01-01', attributes: { a: 1 } },
      ['/version', '/startDate'],
    ],
  },
  {
    resource: 'product-lines',
    keyField: 'productLineId',
    body: (productLineId) => ({ productLineId, name: productLineId }),
    change: { name: 'Everything', description: 'For everybody' },
    tooLong: { description: 'x'.repeat(2001) },
    wrongType: { name: 5 },
    forbidden: { name: 'a\0b' },
  },
];

describe.each(entities)('$resource over HTTP', ({ resource, keyField, body, ...entity }) => {
  const key = () => `${resource}-${number}`;
  const make = () => api.call('POST', resource, { body: body(key()) });
  const address = () => `${resource}/${key()}`;

  test('is made, read, previewed, changed, listed, told of and deleted', async () => {
    const made = await make();
    expect(made.status, made.text).toBe(201);
    expect(made.headers['location']).toBe(`/api/v1/${address()}`);
    expect(made.json).toMatchObject(body(key()));
    expect((await api.call('GET', address())).json).toEqual(made.json);
    const preview = await api.call('PATCH', `${address()}?preview=true`, { body: entity.change });
    expect(preview.json).toMatchObject({ after: entity.change });
    expect((await api.call('GET', address())).headers['etag']).toBe(made.headers['etag']);
    const headers = { 'if-match': String(made.headers['etag']) };
    const changed = await api.call('PATCH', address(), { body: entity.change, headers });
    expect(changed.json, changed.text).toMatchObject(entity.change);
    const read = await api.call('GET', address());
    expect(read.json).toEqual(changed.json);
    expect([read.headers['etag'], changed.headers['etag']]).toEqual(['"2"', '"2"']);
    const list = await api.call('GET', `${resource}?limit=1&sort=-createdAt`);
    expect(list.json.items).toMatchObject([read.json]);
    const history = await api.call('GET', `${address()}/history`);
    expect(history.json.items).toMatchObject([{ event: 'created' }, { event: 'changed', after: entity.change }]);
    const deleted = await api.call('DELETE', address());
    expect(deleted.json, deleted.text).toMatchObject({ deleted: { key: key() } });
    for (const method of ['GET', 'DELETE'] as const)
      expect(problemOf(await api.call(method, address())).code).toBe('not_found');
    const audit = await api.call('GET', `audit?entityKey=${key()}`);
    expect(audit.json.items.at(-1)).toMatchObject({ event: 'deleted', before: { [keyField]: key() }, after: null });
  });

  test('does nothing where nothing would be different', async () => {
    const made = await make();
    const same = await api.call('PATCH', address(), { body: { description: null } });
    expect(same.json).toEqual(made.json);
    expect((await api.call('PATCH', `${address()}?preview=true`, { body: {} })).json).toEqual({
      before: {},
      after: {},
    });
  });

  test('refuses what is unknown, of a wrong type, too long, or holds what it may not', async () => {
    await make();
    const wrong = [
      { noSuchField: 1 },
      { [keyField]: 'other' },
      { state: 'deployed' },
      entity.wrongType,
      entity.tooLong,
      entity.forbidden,
    ];
    for (const changes of wrong) {
      const problem = problemOf(await api.call('PATCH', address(), { body: changes }));
      expect(problem, JSON.stringify(changes)).toMatchObject({ status: 400, code: 'invalid_input' });
      expect(problem.errors?.[0]?.pointer).toMatch(`/${Object.keys(changes)[0]}`);
    }
    const forbidden = problemOf(await api.call('POST', resource, { body: { ...body('other'), ...entity.forbidden } }));
    expect(forbidden.errors?.map((error) => error.code)).toEqual(['forbidden_character']);
  });

  test('refuses a stale version and a name that is taken', async () => {
    await make();
    const headers = { 'if-match': '"7"' };
    for (const method of ['PATCH', 'DELETE'] as const) {
      const stale = await api.call(method, address(), { ...(method === 'PATCH' ? { body: {} } : {}), headers });
      expect(problemOf(stale)).toMatchObject({ status: 412, code: 'stale_version' });
    }
    await api.call('POST', resource, { body: body(`${key()}-b`) });
    const taken = await api.call('PATCH', address(), { body: { name: `${key()}-b` } });
    expect(problemOf(taken)).toMatchObject({ status: 422, reasons: [{ code: 'name_taken', pointer: '/name' }] });
    expect(problemOf(await make())).toMatchObject({ status: 409, code: 'duplicate_key' });
  });

  test('gives the first answer again under the same idempotency key', async () => {
    await make();
    const headers = { 'idempotency-key': `delete-${key()}` };
    const first = await api.call('DELETE', address(), { headers });
    const again = await api.call('DELETE', address(), { headers });
    expect([again.status, again.json]).toEqual([200, first.json]);
  });

  test('of fifty who make one key at once one succeeds, the others hear that it is taken', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, make));
    const won = answers.filter((answer) => answer.status === 201);
    expect(won).toHaveLength(1);
    for (const answer of answers.filter((one) => one.status !== 201))
      expect(problemOf(answer)).toMatchObject({ status: 409, code: 'duplicate_key' });
  });

  test('is made many at once, all or nothing', async () => {
    const operations = [body(`${key()}-1`), body(`${key()}-2`)];
    const done = await api.call('POST', `${resource}/batch`, { body: { operations } });
    expect(done.json).toMatchObject({ done: true, results: [{ status: 201 }, { status: 201 }] });
    const undone = await api.call('POST', `${resource}/batch`, {
      body: { operations: [body(`${key()}-3`), ...operations] },
    });
    expect(undone.json).toMatchObject({ done: false });
    expect((await api.call('GET', `${resource}/${key()}-3`)).status).toBe(404);
  });

  test('has no states, or once it is deployed refuses each field that stays as it is', async () => {
    await make();
    const deployed = await api.call('POST', `${address()}/state`, { body: { state: 'deployed' } });
    if (entity.frozen === undefined) return expect(deployed.status).toBe(404);
    const [changes, pointers] = entity.frozen;
    const refused = problemOf(await api.call('PATCH', address(), { body: changes }));
    expect(refused).toMatchObject({ status: 422, code: 'refused' });
    expect(refused.reasons?.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(
      pointers.map((pointer) => `not_editable ${pointer}`),
    );
    const described = await api.call('PATCH', address(), { body: { description: 'Known' } });
    expect(described.json).toMatchObject({ description: 'Known', state: 'deployed' });
    expect(problemOf(await api.call('DELETE', address())).reasons).toMatchObject([{ code: 'not_draft' }]);
    const state = await api.call('POST', `${address()}/state`, { body: { state: 'inactive' } });
    expect(state.headers['etag']).toBe('"4"');
    expect((await api.call('PATCH', address(), { body: { description: null } })).status).toBe(200);
  });
});

describe('product relationships over HTTP', () => {
  const made = async () => {
    const productId = `relative-${number}`;
    await api.call('POST', 'products', { body: { productId, name: productId, version: '1', licenseModels: ['seat'] } });
    const body = { fromProductId: 'print', toProductId: productId, type: 'upgrade' };
    return api.call('POST', 'product-relationships', { body });
  };

  test('change their default license model, and end', async () => {
    const { productRelationshipId, toProductId } = (await made()).json;
    const address = `product-relationships/${productRelationshipId}`;
    const changes = { defaultLicenseModelId: 'seat' };
    const preview = await api.call('PATCH', `${address}?preview=true`, { body: changes });
    expect(preview.json).toEqual({ before: { defaultLicenseModelId: null }, after: changes });
    const changed = await api.call('PATCH', address, { body: changes, headers: { 'if-match': '"1"' } });
    expect(changed.json).toMatchObject({ ...changes, version: 2 });
    const wrong = await api.call('PATCH', address, { body: { defaultLicenseModelId: 'none' } });
    expect(problemOf(wrong).reasons).toMatchObject([{ code: 'unknown_reference', pointer: '/defaultLicenseModelId' }]);
    const used = problemOf(await api.call('DELETE', `products/${toProductId}`));
    expect(used.reasons?.map((reason) => reason.message)).toEqual([
      `It is used by the upgrade from print to ${toProductId}.`,
    ]);
    const stale = await api.call('DELETE', address, { headers: { 'if-match': '"1"' } });
    expect(problemOf(stale).code).toBe('stale_version');
    expect((await api.call('DELETE', address)).status).toBe(200);
    expect((await api.call('GET', address)).status).toBe(404);
    expect((await api.call('DELETE', `products/${toProductId}`)).status).toBe(200);
  });

  test('are told from both sides, with the products that they connect, and counted', async () => {
    const { productRelationshipId, toProductId } = (await made()).json;
    await api.call('POST', 'product-relationships', {
      body: { fromProductId: toProductId, toProductId, type: 'demo' },
    });
    const sides = await api.call('GET', `product-relationships?productId=${toProductId}`);
    const named = await api.call('GET', `product-relationships?productName=${toProductId}&type=upgrade`);
    expect(sides.json.items.map(({ type }: { type: string }) => type)).toEqual(['upgrade', 'demo']);
    expect(named.json.items).toMatchObject([
      {
        productRelationshipId,
        fromProduct: (await api.call('GET', `product-relationships/${productRelationshipId}`)).json.fromProduct,
        toProduct: { name: toProductId, version: '1', kind: 'licensed', state: 'draft' },
      },
    ]);
    expect((await api.call('GET', `products?name=${toProductId}`)).json.items).toMatchObject([
      { relationshipCount: 2 },
    ]);
  });

  test('stay as they are where both products are withdrawn', async () => {
    const { productRelationshipId } = (await made()).json;
    const body = { fromProductId: `relative-${number}`, toProductId: `relative-${number}`, type: 'demo' };
    const own = (await api.call('POST', 'product-relationships', { body })).json;
    for (const state of ['deployed', 'inactive'])
      await api.call('POST', `products/relative-${number}/state`, { body: { state } });
    const refused = problemOf(await api.call('DELETE', `product-relationships/${own.productRelationshipId}`));
    expect(refused.reasons).toMatchObject([{ code: 'not_editable' }]);
    expect((await api.call('DELETE', `product-relationships/${productRelationshipId}`)).status).toBe(200);
  });
});

test('a suite is made, refused with every reason, and deployed with its plan over HTTP', async () => {
  await api.call('POST', 'products', { body: { productId: 'fleet', name: 'Fleet', version: '1', kind: 'suite' } });
  const products = [{ productId: 'print' }, { productId: 'fleet' }];
  const body = { productId: 'all', name: 'All', version: '1', kind: 'suite', products, startDate: '2026-01-01' };
  const refused = problemOf(await api.call('POST', 'products', { body }));
  expect(refused.reasons?.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
    'not_for_suites /startDate',
    'suite_in_suite /products/1/productId',
  ]);
  const itself = problemOf(await api.call('PATCH', 'products/fleet', { body: { products: [{ productId: 'fleet' }] } }));
  expect(itself.reasons).toMatchObject([{ code: 'suite_in_suite', pointer: '/products/0/productId' }]);
  expect((await api.call('PATCH', 'products/fleet', { body: { products: [products[0]] } })).json.products).toEqual([
    { productId: 'print', count: 1 },
  ]);
  const plan = await api.call('POST', 'products/fleet/state?preview=true', { body: { state: 'deployed' } });
  expect(plan.json.changes.map((change: { key: string }) => change.key)).toEqual(['fleet', 'print']);
});

test('a bundle asks for its own permissions', async () => {
  const key = await keyWith(api.app, ['viewFeatures', 'createFeatures']);
  expect((await api.call('GET', 'features', { key })).status).toBe(200);
  expect(problemOf(await api.call('GET', 'feature-bundles', { key })).code).toBe('forbidden');
});
