import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApiWorld, problemOf, type ApiWorld, type Method } from '../../test/api-world.ts';
import { givenLimitedPeople, type LimitedPeople } from '../../test/given-product-lines.ts';
import { postgresVersions } from '../../test/world.ts';

type Write = readonly [Method, string, object?];

const written = ([method, path, body]: Write) => ({ method, path, body });

describe.each(postgresVersions())('who has product lines, on PostgreSQL %i,', (version) => {
  let api: ApiWorld;
  let limited: LimitedPeople;

  beforeAll(async () => {
    api = await openApiWorld({}, { version });
    limited = await givenLimitedPeople(api);
  });
  afterAll(() => api.close());

  const line = { products: [{ productId: 'own-1' }], quantity: 1, permanent: true };
  const hidden: readonly Write[] = [
    ['PATCH', 'products/hidden-1', { description: 'x' }],
    ['DELETE', 'products/hidden-1'],
    ['POST', 'products/hidden-1/state', { state: 'obsolete' }],
    ['POST', 'products', { name: 'suite', version: '1', kind: 'suite', products: [{ productId: 'hidden-1' }] }],
    ['PATCH', 'part-numbers/PN-hidden', { description: 'x' }],
    ['PATCH', 'part-numbers/PN-own', { productId: 'hidden-1' }],
    ['POST', 'part-numbers', { partNumber: 'PN-new', productId: 'hidden-1' }],
    ['DELETE', 'part-numbers/PN-hidden'],
    ['PATCH', 'product-relationships/$hidden', { defaultLicenseModelId: null }],
    ['DELETE', 'product-relationships/$hidden'],
    ['POST', 'product-relationships', { fromProductId: 'own-2', toProductId: 'hidden-2', type: 'upgrade' }],
    ['PATCH', 'entitlements/ENT-hidden', { description: 'x' }],
    ['DELETE', 'entitlements/ENT-hidden'],
    ['POST', 'entitlements/ENT-hidden/state', { state: 'inactive' }],
    ['POST', 'entitlements/ENT-hidden/copy', {}],
    ['POST', 'entitlements/ENT-hidden/regenerate-ids', { entitlementId: true }],
    ['POST', 'entitlements/ENT-hidden/email', { to: ['u@acme.example'] }],
    ['POST', 'entitlements/ENT-hidden/line-items', { lineItems: [line] }],
    ['POST', 'entitlements/ENT-own/line-items', { lineItems: [{ ...line, products: [{ productId: 'hidden-1' }] }] }],
    [
      'POST',
      'entitlements/ENT-own/line-items',
      { lineItems: [{ partNumber: 'PN-hidden', quantity: 1, permanent: true }] },
    ],
    [
      'POST',
      'entitlements',
      { accountId: 'acme', maintenanceLineItems: [{ productId: 'hidden-care', permanent: true }] },
    ],
    ['PATCH', 'line-items/ACT-hidden-mixed', { description: 'x' }],
    ['PATCH', 'line-items/ACT-draft', { products: [{ productId: 'hidden-1' }] }],
    ['DELETE', 'line-items/ACT-hidden-draft'],
    ['POST', 'line-items/ACT-hidden-mixed/state', { state: 'inactive' }],
    ['POST', 'line-items/ACT-hidden-mixed/email', { to: ['u@acme.example'] }],
    ['PUT', 'line-items/ACT-hidden-mixed/maintenance/MNT-seen'],
    ['PUT', 'line-items/ACT-seen/maintenance/MNT-hidden-mixed'],
    ['PATCH', 'maintenance-line-items/MNT-hidden-mixed', { description: 'x' }],
    ['POST', 'maintenance-line-items/MNT-hidden-mixed/state', { state: 'inactive' }],
    ['POST', 'renewal-requests/$hidden/close', {}],
  ];

  test.each(hidden.map(written))('$method $path is nothing to them', async ({ method, path, body }) => {
    const id = path.startsWith('renewal') ? limited.requests['hidden'] : limited.relationships['own-1 hidden-1'];
    const answer = await api.call(method, path.replace('$hidden', id ?? ''), { ...limited.as('keeper'), body });
    expect(problemOf(answer), answer.text).toMatchObject({ status: 404, code: 'not_found' });
  });

  test('asks for no renewal of what is not seen', async () => {
    const answer = await api.call('POST', 'renewal-requests', {
      ...limited.as('member'),
      body: { activationIds: ['ACT-hidden-mixed'] },
    });
    expect(problemOf(answer).status).toBe(422);
  });

  test('in a batch is told of each row, and what is seen is done', async () => {
    const change = { description: 'batch' };
    const operationsOfBatch = [
      { activationId: 'ACT-hidden', change },
      { activationId: 'ACT-seen', change },
      { activationId: 'MNT-hidden', state: 'inactive' },
    ];
    const { json } = await api.call('POST', 'line-items/batch', {
      ...limited.as('keeper'),
      body: { operations: operationsOfBatch, atomic: false },
    });
    expect(json.results.map((one: { status: number }) => one.status)).toEqual([404, 200, 404]);
    expect((await api.call('GET', 'line-items/ACT-hidden')).json.description).toBeNull();
  });

  const whole: readonly Write[] = [
    ['DELETE', 'entitlements/ENT-drafts'],
    ['POST', 'entitlements/ENT-mixed/state', { state: 'inactive' }],
    ['POST', 'entitlements/ENT-mixed/copy', {}],
    ['POST', 'entitlements/ENT-drafts/regenerate-ids', { entitlementId: true }],
    ['POST', 'entitlements/ENT-mixed/email', { to: ['u@acme.example'] }],
  ];

  test.each(whole.map(written))(
    '$method $path is refused, as it touches what they do not see',
    async ({ method, path, body }) => {
      for (const query of ['', '?preview=true']) {
        const answer = await api.call(method, `${path}${query}`, { ...limited.as('keeper'), body });
        expect(problemOf(answer)).toMatchObject({ status: 422, reasons: [{ code: 'concerns_other_product_lines' }] });
        expect(answer.text).not.toMatch(/hidden-|-hidden/i);
      }
    },
  );

  test('changes what they see', async () => {
    const writes: readonly Write[] = [
      ['PATCH', 'entitlements/ENT-mixed', { description: 'x' }],
      ['PATCH', 'line-items/ACT-together', { description: 'x' }],
      ['POST', 'line-items/ACT-seen/state', { state: 'inactive' }],
      ['PATCH', 'products/own-2', { description: 'x' }],
      ['PATCH', 'part-numbers/PN-none', { description: 'x' }],
      ['POST', 'entitlements/ENT-own/copy', {}],
      [
        'POST',
        'entitlements/ENT-empty/line-items',
        { lineItems: [{ products: [{ productId: 'open-1' }], quantity: 1, permanent: true }] },
      ],
    ];
    for (const [method, path, body] of writes) {
      const answer = await api.call(method, path, { ...limited.as('keeper'), body });
      expect([200, 201], `${path} ${answer.text}`).toContain(answer.status);
      expect(answer.text, path).not.toMatch(/hidden-|-hidden/i);
    }
    const moved = await api.call('PATCH', 'products/own-2', { ...limited.as('keeper'), body: { productLine: 'blue' } });
    expect(problemOf(moved).reasons).toMatchObject([{ code: 'product_line_not_yours', pointer: '/productLine' }]);
  });
});
