import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openApiWorld, problemOf, type ApiWorld } from '../../test/api-world.ts';

let api: ApiWorld;
let number = 0;

const model = { name: 'seat', technology: 'embedded', counting: 'counted', lock: 'floating' };

beforeAll(async () => {
  api = await openApiWorld();
  const made: readonly (readonly [string, object])[] = [
    ['license-models', { ...model, licenseModelId: 'seat' }],
    ['license-models/seat/state', { state: 'deployed' }],
    ['products', { productId: 'print', name: 'Print', version: '1.0', licenseModels: ['seat'] }],
    ['products/print/state', { state: 'deployed' }],
    ['products', { productId: 'care', name: 'Care', version: '1', kind: 'maintenance' }],
    ['products/care/state', { state: 'deployed' }],
    ['accounts', { accountId: 'acme', name: 'Acme', type: 'customer' }],
    [
      'entitlements',
      { entitlementId: 'E', accountId: 'acme', lineItems: [{ activationId: 'STAYS', ...lineItem('print') }] },
    ],
  ];
  for (const [resource, body] of made) {
    const answer = await api.call('POST', resource, { body });
    expect(answer.status, answer.text).toBeLessThan(300);
  }
});
beforeEach(() => {
  number += 1;
});
afterAll(() => api.close());

function lineItem(productId: string) {
  return { products: [{ productId }], quantity: 5, permanent: true };
}

interface Entity {
  readonly name: string;
  readonly keyField: string;
  /** where it is listed, and asked for by its key */
  readonly resource: string;
  /** where it is made, if elsewhere, and how the body holds it */
  readonly within?: readonly [string, string];
  readonly body: (key: string) => Readonly<Record<string, unknown>>;
  readonly change: object;
  readonly wrongType: object;
  readonly tooLong: object;
  readonly forbidden: object;
}

const longText = 'x'.repeat(2001);

// Features, bundles, products and their lines are asked the same, and more, in `catalog-routes.test.ts`.
const entities: readonly Entity[] = [
  {
    name: 'a license model',
    keyField: 'licenseModelId',
    resource: 'license-models',
    body: (key) => ({ ...model, licenseModelId: key, name: key }),
    change: { description: 'By seat' },
    wrongType: { counting: 'sometimes' },
    tooLong: { description: longText },
    forbidden: { name: 'a\0b' },
  },
  {
    name: 'a license technology',
    keyField: 'licenseTechnologyId',
    resource: 'license-technologies',
    body: (key) => ({ licenseTechnologyId: key, name: key, generator: { kind: 'manual' } }),
    change: { description: 'Made by hand' },
    wrongType: { generator: 'manual' },
    tooLong: { description: longText },
    forbidden: { name: 'a\0b' },
  },
  {
    name: 'a part number',
    keyField: 'partNumber',
    resource: 'part-numbers',
    body: (key) => ({ partNumber: key, productId: 'print' }),
    change: { description: 'Boxed' },
    wrongType: { productId: 5 },
    tooLong: { description: longText },
    forbidden: { description: 'a\0b' },
  },
  {
    name: 'a custom attribute',
    keyField: 'name',
    resource: 'custom-attributes/account',
    within: ['custom-attributes', ''],
    body: (key) => ({ entity: 'account', name: key, label: key, type: 'text' }),
    change: { label: 'Region' },
    wrongType: { required: 'yes' },
    tooLong: { label: longText },
    forbidden: { label: 'a\0b' },
  },
  {
    name: 'an account',
    keyField: 'accountId',
    resource: 'accounts',
    body: (key) => ({ accountId: key, name: key, type: 'customer' }),
    change: { name: 'Acme Paper' },
    wrongType: { parents: 'acme' },
    tooLong: { description: longText },
    forbidden: { name: 'Acme: Paper' },
  },
  {
    name: 'a user',
    keyField: 'userId',
    resource: 'users',
    body: (key) => ({
      userId: key,
      userName: key,
      firstName: 'Ada',
      lastName: 'Byron',
      email: `${key}@acme.example`,
      memberships: [{ accountId: 'acme', roles: ['Portal User'] }],
    }),
    change: { lastName: 'Lovelace' },
    wrongType: { memberships: 'acme' },
    tooLong: { firstName: longText },
    forbidden: { lastName: 'a\0b' },
  },
  {
    name: 'a role',
    keyField: 'name',
    resource: 'roles',
    body: (key) => ({ name: key, kind: 'producer', permissions: ['viewAccounts'] }),
    change: { permissions: ['viewAccounts', 'viewUsers'] },
    wrongType: { permissions: 'viewAccounts' },
    tooLong: { name: longText },
    forbidden: { name: 'a\0b' },
  },
  {
    name: 'an entitlement',
    keyField: 'entitlementId',
    resource: 'entitlements',
    body: (key) => ({ entitlementId: key, accountId: 'acme' }),
    change: { description: 'First order' },
    wrongType: { shipToEmails: 'buyer@acme.example' },
    tooLong: { shipToAddress: longText },
    forbidden: { description: 'a\0b' },
  },
  {
    name: 'a line item',
    keyField: 'activationId',
    resource: 'line-items',
    within: ['entitlements/E/line-items', 'lineItems'],
    body: (key) => ({ activationId: key, ...lineItem('print') }),
    change: { quantity: 7, orderId: 'SO-7' },
    wrongType: { quantity: -1 },
    tooLong: { description: longText },
    forbidden: { notice: 'a\0b' },
  },
  {
    name: 'a maintenance line item',
    keyField: 'activationId',
    resource: 'maintenance-line-items',
    within: ['entitlements/E/maintenance-line-items', 'maintenanceLineItems'],
    body: (key) => ({ activationId: key, productId: 'care', permanent: true }),
    change: { orderId: 'SO-7' },
    wrongType: { covers: 'STAYS' },
    tooLong: { description: longText },
    forbidden: { orderId: 'a\0b' },
  },
];

describe.each(entities)('$name over HTTP', (entity) => {
  const { resource, keyField, body } = entity;
  const [makeAt, list] = entity.within ?? [resource, ''];
  const key = () => `key${number}`;
  const address = () => `${resource}/${key()}`;
  const make = (more: object = {}) => {
    const one = { ...body(key()), ...more };
    return api.call('POST', makeAt, { body: list === '' ? one : { [list]: [one] } });
  };
  const patch = (changes: object, headers = {}) => api.call('PATCH', address(), { body: changes, headers });

  test('is made, read, listed, previewed, changed and deleted', async () => {
    const made = await make();
    expect(made.status, made.text).toBe(201);
    const read = await api.call('GET', address());
    expect(read.json, read.text).toMatchObject({ [keyField]: key() });
    const all = await api.call('GET', `${list === '' ? makeAt : resource}?limit=500`);
    expect(all.json.items.map((item: Readonly<Record<string, unknown>>) => item[keyField])).toContain(key());
    const preview = await api.call('PATCH', `${address()}?preview=true`, { body: entity.change });
    expect(preview.json, preview.text).toMatchObject({ after: entity.change });
    expect((await api.call('GET', address())).json, 'a preview changes nothing').toEqual(read.json);
    const changed = await patch(entity.change, { 'if-match': String(read.headers['etag']) });
    expect(changed.json, changed.text).toMatchObject(entity.change);
    expect((await api.call('GET', address())).json).toEqual(changed.json);
    const deleted = await api.call('DELETE', address());
    expect(deleted.status, deleted.text).toBe(200);
    expect(problemOf(await api.call('GET', address())).code).toBe('not_found');
  });

  test('refuses what is unknown, of a wrong type, too long, or holds what it may not, and saves nothing', async () => {
    const wrong = [{ noSuchField: 1 }, entity.wrongType, entity.tooLong, entity.forbidden];
    for (const changes of wrong) {
      const problem = problemOf(await make(changes));
      expect(problem, JSON.stringify(changes).slice(0, 200)).toMatchObject({ status: 400, code: 'invalid_input' });
      expect(problem.errors?.[0]?.pointer).toContain(`/${Object.keys(changes)[0]}`);
    }
    expect(problemOf(await api.call('GET', address())).code).toBe('not_found');
    await make();
    for (const changes of wrong) {
      const problem = problemOf(await patch(changes));
      expect(problem, JSON.stringify(changes).slice(0, 200)).toMatchObject({ status: 400, code: 'invalid_input' });
    }
  });

  test('refuses a stale version and a key that is taken', async () => {
    await make();
    const headers = { 'if-match': '"70"' };
    const before = (await api.call('GET', address())).json;
    for (const answer of [await patch(entity.change, headers), await api.call('DELETE', address(), { headers })])
      expect(problemOf(answer), answer.text).toMatchObject({ status: 412, code: 'stale_version' });
    expect(problemOf(await make())).toMatchObject({ status: 409, code: 'duplicate_key' });
    expect((await api.call('GET', address())).json).toEqual(before);
  });
});
