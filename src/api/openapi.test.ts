import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiWorld, type ApiWorld } from '../../test/api-world.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await openApiWorld();
});
afterAll(() => api.close());

test('the OpenAPI document is the one that clients were generated from', async () => {
  const { status, json } = await api.call('GET', 'openapi.json', { key: null });
  expect(status).toBe(200);
  await expect(`${JSON.stringify(json, null, 2)}\n`).toMatchFileSnapshot('../../test/golden/openapi.json');
});

test('every reference of the document leads somewhere, and no component is there for nothing', async () => {
  const { text, json } = await api.call('GET', 'openapi.json', { key: null });
  const named = new Set([...text.matchAll(/"#\/components\/([^"]+)"/g)].map((match) => match[1] ?? ''));
  const { securitySchemes: _, ...components } = json.components as Record<string, object>;
  const there = Object.entries(components).flatMap(([kind, entries]) =>
    Object.keys(entries).map((name) => `${kind}/${name}`),
  );
  expect(there.toSorted()).toEqual([...named].toSorted());
});

test('every operation has an ID of its own, a summary, a tag that is explained, and its problems', async () => {
  const { json } = await api.call('GET', 'openapi.json', { key: null });
  const operations = Object.values(json.paths as Record<string, Record<string, Record<string, unknown>>>).flatMap(
    (item) => Object.values(item),
  );
  const ids = operations.map((operation) => operation['operationId']);
  expect(new Set(ids).size).toBe(ids.length);
  const tags = new Set((json.tags as { name: string }[]).map((tag) => tag.name));
  for (const operation of operations) {
    expect(operation['summary']).toBeTypeOf('string');
    expect(tags).toContain((operation['tags'] as string[])[0]);
    expect(Object.keys(operation['responses'] as object)).toEqual(
      expect.arrayContaining(['400', '401', '403', '500', '503']),
    );
  }
});
