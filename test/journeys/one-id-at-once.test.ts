import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problemSchema } from '../../src/api/problem-documents.ts';
import { openApiWorld, type ApiWorld } from '../api-world.ts';
import { givenAccount, givenRecords, smallCatalog } from '../given-records.ts';
import { postgresVersions } from '../world.ts';

const clients = 50;

interface Told {
  readonly status: number;
  readonly text: string;
}

describe.each(postgresVersions())('one ID that many want at once, over HTTP, on PostgreSQL %i', (version) => {
  let api: ApiWorld;
  let address: string;
  beforeAll(async () => {
    api = await openApiWorld({}, { version });
    await givenRecords(api.app, [...smallCatalog, ...givenAccount('A')]);
    address = await api.server.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(() => api.close());

  const line = { products: [{ productId: 'paint-1' }], quantity: 1, permanent: true };

  async function create(body: object): Promise<Told> {
    const answer = await fetch(`${address}/api/v1/entitlements`, {
      method: 'POST',
      headers: { authorization: `Bearer ${api.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ accountId: 'A', ...body }),
    });
    return { status: answer.status, text: await answer.text() };
  }

  /** All of the requests are under way before the first is answered. */
  async function atOnce(bodyOf: (client: number) => object): Promise<readonly Told[]> {
    return Promise.all(Array.from({ length: clients }, (_, client) => create(bodyOf(client))));
  }

  function expectOneWinner(answers: readonly Told[], id: string): void {
    const counts = Object.groupBy(answers, ({ status }) => status);
    const lost = answers.filter(({ status }) => status !== 201);
    expect(Object.keys(counts), lost.find(({ status }) => status !== 409)?.text).toEqual(['201', '409']);
    expect(counts[201]).toHaveLength(1);
    for (const { text } of lost) {
      const problem = problemSchema.parse(JSON.parse(text));
      expect(problem).toMatchObject({ status: 409, code: 'duplicate_key' });
      expect(problem.detail).toContain(id);
    }
  }

  test('as entitlement ID goes to exactly one, and all others hear that it is taken', async () => {
    const answers = await atOnce((client) => ({
      entitlementId: 'ONE',
      description: `client ${client}`,
      lineItems: [line],
    }));
    expectOneWinner(answers, 'ONE');
    const { json } = await api.call('GET', 'entitlements/ONE');
    const winner = answers.find(({ status }) => status === 201);
    expect(json).toEqual(JSON.parse(winner?.text ?? 'null'));
    expect(json.lineItems).toHaveLength(1);
  });

  test('as activation ID of different entitlements goes to exactly one, and nothing is left of the others', async () => {
    const answers = await atOnce((client) => ({
      entitlementId: `E-${client}`,
      lineItems: [{ ...line, activationId: 'ACT' }, line],
    }));
    expectOneWinner(answers, 'ACT');
    const made = (await api.call('GET', 'entitlements?q=E-')).json.items;
    expect(made).toHaveLength(1);
    expect((await api.call('GET', 'line-items/ACT')).json.entitlementId).toBe(made[0].entitlementId);
  });

  test('as activation ID, entitlement ID and maintenance at the same time goes to exactly one', async () => {
    const own = (client: number): object => ({ lineItems: [line], entitlementId: `M-${client}` });
    const care = { productId: 'care', permanent: true, activationId: 'SHARED' };
    const answers = await atOnce((client) => {
      if (client % 3 === 0) return { lineItems: [line], entitlementId: 'SHARED' };
      if (client % 3 === 1) return { ...own(client), lineItems: [{ ...line, activationId: 'SHARED' }] };
      return { ...own(client), maintenanceLineItems: [care] };
    });
    expectOneWinner(answers, 'SHARED');
  });
});
