import { Writable } from 'node:stream';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import * as given from '../../test/given.ts';
import { openApiWorld } from '../../test/api-world.ts';
import { password, tokenOf } from '../../test/signing-in.ts';
import { connectDatabase } from '../platform/database.ts';
import { makeSignInLink } from '../sign-in/sign-in-link.ts';
import { createHttpServer } from './http-server.ts';

test('no password, token or cookie is ever written to the log, whatever happens to the request', async () => {
  const api = await openApiWorld();
  const lines: string[] = [];
  const sink = new Writable({
    write: (part: Buffer, _encoding, done) => {
      lines.push(part.toString());
      done();
    },
  });
  const app = { ...api.app, log: pino({ level: 'trace' }, sink) };
  const server = await createHttpServer(app, { limitsCalls: false });
  await given.account(api.world, { accountId: 'acme' });
  await given.user(api.world, { userId: 'ada', memberships: [{ accountId: 'acme', roles: ['Portal User'] }] });
  const token = tokenOf(await makeSignInLink(api.app, given.operator, 'ada'));
  const send = (method: 'GET' | 'POST', url: string, payload: object = {}, headers = {}) =>
    server.inject({ method, url: `/api/v1/${url}`, headers, ...(method === 'GET' ? {} : { payload }) });
  await send('GET', `password-links/${token}`);
  const opened = await send('POST', `password-links/${token}`, { password });
  const cookie = String(opened.headers['set-cookie']).split(';', 1)[0] ?? '';
  const { csrfToken } = opened.json<{ csrfToken: string }>();
  for (const wrong of [password, { password }, null])
    await send('POST', 'sessions', { userName: 'ada', password: wrong, more: password });
  await send('POST', 'sessions', { userName: 'ada', password: `${password}!` });
  await send('POST', 'profile/password', { currentPassword: password, newPassword: 'x' }, { cookie });
  await send(
    'POST',
    'profile/password',
    { currentPassword: 'no', newPassword: 'x' },
    { cookie, 'x-csrf-token': csrfToken },
  );
  const database = connectDatabase({ host: '127.0.0.1', port: 1, user: 'nobody', database: 'none' }, app.log);
  const cutOff = await createHttpServer({ ...app, database }, { limitsCalls: false });
  await cutOff.inject({ method: 'GET', url: '/api/v1/profile', headers: { cookie } });
  await cutOff.inject({ method: 'POST', url: '/api/v1/sessions', payload: { userName: 'ada', password } });
  const log = lines.join('');
  expect(log).toContain('/api/v1/password-links/:token');
  for (const secret of [password, token, cookie.slice('licet_session='.length), csrfToken, '$argon2'])
    expect(log).not.toContain(secret);
  await Promise.all([server.close(), cutOff.close(), database.destroy()]);
  await api.close();
});
