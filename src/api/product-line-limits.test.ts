import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askerOf, usualKey } from '../../test/asking.ts';
import { openApiWorld, problemOf, type ApiWorld } from '../../test/api-world.ts';
import { givenLimitedPeople, type LimitedPeople } from '../../test/given-product-lines.ts';
import { operationsOf, type DocumentedOperation, type Parameter } from '../../test/openapi-samples.ts';
import { postgresVersions } from '../../test/world.ts';

describe.each(postgresVersions())('who has product lines, on PostgreSQL %i,', (version) => {
  let api: ApiWorld;
  let operations: readonly DocumentedOperation[];
  let ask: ReturnType<typeof askerOf>;
  let limited: LimitedPeople;

  beforeAll(async () => {
    api = await openApiWorld({}, { version });
    limited = await givenLimitedPeople(api);
    const document = (await api.call('GET', 'openapi.json', { key: null })).json;
    operations = operationsOf(document);
    ask = askerOf(api.call, document);
  });
  afterAll(() => api.close());

  const get = async (userName: string, path: string) => api.call('GET', path, limited.as(userName));
  const keysIn = async (userName: string, path: string, field: string): Promise<readonly string[]> =>
    (await get(userName, path)).json.items.map((one: Readonly<Record<string, string>>) => one[field]).toSorted();

  const keyOf =
    (what: 'own' | 'hidden' | 'mixed') =>
    (parameter: Parameter, { url }: DocumentedOperation): string => {
      const maintenance = url.includes('maintenance-line-items/');
      const keys: Readonly<Record<string, string | undefined>> = {
        productId: `${what === 'hidden' ? 'hidden' : 'own'}-1`,
        partNumber: what === 'hidden' ? 'PN-hidden' : 'PN-own',
        productLineId: what === 'hidden' ? 'blue' : 'red',
        entitlementId: `ENT-${what}`,
        activationId: `${maintenance ? 'MNT' : 'ACT'}-${what === 'mixed' ? 'seen' : what}`,
        renewalRequestId: limited.requests[what],
        productRelationshipId:
          what === 'hidden' ? limited.relationships['own-1 hidden-1'] : limited.relationships['own-1 own-2'],
        accountId: 'acme',
        userId: 'member',
        featureId: 'scan',
        licenseModelId: 'model',
        entity: undefined,
      };
      return keys[parameter.name] ?? usualKey(parameter);
    };

  const searches = ['q', 'productId', 'productName', 'activationId', 'entitlementId', 'fromProductId', 'partNumber'];

  test.each(['keeper', 'member'])('as %s reads nothing of other lines, whatever is asked', async (userName) => {
    for (const operation of operations.filter(({ method, isPublic }) => method === 'GET' && !isPublic)) {
      const takes = (name: string) => operation.parameters.some((one) => one.in === 'query' && one.name === name);
      const words = { productId: 'hidden-1', fromProductId: 'hidden-1', partNumber: 'PN-hidden' };
      const asked = [
        ...(['own', 'hidden', 'mixed'] as const).map((what) => ({ keyOf: keyOf(what), query: '' })),
        ...searches.filter(takes).map((name) => ({
          keyOf: keyOf('own'),
          query: `${name}=${new Map(Object.entries(words)).get(name) ?? 'hidden'}`,
        })),
        ...(takes('deep') ? [{ keyOf: keyOf('own'), query: 'deep=true' }] : []),
        ...(takes('expired') ? [{ keyOf: keyOf('own'), query: 'expired=true' }] : []),
      ];
      for (const one of asked) {
        const answer = await ask(operation, { ...limited.as(userName), ...one });
        expect([200, 400, 403, 404], `${operation.id} ${answer.text}`).toContain(answer.status);
        if (answer.status === 200) expect(answer.text, `${operation.id} ${one.query}`).not.toMatch(/hidden-|-hidden/i);
      }
    }
  });

  test('is asked about what is there: whoever has no line finds it all, and so does an API key', async () => {
    await expect(api.call('GET', 'search?q=hidden&limit=50')).resolves.toMatchObject({ status: 200 });
    expect((await api.call('GET', 'products?q=hidden')).json.items).toHaveLength(3);
    const reads = operations.filter(({ method, isPublic }) => method === 'GET' && !isPublic);
    const finding: string[] = [];
    for (const operation of reads) {
      const answer = await ask(operation, { keyOf: keyOf('hidden') });
      if (answer.status === 200 && /hidden-|-hidden/i.test(answer.text)) finding.push(operation.id);
    }
    expect(finding).toEqual(
      expect.arrayContaining([
        'listProducts',
        'getProduct',
        'getProductHistory',
        'listPartNumbers',
        'getPartNumber',
        'listProductRelationships',
        'getProductRelationship',
        'listEntitlements',
        'getEntitlement',
        'getEntitlementHistory',
        'listLineItems',
        'getLineItem',
        'getLineItemHistory',
        'listMaintenanceLineItems',
        'getMaintenanceLineItem',
        'listExpiringEntitlements',
        'listRenewalRequests',
        'getRenewalRequest',
      ]),
    );
  });

  test.each(['keeper', 'member'])(
    'as %s lists what is of the own line, of none, or holds nothing',
    async (userName) => {
      const isProducer = userName === 'keeper';
      const drafts = isProducer ? ['ENT-drafts', 'ENT-empty'] : [];
      expect(await keysIn(userName, 'entitlements', 'entitlementId')).toEqual(
        [...drafts, 'ENT-mixed', 'ENT-own', 'ENT-together'].toSorted(),
      );
      expect(await keysIn(userName, 'line-items', 'activationId')).toEqual(
        [
          'ACT-covered',
          ...(isProducer ? ['ACT-draft'] : []),
          'ACT-open',
          'ACT-own',
          'ACT-seen',
          'ACT-together',
        ].toSorted(),
      );
      expect(await keysIn(userName, 'maintenance-line-items', 'activationId')).toEqual([
        'MNT-covering',
        'MNT-own',
        'MNT-seen',
      ]);
      expect(await keysIn(userName, 'expiring-entitlements', 'activationId')).toEqual([
        'ACT-covered',
        'ACT-open',
        'ACT-own',
        'ACT-seen',
        'ACT-together',
        'MNT-covering',
        'MNT-own',
        'MNT-seen',
      ]);
      expect(await keysIn(userName, 'renewal-requests', 'renewalRequestId')).toEqual([limited.requests['own']]);
    },
  );

  test('sees of an entitlement what is of the line, with names and numbers of nothing else', async () => {
    const { json } = await get('keeper', 'entitlements/ENT-mixed');
    expect(json.lineItems.map((one: { activationId: string }) => one.activationId)).toEqual(['ACT-seen']);
    expect(json.maintenanceLineItems).toMatchObject([{ activationId: 'MNT-seen', covers: ['ACT-seen'] }]);
    const { items } = (await get('keeper', 'entitlements?entitlementId=ENT-mixed')).json;
    expect(items).toMatchObject([
      { lineItemCount: 1, maintenanceLineItemCount: 1, firstLineItems: [{ activationId: 'ACT-seen' }] },
    ]);
  });

  test('sees whole what is seen: all products of a line item, and the product that covers one', async () => {
    for (const userName of ['keeper', 'member']) {
      const sold = (await get(userName, 'line-items/ACT-together')).json;
      expect(sold.products.map((one: { productId: string }) => one.productId)).toEqual(['blue-1', 'own-1']);
      expect((await get(userName, 'maintenance-line-items/MNT-covering')).json.productId).toBe('blue-care');
    }
    expect((await get('keeper', 'products/blue-1')).status).toBe(404);
  });

  test('is told numbers of what is seen only', async () => {
    const overview = async (userName?: string) =>
      (userName === undefined ? await api.call('GET', 'overview') : await get(userName, 'overview')).json;
    const march = { month: '2026-03' };
    expect((await overview()).expiringByMonth[0]).toEqual({ ...march, lineItems: 7, maintenance: 5 });
    expect((await overview('keeper')).expiringByMonth[0]).toEqual({ ...march, lineItems: 5, maintenance: 3 });
    expect((await overview()).attention.openRenewalRequests).toBe(2);
    expect((await overview('keeper')).attention.openRenewalRequests).toBe(1);
    const lines = (await get('keeper', 'product-lines')).json.items;
    expect(lines).toMatchObject([
      { productLineId: 'red', productCount: 3 },
      { productLineId: 'blue', productCount: 0 },
    ]);
    expect((await get('keeper', 'features')).json.items[0].productCount).toBe(3);
    expect((await get('keeper', 'products?q=own-1')).json.items[0].relationshipCount).toBe(1);
  });

  test.each(['audit', 'imports', 'job-runs/1/items'])('%s spans every product, so it is refused', async (path) => {
    expect(problemOf(await get('keeper', path)).status).toBe(403);
  });

  test('is not limited any more when the last line is gone', async () => {
    expect((await get('member', 'line-items/ACT-hidden')).status).toBe(404);
    expect((await api.call('DELETE', 'product-lines/red/accounts/acme')).status).toBe(200);
    expect((await get('member', 'line-items/ACT-hidden')).status).toBe(200);
  });
});
