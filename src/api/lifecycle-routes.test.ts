import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApiWorld, problemOf, type ApiWorld } from '../../test/api-world.ts';
import { givenAccount, givenEntitlement, givenLineItem, givenRecords, smallCatalog } from '../../test/given-records.ts';

let api: ApiWorld;
let number = 0;

beforeAll(async () => {
  api = await openApiWorld();
  const relation = { entity: 'productRelationship', fromProductId: 'paint-1', toProductId: 'paint-2', type: 'upgrade' };
  await givenRecords(api.app, [...smallCatalog, relation, ...givenAccount('A')]);
});
afterAll(() => api.close());

async function givenItem(): Promise<string> {
  const key = (number += 1);
  const care = {
    activationId: `M-${key}`,
    productId: 'care',
    startDate: '2026-01-01',
    expirationDate: '2026-12-31',
    state: 'deployed',
  };
  await givenRecords(api.app, [
    givenEntitlement(`E-${key}`, 'A', [givenLineItem(`L-${key}`, '2026-12-31')], { maintenanceLineItems: [care] }),
    {
      entity: 'fulfillment',
      fulfillmentId: `F-${key}`,
      activationId: `L-${key}`,
      host: { type: 'mac', id: `H-${key}` },
      count: 3,
      startDate: '2026-01-01',
    },
  ]);
  return String(key);
}

const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  api.call('POST', path, { body, headers });

describe('the verbs of the life cycle over REST', () => {
  test('show their plan, and then do it', async () => {
    const key = await givenItem();
    const body = { activationId: `R-${key}`, term: 'P1Y', deploy: true };
    const plan = await post(`line-items/L-${key}/renew?preview=true`, body);
    expect(plan.json).toMatchObject({
      child: { activationId: `R-${key}`, startDate: '2027-01-01' },
      startsInThePast: false,
      warnings: [],
    });
    const made = await post(`line-items/L-${key}/renew`, body, { 'if-match': '"1"' });
    expect([made.status, made.headers['location']]).toEqual([201, `/api/v1/line-items/R-${key}`]);
    expect(made.json).toMatchObject({
      child: { type: 'renewal', quantity: 10, remainingCopies: 7 },
      parent: { activatedCount: 3 },
    });
    const chain = await api.call('GET', `line-items/R-${key}/chain?limit=1`);
    expect(chain.json.items).toMatchObject([{ activationId: `L-${key}` }]);
    const rest = await api.call('GET', `line-items/R-${key}/chain?cursor=${chain.json.nextCursor}`);
    expect(rest.json).toMatchObject({
      items: [{ activationId: `R-${key}`, parentActivationId: `L-${key}` }],
      nextCursor: null,
    });
    expect((await api.call('GET', `line-items/L-${key}/available-copies`)).json).toEqual({
      activationId: `L-${key}`,
      quantity: 10,
      active: 3,
      load: 3,
      drawnByChildren: 10,
      left: 0,
      available: 7,
      remaining: 7,
    });
  });

  test('tell every reason, and what is stale', async () => {
    const key = await givenItem();
    const refused = await post(`line-items/L-${key}/upgrade`, { productId: 'care', numberOfCopies: 11 });
    expect(problemOf(refused).status).toBe(422);
    expect(refused.json.reasons.map(({ code }: { code: string }) => code)).toEqual([
      'insufficient_copies',
      'no_upgrade_path',
      'license_model_undetermined',
    ]);
    const stale = await post(`line-items/L-${key}/upgrade`, { productId: 'paint-2' }, { 'if-match': '"7"' });
    expect(problemOf(stale).code).toBe('stale_version');
    for (const body of [{ productId: 'paint-2', isFul: true }, {}, { productId: 'paint-2', numberOfCopies: 0 }])
      expect(problemOf(await post(`line-items/L-${key}/upsell`, body)).code).toBe('invalid_input');
  });

  test('are done once where they are asked for twice', async () => {
    const key = await givenItem();
    const ask = () => post(`line-items/L-${key}/renew`, { term: 'P1Y' }, { 'idempotency-key': `renew-${key}` });
    const [first, second] = [await ask(), await ask()];
    expect(second.json).toEqual(first.json);
    expect((await api.call('GET', `line-items/L-${key}/chain`)).json.items).toHaveLength(2);
  });

  test('are done together in a batch, also of maintenance alone', async () => {
    const key = await givenItem();
    const renewed = await post(`maintenance-line-items/M-${key}/renew`, { activationId: `N-${key}`, term: 'P1Y' });
    expect([renewed.status, renewed.json.child.expirationDate]).toEqual([201, '2027-12-31']);
    const operations = [
      { activationId: `L-${key}`, renew: { term: 'P1Y' } },
      { activationId: `N-${key}`, change: { description: 'new' } },
    ];
    const batch = await post('line-items/batch', { operations });
    expect(batch.json).toMatchObject({
      done: true,
      results: [{ body: { child: { type: 'renewal' } } }, { body: { description: 'new' } }],
    });
  });
});

test('fulfillments are found by their host', async () => {
  const key = await givenItem();
  const found = await api.call('GET', `fulfillments?hostId=H-${key}`);
  expect(found.json).toMatchObject({
    items: [{ fulfillmentId: `F-${key}`, accountId: 'A', count: 3, supportType: 'master' }],
    nextCursor: null,
  });
  expect((await api.call('GET', `fulfillments/F-${key}`)).headers['etag']).toBe('"1"');
  expect(problemOf(await api.call('GET', 'fulfillments/nothing')).code).toBe('not_found');
});
