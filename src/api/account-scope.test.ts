import { afterAll, beforeAll, expect, test } from 'vitest';
import { producerPermissions } from '../accounts/rules/permissions.ts';
import { openApiWorld, problemOf, type ApiWorld } from '../../test/api-world.ts';

let api: ApiWorld;
let limited: string;

beforeAll(async () => {
  api = await openApiWorld();
  await make('products', { productId: 'gold', name: 'Gold', version: '1', kind: 'maintenance' });
  await make('license-models', {
    licenseModelId: 'emb',
    name: 'emb',
    technology: 'embedded',
    counting: 'counted',
    lock: 'nodeLocked',
  });
  await make('products', { productId: 'print', name: 'Print', version: '1', licenseModels: ['emb'] });
  for (const path of ['products/gold', 'products/print', 'license-models/emb'])
    expect((await api.call('POST', `${path}/state`, { body: { state: 'deployed' } })).status).toBe(200);
  for (const owner of ['mine', 'theirs']) {
    await make('accounts', { accountId: owner, name: owner });
    await make('users', {
      userId: `user-${owner}`,
      userName: owner,
      firstName: 'U',
      lastName: 'U',
      email: `u@${owner}.example`,
      memberships: [{ accountId: owner, roles: [] }],
    });
    await make('entitlements', {
      entitlementId: `ENT-${owner}`,
      accountId: owner,
      lineItems: [{ activationId: `ACT-${owner}`, products: [{ productId: 'print' }], quantity: 1, permanent: true }],
      maintenanceLineItems: [{ activationId: `MNT-${owner}`, productId: 'gold', expirationDate: '2027-01-01' }],
    });
  }
  await make('roles', { name: 'subsidiary', kind: 'producer', accounts: ['mine'], permissions: producerPermissions });
  limited = (await make('api-keys', { name: 'subsidiary', roles: ['subsidiary'] })).key;
});
afterAll(() => api.close());

async function make(resource: string, body: object) {
  const answer = await api.call('POST', resource, { body });
  expect(answer.status, `${resource} ${answer.text}`).toBe(201);
  return answer.json;
}

const reads = [
  'accounts/$',
  'users/user-$',
  'entitlements/ENT-$',
  'entitlements/ENT-$/history',
  'line-items/ACT-$',
  'maintenance-line-items/MNT-$',
];

test.each(reads)('%s is found for the own account, and is nothing for another', async (path) => {
  expect((await api.call('GET', path.replace('$', 'mine'), { key: limited })).status).toBe(200);
  expect(problemOf(await api.call('GET', path.replace('$', 'theirs'), { key: limited }))).toMatchObject({
    status: 404,
    code: 'not_found',
  });
});

const line = { products: [{ productId: 'print' }], quantity: 1, permanent: true };
const writes: readonly (readonly [string, object])[] = [
  ['entitlements/ENT-theirs/state', { state: 'deployed' }],
  ['entitlements/ENT-theirs/copy', {}],
  ['entitlements/ENT-theirs/regenerate-ids', { entitlementId: true }],
  ['entitlements/ENT-theirs/email', { to: ['u@mine.example'] }],
  ['line-items/ACT-theirs/email', { to: ['u@mine.example'] }],
  ['entitlements/ENT-theirs/line-items', { lineItems: [line] }],
  [
    'entitlements/ENT-theirs/maintenance-line-items',
    { maintenanceLineItems: [{ productId: 'gold', permanent: true }] },
  ],
  ['line-items/ACT-theirs/state', { state: 'deployed' }],
  ['maintenance-line-items/MNT-theirs/state', { state: 'deployed' }],
  ['entitlements', { accountId: 'theirs', lineItems: [line] }],
];

test.each(writes)('%s of another account cannot be written', async (path, body) => {
  const answer = await api.call('POST', path, { key: limited, body });
  expect([404, 422], answer.text).toContain(problemOf(answer).status);
  expect((await api.call('GET', 'entitlements/ENT-theirs')).json.version).toBe(1);
});

test.each(['accounts', 'users', 'entitlements', 'line-items'])(
  'the list of %s shows the own account only',
  async (path) => {
    const { text, json } = await api.call('GET', path, { key: limited });
    expect(text).toContain('mine');
    expect(text).not.toContain('theirs');
    expect(json.items.length).toBe(1);
  },
);

test.each(['audit', 'imports', 'job-runs/1/items'])('%s spans every account, so it is refused', async (path) => {
  expect(problemOf(await api.call('GET', path, { key: limited })).status).toBe(403);
});
