import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiWorld, problemOf as documentOf, type ApiWorld } from '../../test/api-world.ts';
import { connectDatabase } from '../platform/database.ts';
import { problemCatalog, refusal } from '../shared/problems.ts';
import { createHttpServer } from './http-server.ts';
import { problemDocument, problemOf, problemSchema } from './problem-documents.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await openApiWorld();
});
afterAll(() => api.close());

test('a refusal carries every reason, with its remedy where there is one', () => {
  const reasons = [
    { code: 'one', message: 'First.', remedy: 'Do this.' },
    { code: 'two', message: 'Second.', pointer: '/field' },
  ];
  const document = problemDocument(refusal(reasons), 'r-1');
  expect(problemSchema.parse(document)).toEqual({
    type: '/problems/refused',
    title: 'The rules do not allow it',
    status: 422,
    code: 'refused',
    detail: 'First. Second.',
    requestId: 'r-1',
    reasons,
  });
});

test('a fault says nothing of what is inside', () => {
  const problem = problemOf(new Error('password=secret at /srv/licet/store.ts:12'));
  expect(problem.code).toBe('internal');
  expect(JSON.stringify(problemDocument(problem, 'r-2'))).not.toMatch(/secret|store\.ts|stack/);
});

test('a key that was taken at the same moment is a conflict', () => {
  const violation = Object.assign(
    new Error('duplicate key value violates unique constraint "account_account_id_key"'),
    { code: '23505', constraint: 'account_account_id_key' },
  );
  expect(problemOf(violation).code).toBe('duplicate_key');
});

test('while the database is away every operation answers 503 and when to come back, and the process says so', async () => {
  const database = connectDatabase({ host: '127.0.0.1', port: 1, user: 'nobody', database: 'nothing' }, api.app.log);
  const server = await createHttpServer({ ...api.app, database });
  const headers = { authorization: `Bearer ${api.key}` };
  const answer = await server.inject({ method: 'GET', url: '/api/v1/accounts', headers });
  expect(answer.json()).toMatchObject({ status: 503, code: 'database_unavailable' });
  expect(answer.headers['retry-after']).toBe('2');
  const ready = await server.inject({ method: 'GET', url: '/readyz' });
  expect(ready.statusCode).toBe(503);
  expect(ready.json()).toEqual({ status: 'notReady', reason: 'The database cannot be reached.' });
  expect((await server.inject({ method: 'GET', url: '/livez' })).statusCode).toBe(200);
  expect((await server.inject({ method: 'GET', url: '/metrics' })).payload).toContain('licet_database_up 0');
  await server.close();
  await database.destroy();
});

test('each error code has a page that says what it means and what to do', async () => {
  const list = await api.call('GET', '/problems', { key: null });
  for (const code of Object.keys(problemCatalog)) {
    expect(list.text).toContain(`href="/problems/${code}"`);
    const page = await api.call('GET', `/problems/${code}`, { key: null });
    expect(page.status).toBe(200);
    expect(page.text).toContain('What to do');
  }
  expect(documentOf(await api.call('GET', '/problems/constructor', { key: null })).status).toBe(404);
});

test('a hundred wrong fields are enough: the answer does not grow with the request', async () => {
  const body = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`unknown${index}`, 1]));
  const problem = documentOf(await api.call('POST', 'accounts', { body }));
  expect(problem.errors?.length).toBe(100);
  expect(problem.detail).toContain('More than 100');
});
