import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { anybody } from '../../test/given-records.ts';
import { openWorld, postgresVersions } from '../../test/world.ts';
import { createUser, getUser } from '../accounts/user-operations.ts';
import { listAudit } from '../accounts/audit-operations.ts';
import { getEmail } from '../notifications/email-operations.ts';
import { addMail, type MailWorld } from '../notifications/mail-world-playground.ts';
import { unsubscribeRoutes } from './unsubscribe-routes.ts';

describe.each(postgresVersions())('unsubscribing from mails on PostgreSQL %s', (version) => {
  let mail: MailWorld;
  let door: FastifyInstance;
  let address: string;
  let users = 0;
  let userId: string;

  beforeAll(async () => {
    mail = await addMail(await openWorld({ version }));
    door = fastify();
    await unsubscribeRoutes(door, mail.app);
    address = await door.listen({ port: 0, host: '127.0.0.1' });
  });
  beforeEach(async () => (userId = await subscriber('en')));
  afterEach(async () => mail.clear());
  afterAll(async () => {
    await door.close();
    await mail.close();
  });

  async function subscriber(locale: string): Promise<string> {
    const name = `user${++users}`;
    const names = { userId: name, userName: name, firstName: 'Ada', lastName: 'Lovelace' };
    const subscriptions = { expiringEntitlements: true };
    await createUser(mail.app, anybody, { ...names, email: `${name}@acme.example`, locale, subscriptions });
    return name;
  }

  async function rowOf(key: string): Promise<number> {
    const query = mail.app.database.selectFrom('licetUser').select('licetUser.id');
    return (await query.where('licetUser.userId', '=', key).executeTakeFirstOrThrow()).id;
  }

  /** Mails to some users, as they arrive. */
  async function mailed(...keys: string[]) {
    const server = await mail.serve();
    for (const key of keys) await mail.queue(1, { userId: await rowOf(key), toAddress: `${key}@acme.example` });
    mail.start(server.url);
    await mail.untilAllAre('sent');
    const received = await server.received();
    return keys.map((key) => {
      const found = received.filter((one) => one.to?.some((to) => to.address === `${key}@acme.example`));
      const [one] = found;
      if (one === undefined) throw new Error(`${key} got no mail`);
      const headers = new Map(one.headers.map((header) => [header.key, header.value]));
      const link = /^<(.+)>$/.exec(headers.get('list-unsubscribe') ?? '')?.[1] ?? '';
      return { ...one, headers, link, here: link.replace(mail.app.config.publicUrl, address) };
    });
  }

  async function linkOf(key: string): Promise<string> {
    return (await mailed(key))[0]?.here ?? '';
  }

  const isSubscribed = async (key = userId) =>
    (await getUser(mail.app, anybody, key)).subscriptions.expiringEntitlements;
  const changesOf = async (key = userId) =>
    (await listAudit(mail.app, anybody, { entity: 'user', entityKey: key, limit: 100 })).items.filter(
      (item) => item.event === 'changed',
    );

  test('each reminder has the headers of one click and the same link in its footer', async () => {
    const [received] = await mailed(userId);
    expect(received?.headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(received?.link).toMatch(/^http:\/\/127\.0\.0\.1:8080\/unsubscribe\/[\w-]{32}$/);
    expect(received?.text).toContain(`To stop these reminders: ${received?.link}`);
    expect(received?.html).toContain(`href="${received?.link}"`);
  });

  test('the link stays the same over mails, and is another one for another user', async () => {
    const other = await subscriber('en');
    const [first] = await mailed(userId);
    await mail.clear();
    const [second, others] = await mailed(userId, other);
    expect(second?.link).toBe(first?.link);
    expect(others?.link).not.toBe(first?.link);
  });

  test('a message to nobody in particular has neither', async () => {
    const server = await mail.serve();
    await mail.queue(1);
    mail.start(server.url);
    await mail.untilAllAre('sent');
    const [received] = await server.received();
    expect(received?.headers.filter(({ key }) => key.startsWith('list-'))).toEqual([]);
    expect(received?.text).toContain('answer this email and say so');
  });

  test.each([
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'List-Unsubscribe=One-Click'],
    [
      'a form in parts',
      { 'content-type': 'multipart/form-data; boundary=x' },
      '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
    ],
    ['nothing', {}, undefined],
  ])('a POST of %s unticks the box, without a sign-in or a redirect', async (_, headers, body) => {
    const link = await linkOf(userId);
    const answer = await fetch(link, { method: 'POST', headers, body: body ?? null, redirect: 'error' });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('You are unsubscribed');
    expect(await isSubscribed()).toBe(false);
  });

  test('a GET changes nothing and offers a button that posts to the same address', async () => {
    const link = await linkOf(userId);
    const answer = await fetch(link);
    expect(answer.status).toBe(200);
    const page = await answer.text();
    expect(page).toContain('<form method="post"><button type="submit">Unsubscribe</button></form>');
    expect(page).not.toContain(userId);
    const policy = answer.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'self'");
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await isSubscribed()).toBe(true);
  });

  test('it is recorded once, however often it is done, and the other boxes stay', async () => {
    const link = await linkOf(userId);
    await Promise.all([1, 2, 3].map(async () => fetch(link, { method: 'POST' })));
    expect((await fetch(link, { method: 'POST' })).status).toBe(200);
    const user = await getUser(mail.app, anybody, userId);
    expect(user.subscriptions).toEqual({ expiringEntitlements: false, productUpgrades: true, announcements: true });
    expect(user).toMatchObject({ version: 2, updatedBy: 'unsubscribe link' });
    expect(await changesOf()).toMatchObject([
      {
        actor: 'unsubscribe link',
        before: { subscriptions: { expiringEntitlements: true } },
        after: { subscriptions: { expiringEntitlements: false } },
        reason: 'unsubscribed by mail',
      },
    ]);
    expect(await (await fetch(link)).text()).toContain('You are unsubscribed');
  });

  test.each(['your-personal-link', 'A'.repeat(32), '%00', "'", 'a'.repeat(99)])(
    'of the token %s nobody knows, it says so and does nothing',
    async (token) => {
      for (const method of ['GET', 'POST']) {
        const answer = await fetch(`${address}/unsubscribe/${token}`, { method });
        expect(answer.status).toBe(404);
        expect(await answer.text()).toContain('This link leads nowhere');
      }
      expect(await isSubscribed()).toBe(true);
    },
  );

  test.each([
    ['de-AT', 'Diese E-Mails abbestellen?'],
    ['fr', 'Ne plus recevoir ces e-mails ?'],
    ['ja', 'このメールの配信を停止しますか？'],
    ['sv', 'Stop these emails?'],
  ])('the page is in the language of a user in %s', async (locale, title) => {
    const page = await (await fetch(await linkOf(await subscriber(locale)))).text();
    expect(page).toContain(`<h1>${title}</h1>`);
  });

  test('in the outbox only those see the real link who may untick the box themselves', async () => {
    const [received] = await mailed(userId);
    const emailId = String((await mail.rows())[0]?.id);
    const reader = { ...anybody, permissions: new Set(['viewEmails'] as const) };
    expect((await getEmail(mail.app, anybody, emailId)).text).toContain(received?.link);
    const shown = (await getEmail(mail.app, reader, emailId)).text;
    expect(shown).toContain('/unsubscribe/your-personal-link');
    expect(shown).not.toContain(received?.link);
  });
});
