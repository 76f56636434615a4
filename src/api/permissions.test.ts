import { afterAll, beforeAll, expect, test } from 'vitest';
import { keyWith, openApiWorld, problemOf, type ApiWorld } from '../../test/api-world.ts';
import { operationsOf, samplesFor, type DocumentedOperation } from '../../test/openapi-samples.ts';
import type { Permission } from '../accounts/rules/permissions.ts';

let api: ApiWorld;
let operations: readonly DocumentedOperation[];
let ask: (operation: DocumentedOperation, key: string | null) => ReturnType<ApiWorld['call']>;

beforeAll(async () => {
  api = await openApiWorld();
  const document = (await api.call('GET', 'openapi.json', { key: null })).json;
  operations = operationsOf(document);
  const { right } = samplesFor(document);
  ask = (operation, key) => {
    const url = operation.url.replace('{key}', 'expiring-entitlements').replaceAll(/\{\w+\}/g, '1');
    const isJson = operation.contentType === 'application/json';
    const body = operation.body !== undefined && isJson ? right(operation.body) : operation.body && '{}';
    return api.call(operation.method, url, {
      key,
      body,
      headers: body === undefined ? {} : { 'content-type': operation.contentType },
    });
  };
});
afterAll(() => api.close());

test('each operation asks for the permission that it documents, and for no other', async () => {
  const nothing = await keyWith(api.app, []);
  const keys = new Map<string, string>();
  const lines: string[] = [];
  for (const operation of operations) {
    const problem = problemOf(await ask(operation, nothing));
    expect(problem.status, operation.id).toBe(403);
    const asked = /permission (\w+)/.exec(problem.detail)?.[1];
    expect(asked, operation.id).toBe(operation.permission);
    const key = keys.get(operation.permission) ?? (await keyWith(api.app, [operation.permission as Permission]));
    keys.set(operation.permission, key);
    expect([401, 403], operation.id).not.toContain((await ask(operation, key)).status);
    lines.push(`${operation.permission.padEnd(24)} ${operation.method.padEnd(6)} ${operation.url}`);
  }
  await expect(`${lines.toSorted().join('\n')}\n`).toMatchFileSnapshot('../../test/golden/permissions.txt');
});

test('without a key every operation but the document answers 401, before it reads anything', async () => {
  for (const operation of operations) {
    const answer = await ask(operation, null);
    expect(problemOf(answer), operation.id).toMatchObject({ status: 401, code: 'unauthenticated' });
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="licet"');
    const wrong = await ask(operation, 'no-such-key');
    expect(problemOf(wrong).status).toBe(401);
    expect(wrong.headers['www-authenticate']).toBe('Bearer realm="licet", error="invalid_token"');
  }
});
