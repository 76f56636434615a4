import { afterAll, beforeAll, expect, test } from 'vitest';
import { keyWith, openApiWorld, problemOf, type ApiWorld } from '../../test/api-world.ts';
import { askerOf } from '../../test/asking.ts';
import { operationsOf, type DocumentedOperation } from '../../test/openapi-samples.ts';
import type { Permission } from '../accounts/rules/permissions.ts';

let api: ApiWorld;
let operations: readonly DocumentedOperation[];
let ask: ReturnType<typeof askerOf>;

beforeAll(async () => {
  api = await openApiWorld();
  const document = (await api.call('GET', 'openapi.json', { key: null })).json;
  operations = operationsOf(document);
  ask = askerOf(api.call, document);
});
afterAll(() => api.close());

test('each operation asks for the permission that it documents, and for no other', async () => {
  const nothing = await keyWith(api.app, []);
  const keys = new Map<string, string>();
  for (const operation of operations) {
    const { permission } = operation;
    if (permission === null) continue;
    const problem = problemOf(await ask(operation, { key: nothing }));
    expect(problem.status, operation.id).toBe(403);
    const asked = /permission (\w+)/.exec(problem.detail)?.[1];
    expect(asked, operation.id).toBe(permission);
    const key = keys.get(permission) ?? (await keyWith(api.app, [permission as Permission]));
    keys.set(permission, key);
    expect([401, 403], operation.id).not.toContain((await ask(operation, { key })).status);
  }
  const lines = operations.map(
    (operation) => `${neededBy(operation).padEnd(24)} ${operation.method.padEnd(6)} ${operation.url}`,
  );
  await expect(`${lines.toSorted().join('\n')}\n`).toMatchFileSnapshot('../../test/golden/permissions.txt');
});

function neededBy({ permission, isPublic }: DocumentedOperation): string {
  if (isPublic) return '(public)';
  return permission ?? '(signed in)';
}

test('without a key every operation that is not public answers 401, before it reads anything', async () => {
  for (const operation of operations.filter(({ isPublic }) => !isPublic)) {
    const answer = await ask(operation, { key: null });
    expect(problemOf(answer), operation.id).toMatchObject({ status: 401, code: 'unauthenticated' });
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="licet"');
    const wrong = await ask(operation, { key: 'no-such-key' });
    expect(problemOf(wrong).status).toBe(401);
    expect(wrong.headers['www-authenticate']).toBe('Bearer realm="licet", error="invalid_token"');
  }
});
