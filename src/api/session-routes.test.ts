import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as given from '../../test/given.ts';
import { openApiWorld, problemOf, type Answer, type ApiWorld } from '../../test/api-world.ts';
import { password, signInAs, type SignedIn } from '../../test/signing-in.ts';
import { evenMilliseconds } from '../sign-in/even-time.ts';
import { createHttpServer } from './http-server.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await openApiWorld();
  for (const accountId of ['acme', 'other']) await given.account(api.world, { accountId, name: accountId });
  await given.role(api.world, { name: 'Clerk', kind: 'producer', permissions: ['viewEntitlements', 'viewUsers'] });
  await person('ada', [
    { accountId: 'acme', roles: ['Portal User'] },
    { accountId: 'other', roles: [] },
  ]);
  await person('clerk', [{ accountId: 'producer', roles: ['Clerk'] }]);
});
afterAll(() => api.close());

async function person(userId: string, memberships: { accountId: string; roles: string[] }[]): Promise<string> {
  await given.user(api.world, { userId, userName: `${userId}@acme.example`, memberships });
  return `${userId}@acme.example`;
}

const ada = () => signInAs(api, 'ADA@acme.example');
const reasons = (answer: Answer) => (problemOf(answer).reasons ?? []).map(({ code, pointer }) => `${code} ${pointer}`);

describe('a session', () => {
  test('tells who is signed in and what they may do where', async () => {
    const { session, call } = await ada();
    expect(session).toMatchObject({
      user: { userId: 'ada', userName: 'ada@acme.example', firstName: 'Ada', locale: 'en', timeZone: 'UTC' },
      portal: 'endUser',
      permissions: ['getDownloads', 'viewEntitlements', 'viewExpiringEntitlements', 'viewLicenses'],
      accounts: [
        { accountId: 'acme', name: 'acme', type: 'customer', permissions: expect.arrayContaining(['viewLicenses']) },
        { accountId: 'other', permissions: [] },
      ],
    });
    expect((await call('GET', 'sessions/current')).json).toEqual(session);
    const clerk = await signInAs(api, 'clerk@acme.example');
    expect(clerk.session).toMatchObject({ portal: 'producer', permissions: ['viewEntitlements', 'viewUsers'] });
  });

  test('keeps its token in a cookie that no script and no page of others can use', async () => {
    await ada();
    const answer = await api.call('POST', 'sessions', { key: null, body: { userName: 'ada@acme.example', password } });
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toMatch(/^licet_session=[\w-]{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Strict$/);
    expect(answer.text).not.toContain(/licet_session=([\w-]+)/.exec(cookie)?.[1]);
    expect(answer.headers['cache-control']).toBe('no-store');
    const config = { ...api.app.config, publicUrl: 'https://licenses.example.com' };
    const secure = await createHttpServer({ ...api.app, config });
    const payload = { userName: 'ada@acme.example', password };
    const overHttps = await secure.inject({ method: 'POST', url: '/api/v1/sessions', payload });
    expect(String(overHttps.headers['set-cookie'])).toMatch(/; Secure$/);
    await secure.close();
  });

  test('ends when its user signs out, and the cookie is taken back', async () => {
    const { call } = await ada();
    const answer = await call('DELETE', 'sessions');
    expect(answer).toMatchObject({ status: 200, json: {} });
    expect(answer.headers['set-cookie']).toContain('licet_session=; Path=/; Max-Age=0');
    expect(problemOf(await call('GET', 'sessions/current'))).toMatchObject({ status: 401, code: 'unauthenticated' });
  });

  test('is none with an API key, or with a token that is made up', async () => {
    expect(problemOf(await api.call('GET', 'sessions/current')).status).toBe(401);
    for (const token of ['', 'x', 'a'.repeat(43), '%00', "' or 1=1"]) {
      const headers = { cookie: `other=1; licet_session=${token}` };
      expect(problemOf(await api.call('GET', 'sessions/current', { key: null, headers })).status).toBe(401);
    }
  });

  test('is never kept for a repeat', async () => {
    const headers = { 'idempotency-key': 'once' };
    const body = { userName: 'ada@acme.example', password };
    expect(problemOf(await api.call('POST', 'sessions', { key: null, body, headers }))).toMatchObject({ status: 400 });
  });

  test('is for nobody whose password or name is wrong, and no answer tells which', async () => {
    await ada();
    const bodies = [
      { userName: 'ada@acme.example', password: 'wrong' },
      { userName: 'nobody@acme.example', password },
    ];
    const answers = await Promise.all(bodies.map((body) => api.call('POST', 'sessions', { key: null, body })));
    const told = answers.map((answer) => ({ ...problemOf(answer), requestId: '' }));
    expect(told[0]).toEqual(told[1]);
    expect(told[0]).toMatchObject({ status: 401, code: 'sign_in_failed' });
    expect(answers.map((answer) => answer.headers['set-cookie'])).toEqual([undefined, undefined]);
  });
});

test.each([
  ['sessions', 401, { userName: 'ada@acme.example', password: 'wrong' }],
  ['sessions', 401, { userName: 'nobody', password: 'wrong' }],
  ['password-resets', 202, { userName: 'ada@acme.example' }],
  ['password-resets', 202, { userName: 'nobody' }],
  ['registrations', 422, { id: 'ENT', firstName: 'A', lastName: 'B', email: 'nobody@acme.example' }],
])('%s answers after the same time, whoever is named', async (path, status, body) => {
  const begin = performance.now();
  expect((await api.call('POST', path, { key: null, body })).status).toBe(status);
  expect(performance.now() - begin).toBeGreaterThan(evenMilliseconds - 2);
});

describe('a request with the cookie', () => {
  test('reads without the CSRF token, and writes only with it', async () => {
    const { cookie, csrfToken } = await ada();
    const write = (headers: Readonly<Record<string, string>>) =>
      api.call('PATCH', 'profile', { key: null, body: {}, headers: { cookie, ...headers } });
    expect((await api.call('GET', 'profile', { key: null, headers: { cookie } })).status).toBe(200);
    for (const wrong of [undefined, '', 'wrong', csrfToken.slice(1), `${csrfToken}x`]) {
      const answer = await write(wrong === undefined ? {} : { 'x-csrf-token': wrong });
      expect(problemOf(answer)).toMatchObject({ status: 403, code: 'csrf_token_missing' });
    }
    expect((await write({ 'x-csrf-token': csrfToken })).status).toBe(200);
    const other = await signInAs(api, 'clerk@acme.example');
    expect(problemOf(await write({ 'x-csrf-token': other.csrfToken })).code).toBe('csrf_token_missing');
  });

  test('is refused where a page of another site sent it', async () => {
    const { call } = await ada();
    const headers = { 'sec-fetch-site': 'cross-site' };
    expect(problemOf(await call('GET', 'profile', { headers }))).toMatchObject({ code: 'csrf_token_missing' });
    for (const site of ['same-origin', 'none'])
      expect((await call('GET', 'profile', { headers: { 'sec-fetch-site': site } })).status).toBe(200);
  });

  test('counts for nothing beside an API key that is wrong', async () => {
    const { cookie } = await ada();
    const answer = await api.call('GET', 'profile', { key: 'no-such-key', headers: { cookie } });
    expect(problemOf(answer)).toMatchObject({ status: 401 });
  });

  test('has idempotency keys of its own, and its user in the history', async () => {
    const clerk = await signInAs(api, 'clerk@acme.example');
    const headers = { 'idempotency-key': 'mine' };
    const first = await clerk.call('PATCH', 'profile', { body: { firstName: 'Clara' }, headers });
    const repeated = await clerk.call('PATCH', 'profile', { body: { firstName: 'Clara' }, headers });
    expect(repeated.json).toEqual(first.json);
    const { call } = await ada();
    expect((await call('PATCH', 'profile', { body: { firstName: 'Ada' }, headers })).status).toBe(200);
    expect(first.json).toMatchObject({ firstName: 'Clara', updatedBy: 'clerk@acme.example' });
  });
});

describe('the profile', () => {
  test('is of the user alone, who changes what is theirs to change', async () => {
    const { call } = await ada();
    const changes = { locale: 'de-AT', timeZone: 'Europe/Vienna', subscriptions: { expiringEntitlements: true } };
    const answer = await call('PATCH', 'profile', { body: changes });
    expect(answer.json).toMatchObject({
      ...changes,
      userId: 'ada',
      hasPassword: true,
      mayReceive: { expiringEntitlements: true },
      subscriptions: { expiringEntitlements: true, announcements: true },
    });
    expect((await call('GET', 'profile')).json).toEqual(answer.json);
    for (const body of [{ email: 'x@example.com' }, { status: 'inactive' }, { memberships: [] }, { userName: 'x' }])
      expect(problemOf(await call('PATCH', 'profile', { body })).status).toBe(400);
  });

  test('does not subscribe to what no role lets its user see', async () => {
    await person('eve', [{ accountId: 'acme', roles: [] }]);
    const { call } = await signInAs(api, 'eve@acme.example');
    expect((await call('GET', 'profile')).json.mayReceive).toEqual({ expiringEntitlements: false });
    const answer = await call('PATCH', 'profile', { body: { subscriptions: { expiringEntitlements: true } } });
    expect(reasons(answer)).toEqual(['may_not_receive /subscriptions/expiringEntitlements']);
  });

  test('is saved by who lost the permission for what they subscribed to', async () => {
    await person('fay', [{ accountId: 'acme', roles: ['Portal User'] }]);
    const { call } = await signInAs(api, 'fay@acme.example');
    const subscribe = (expiringEntitlements: boolean) =>
      call('PATCH', 'profile', { body: { firstName: 'Fay', subscriptions: { expiringEntitlements } } });
    expect((await subscribe(true)).status).toBe(200);
    await api.call('PATCH', 'users/fay', { body: { memberships: [{ accountId: 'acme', roles: [] }] } });
    expect((await subscribe(true)).json).toMatchObject({
      firstName: 'Fay',
      mayReceive: { expiringEntitlements: false },
    });
    expect((await subscribe(false)).status).toBe(200);
    expect(reasons(await subscribe(true))).toEqual(['may_not_receive /subscriptions/expiringEntitlements']);
  });

  test('is none of an API key', async () => {
    expect(problemOf(await api.call('GET', 'profile')).status).toBe(403);
    expect(problemOf(await api.call('PATCH', 'profile', { body: {} })).status).toBe(403);
  });
});

describe('the own password', () => {
  let uma: SignedIn;
  const change = (currentPassword: string, newPassword: string) =>
    uma.call('POST', 'profile/password', { body: { currentPassword, newPassword } });

  beforeAll(async () => {
    await person('uma', [{ accountId: 'acme', roles: [] }]);
    uma = await signInAs(api, 'uma@acme.example');
  });

  test('stays with every reason against the change', async () => {
    expect(reasons(await change('wrong', 'uma'))).toEqual([
      'wrong_password /currentPassword',
      'password_too_short /newPassword',
      'password_is_own_name /newPassword',
    ]);
    expect(reasons(await change(password, 'short'))).toEqual(['password_too_short /newPassword']);
  });

  test('is changed by who knows it, and every other session ends', async () => {
    const elsewhere = await signInAs(api, 'uma@acme.example');
    expect(await change(password, 'the rain has stopped')).toMatchObject({ status: 200, json: {} });
    expect((await uma.call('GET', 'profile')).status).toBe(200);
    expect((await elsewhere.call('GET', 'profile')).status).toBe(401);
    const old = await api.call('POST', 'sessions', { key: null, body: { userName: 'uma@acme.example', password } });
    expect(old.status).toBe(401);
  });

  test('cannot be guessed in a session either', async () => {
    for (let count = 0; count < 10; count++) await change('wrong', 'the rain has stopped again');
    expect((await uma.call('GET', 'profile')).status).toBe(401);
    expect((await api.call('GET', 'users/uma')).json).toMatchObject({ status: 'inactive' });
  });
});

test('the look of the portals is for everybody', async () => {
  expect((await api.call('GET', 'branding', { key: null })).json).toEqual({
    producerName: 'Your software producer',
    logoUrl: '',
    accentColor: '#1f5fa8',
    today: '2026-03-01',
    todayIsFixed: false,
    version: expect.stringMatching(/^\d+\.\d+\.\d+/) as unknown,
    locales: ['en', 'de', 'fr', 'ja'],
    registration: true,
  });
});

test('who tries too often from one address has to wait, and is told how long', async () => {
  const server = await createHttpServer(api.app);
  const attempt = (ip: string) =>
    server.inject({
      method: 'POST',
      url: '/api/v1/password-resets',
      payload: { userName: 'nobody' },
      headers: { 'x-forwarded-for': `6.6.6.6, ${ip}` },
    });
  const attempts = await Promise.all(Array.from({ length: 20 }, () => attempt('198.51.100.7')));
  expect(attempts.map((answer) => answer.statusCode)).toEqual(Array(20).fill(202));
  const late = await attempt('198.51.100.7');
  expect(late.json()).toMatchObject({ status: 429, code: 'too_many_requests' });
  expect(Number(late.headers['retry-after'])).toBeGreaterThan(0);
  expect((await attempt('198.51.100.8')).statusCode).toBe(202);
  await server.close();
});
