import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as given from '../../test/given.ts';
import { keyWith, openApiWorld, problemOf, type Answer, type ApiWorld } from '../../test/api-world.ts';
import { movedClock } from '../../test/moved-clock.ts';
import { password, signedIn, signInAs, tokenOf } from '../../test/signing-in.ts';
import type { MailTransport } from '../notifications/mail-transport.ts';
import { deliverDue } from '../notifications/mailer.ts';
import { firstAdministratorLink } from '../sign-in/first-administrator-link.ts';
import { getPasswordLink } from '../sign-in/password-link-operations.ts';
import { makeSignInLink } from '../sign-in/sign-in-link.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await openApiWorld();
  await given.account(api.world, { accountId: 'acme', name: 'Acme' });
});
afterAll(() => api.close());

const reasons = (answer: Answer) => (problemOf(answer).reasons ?? []).map(({ code, pointer }) => `${code} ${pointer}`);
const open = (method: 'GET' | 'POST', path: string, body?: object) =>
  api.call(method, path, { key: null, ...(body === undefined ? {} : { body }) });

async function person(userId: string, roles: string[] = ['Portal User']): Promise<string> {
  const memberships = [{ accountId: 'acme', roles }];
  await given.user(api.world, {
    userId,
    userName: `${userId}@acme.example`,
    email: `${userId}@acme.example`,
    memberships,
  });
  return `${userId}@acme.example`;
}

const linkOf = async (userName: string) => tokenOf(await makeSignInLink(api.app, given.operator, userName));

/** The newest message to an address, as an administrator reads it. */
async function mailTo(address: string) {
  const { items } = (await api.call('GET', 'emails?limit=500')).json;
  const found = items.find((item: { to: string }) => item.to === address);
  return found && (await api.call('GET', `emails/${found.emailId}`)).json;
}

const mailsTo = async (address: string) =>
  (await api.call('GET', 'emails?limit=500')).json.items.filter((item: { to: string }) => item.to === address).length;

describe('a one-time link', () => {
  test('tells what it is for, lets its user choose a password, and works once', async () => {
    const token = await linkOf(await person('anna'));
    const found = await open('GET', `password-links/${token}`);
    expect(found.json).toMatchObject({
      purpose: 'invitation',
      portal: 'endUser',
      userName: 'anna@acme.example',
      firstName: 'Ada',
    });
    const chosen = await open('POST', `password-links/${token}`, { password });
    expect(chosen).toMatchObject({ status: 201, json: { user: { userId: 'anna' } } });
    expect((await signedIn(api.call, chosen).call('GET', 'profile')).json.userId).toBe('anna');
    for (const method of ['GET', 'POST'] as const) {
      const again = await open(method, `password-links/${token}`, method === 'POST' ? { password } : undefined);
      expect(problemOf(again)).toMatchObject({ status: 404, code: 'not_found' });
    }
  });

  test('is used by one of fifty who try at once', async () => {
    const token = await linkOf(await person('race'));
    const tries = Array.from({ length: 50 }, () => open('POST', `password-links/${token}`, { password }));
    const statuses = (await Promise.all(tries)).map((answer) => answer.status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 404)).toHaveLength(49);
  });

  test('is used by one of those who all looked at it before anybody had used it', async () => {
    const token = await linkOf(await person('rush'));
    const tries = await api.app.database.transaction().execute(async (transaction) => {
      // Nobody gets further than the user's row before all of them have come so far.
      await transaction.selectFrom('licetUser').select('id').where('userId', '=', 'rush').forUpdate().execute();
      const started = Array.from({ length: 5 }, () => open('POST', `password-links/${token}`, { password }));
      await setTimeout(1_000);
      return { started };
    });
    const statuses = (await Promise.all(tries.started)).map((answer) => answer.status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([201, 404, 404, 404, 404]);
  });

  test('ends every other link and session of its user', async () => {
    const before = await signInAs(api, await person('otto'));
    const [used, other] = [await linkOf('otto@acme.example'), await linkOf('otto@acme.example')];
    expect((await open('POST', `password-links/${used}`, { password: 'another long walk' })).status).toBe(201);
    expect((await open('GET', `password-links/${other}`)).status).toBe(404);
    expect((await before.call('GET', 'profile')).status).toBe(401);
    const old = await open('POST', 'sessions', { userName: 'otto@acme.example', password });
    expect(old.status).toBe(401);
  });

  test('stays usable after a password that was refused with every reason', async () => {
    const token = await linkOf(await person('rita'));
    const answer = await open('POST', `password-links/${token}`, { password: 'rita' });
    expect(reasons(answer)).toEqual(['password_too_short /password', 'password_is_own_name /password']);
    const meddling = { userName: 'x', firstName: 'x', lastName: 'x', email: 'x@example.com' };
    expect(reasons(await open('POST', `password-links/${token}`, { password, user: meddling }))).toEqual([
      'user_not_asked /user',
    ]);
    expect((await open('POST', `password-links/${token}`, { password })).status).toBe(201);
  });

  test('is over after its time, when its user is made inactive, and when their address becomes another', async () => {
    const clock = movedClock(api.app.clock);
    const moved = { ...api.app, clock };
    const token = await linkOf(await person('tina'));
    clock.move(14 * 24 * 3_600_000 - 5000);
    expect(await getPasswordLink(moved, token)).toMatchObject({ purpose: 'invitation' });
    clock.move(10_000);
    await expect(getPasswordLink(moved, token)).rejects.toMatchObject({ code: 'not_found' });
    await api.call('PATCH', 'users/tina', { body: { email: 'tina@elsewhere.example' } });
    expect((await open('GET', `password-links/${token}`)).status).toBe(404);
    const next = await linkOf('tina@acme.example');
    await api.call('PATCH', 'users/tina', { body: { status: 'inactive' } });
    expect((await open('POST', `password-links/${next}`, { password })).status).toBe(404);
  });

  test('that is made up is nothing', async () => {
    for (const token of ['x', 'a'.repeat(43), '%00', '..%2f'])
      expect(problemOf(await open('GET', `password-links/${token}`)).status).toBeLessThan(500);
  });
});

describe('a forgotten password', () => {
  test('is replaced by a link in a message, and the answer is the same for whoever is named', async () => {
    const userName = await person('paul');
    const answers = await Promise.all(
      [userName, 'nobody@acme.example'].map((name) => open('POST', 'password-resets', { userName: name })),
    );
    expect(answers.map(({ status, text }) => `${status} ${text}`)).toEqual(['202 {}', '202 {}']);
    const mail = await mailTo('paul@acme.example');
    expect(mail).toMatchObject({ type: 'password-reset', status: 'queued', userId: 'paul', accountId: 'acme' });
    const chosen = await open('POST', `password-links/${tokenOf(mail.text)}`, { password });
    expect(chosen).toMatchObject({ status: 201, json: { user: { userId: 'paul' } } });
    expect(await mailsTo('nobody@acme.example')).toBe(0);
  });

  test('of somebody who may not sign in is not replaced', async () => {
    await person('gone');
    await api.call('PATCH', 'users/gone', { body: { status: 'inactive' } });
    await given.user(api.world, { userId: 'homeless', email: 'homeless@acme.example' });
    for (const userName of ['gone@acme.example', 'homeless'])
      expect((await open('POST', 'password-resets', { userName })).status).toBe(202);
    expect(await mailsTo('gone@acme.example')).toBe(0);
    expect(await mailsTo('homeless@acme.example')).toBe(0);
  });
});

describe('a delivered message', () => {
  test('carries a link that works; delivered twice, either link works until one is used', async () => {
    const userName = await person('vera');
    await open('POST', 'password-resets', { userName });
    const texts: string[] = [];
    const transport: MailTransport = {
      send: async ({ rendered }) => void texts.push(rendered.text, rendered.html),
      close: async () => undefined,
    };
    const { emailId } = await mailTo(userName);
    await api.app.database.updateTable('email').set({ status: 'sent' }).where('status', '=', 'queued').execute();
    for (let count = 0; count < 2; count++) {
      await api.app.database.updateTable('email').set({ status: 'queued' }).where('id', '=', Number(emailId)).execute();
      expect(await deliverDue(api.app, transport)).toBe(1);
    }
    const [first = '', ofHtml = '', second = ''] = texts.map(tokenOf);
    expect(ofHtml).toBe(first);
    expect(second).not.toBe(first);
    expect((await open('GET', `password-links/${second}`)).status).toBe(200);
    expect((await open('POST', `password-links/${first}`, { password })).status).toBe(201);
    expect((await open('GET', `password-links/${second}`)).status).toBe(404);
  });
});

describe('the outbox', () => {
  test('shows the link to an administrator of users where no mail server takes it there, and to nobody else', async () => {
    const userName = await person('nora');
    await open('POST', 'password-resets', { userName });
    const mail = await mailTo(userName);
    expect(mail.text).toMatch(/\/portal\/password\/[\w-]{43}/);
    const reader = await keyWith(api.app, ['viewEmails']);
    const seen = await api.call('GET', `emails/${mail.emailId}`, { key: reader });
    expect(seen.json.text).toContain('/portal/password/•••');
    expect(seen.text).not.toMatch(/password\/[\w-]{43}/);
  });

  test('never shows it where a mail server takes it there', async () => {
    const { createHttpServer } = await import('./http-server.ts');
    const config = { ...api.app.config, smtpUrl: 'smtp://127.0.0.1:1' };
    const server = await createHttpServer({ ...api.app, config });
    const { emailId } = await mailTo('nora@acme.example');
    const headers = { authorization: `Bearer ${api.key}` };
    const seen = await server.inject({ method: 'GET', url: `/api/v1/emails/${emailId}`, headers });
    expect(seen.json().text).toContain('/portal/password/•••');
    await server.close();
  });

  test('keeps no token in clear, in no table', async () => {
    const mail = await mailTo('nora@acme.example');
    const token = tokenOf(mail.text);
    const rows = await Promise.all([
      api.app.database.selectFrom('email').selectAll().execute(),
      api.app.database.selectFrom('passwordLink').selectAll().execute(),
      api.app.database.selectFrom('passwordLinkToken').selectAll().execute(),
      api.app.database.selectFrom('historyRecord').selectAll().execute(),
    ]);
    expect(JSON.stringify(rows)).not.toContain(token);
    expect((await open('GET', `password-links/${token}`)).status).toBe(200);
  });
});

describe('the first administrator', () => {
  const somebody = (name: string) => ({
    userName: name,
    firstName: 'Grace',
    lastName: 'Hopper',
    email: `${name}@producer.example`,
  });
  const withoutKey = () => {
    const { adminApiKey: _, ...config } = api.app.config;
    return { ...api.app, config: { ...config, adminApiKey: undefined } };
  };
  const link = async () => tokenOf((await firstAdministratorLink(withoutKey(), 'http://localhost')) ?? '');

  test('is made by one of many who come at once, each by a link of another process', async () => {
    const tokens = await Promise.all(Array.from({ length: 6 }, link));
    expect((await open('GET', `password-links/${tokens[0]}`)).json).toMatchObject({
      purpose: 'firstAdministrator',
      portal: 'producer',
      userName: null,
    });
    expect(reasons(await open('POST', `password-links/${tokens[0]}`, { password }))).toEqual(['required /user']);
    const answers = await Promise.all(
      tokens.map((token, index) =>
        open('POST', `password-links/${token}`, { password, user: somebody(`root${index}`) }),
      ),
    );
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    expect(answers.filter((answer) => answer.status === 404)).toHaveLength(5);
    const made = answers.find((answer) => answer.status === 201);
    expect(made?.json).toMatchObject({ portal: 'producer', accounts: [{ accountId: 'producer' }] });
    expect(made?.json.permissions).toContain('manageApiKeys');
  });

  test('is made no more once there is one, or where a key was configured', async () => {
    expect(await firstAdministratorLink(withoutKey(), 'http://localhost')).toBeUndefined();
    expect(await firstAdministratorLink(api.app, 'http://localhost')).toBeUndefined();
  });
});
