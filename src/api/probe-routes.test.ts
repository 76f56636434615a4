import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiWorld, type ApiWorld } from '../../test/api-world.ts';
import { createHttpServer } from './http-server.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await openApiWorld();
});
afterAll(() => api.close());

test('the process is alive and ready, which anyone may ask', async () => {
  expect((await api.call('GET', '/livez', { key: null })).json).toEqual({ status: 'alive' });
  expect((await api.call('GET', '/readyz', { key: null })).json).toEqual({ status: 'ready' });
});

test('a process that drains says so', async () => {
  const server = await createHttpServer(api.app, { draining: () => 'The server stops.' });
  const answer = await server.inject({ method: 'GET', url: '/readyz' });
  expect([answer.statusCode, answer.json()]).toEqual([503, { status: 'notReady', reason: 'The server stops.' }]);
  await server.close();
});

test('metrics tell of requests by route, of the outbox and of job runs', async () => {
  await api.call('GET', 'accounts/who-knows');
  await api.call('POST', 'jobs/expiring-entitlements/runs');
  const { text } = await api.call('GET', '/metrics', { key: null });
  expect(text).toContain(
    'licet_http_request_duration_seconds_count{method="GET",route="/api/v1/accounts/:accountId",status="404"} 1',
  );
  expect(text).toContain('licet_emails{status="queued"} 0');
  expect(text).toContain('licet_job_runs{status="queued"} 1');
  expect(text).toContain('process_cpu_user_seconds_total');
  expect(text).not.toContain('who-knows');
});

test('the first page says what this is, under a policy that allows no script and no third party', async () => {
  const page = await api.call('GET', '/', { key: null });
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(String(page.headers['content-security-policy'])).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; /);
  for (const expected of ['Licet', 'href="/api/v1/openapi.json"', 'href="/readyz"', 'curl', 'href="/portal/"'])
    expect(page.text).toContain(expected);
  expect(page.text).not.toMatch(/<script|https?:\/\/(?!127\.0\.0\.1)/);
});

test('each request is one line in the log, without credentials, bodies or addresses as they were typed', async () => {
  const lines: string[] = [];
  const log = pino(
    { base: null },
    new Writable({ write: (chunk, _encoding, done) => (lines.push(String(chunk)), done()) }),
  );
  const server = await createHttpServer({ ...api.app, log });
  const headers = {
    authorization: `Bearer ${api.key}`,
    'x-request-id': 'logged-1',
    'content-type': 'application/json',
  };
  await server.inject({
    method: 'POST',
    url: '/api/v1/accounts?secret-parameter=1',
    headers,
    payload: { name: 'Private Name' },
  });
  await server.inject({ method: 'GET', url: '/api/v1/accounts/private-key', headers });
  await server.close();
  expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
    {
      method: 'POST',
      route: '/api/v1/accounts',
      status: 400,
      requestId: 'logged-1',
      actor: expect.stringContaining('first administrator'),
      ms: expect.any(Number),
    },
    { method: 'GET', route: '/api/v1/accounts/:accountId', status: 404 },
  ]);
  expect(lines.join('')).not.toMatch(/secret-parameter|Private Name|private-key|Bearer/);
  expect(lines.join('')).not.toContain(api.key);
});
