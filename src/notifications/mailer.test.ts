import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { systemActor } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import { connectDatabase, inTransaction } from '../platform/database.ts';
import { changeSettings } from '../settings/setting-operations.ts';
import { leaseDueEmails, settleEmails } from './delivery-store.ts';
import { listEmails } from './email-operations.ts';
import { activeTemplates } from './email-template-store.ts';
import { deliverDue, startMailer, type Mailer, type MailerOptions } from './mailer.ts';
import { openMailTransport, transportLimits } from './mail-transport.ts';
import { queueEmails, type NewEmail } from './outbox.ts';
import { samplesOf } from './rules/sample-data.ts';
import { openSmtpPlayground, type SmtpBehaviour, type SmtpPlayground } from './smtp-playground.ts';

const admin = systemActor('admin');

const quick: Partial<MailerOptions> = {
  pollMilliseconds: 10,
  pauseMaxMilliseconds: 60,
  retryFirstSeconds: 0.03,
  retryMaxSeconds: 0.1,
  connectMilliseconds: 150,
  greetingMilliseconds: 150,
  silenceMilliseconds: 150,
  messageMilliseconds: 400,
};

describe.each(postgresVersions())('the mailer on PostgreSQL %s', (version) => {
  let world: World;
  let message: NewEmail;
  const servers: SmtpPlayground[] = [];
  const mailers: Mailer[] = [];

  beforeAll(async () => {
    world = await openWorld({ version });
    await changeSettings(world.app, admin, { mailFrom: 'Acme, Inc. <licenses@acme.example>', mailReplyTo: 'sales@acme.example' });
    const templates = await activeTemplates(world.app.database, ['renewal-reminder']);
    const templateId = templates['renewal-reminder']?.[0]?.id ?? 0;
    const [data] = samplesOf('renewal-reminder');
    message = { type: 'renewal-reminder', templateId, runId: null, accountId: null, userId: null, toAddress: 'a@acme.example', data };
  });
  afterAll(async () => world.close());
  beforeEach(async () => sql`delete from email`.execute(world.app.database));
  afterEach(async () => {
    for (const mailer of mailers.splice(0)) await mailer.stop();
    for (const server of servers.splice(0)) await server.close();
  });

  async function serve(options: Parameters<typeof openSmtpPlayground>[0] = {}): Promise<SmtpPlayground> {
    const server = await openSmtpPlayground(options);
    servers.push(server);
    return server;
  }

  function appWith(smtpUrl: string, more: Partial<App> = {}): App {
    return { ...world.app, ...more, config: { ...world.app.config, smtpUrl } };
  }

  function start(smtpUrl: string, options: Partial<MailerOptions> = {}, more: Partial<App> = {}): Mailer {
    const mailer = startMailer(appWith(smtpUrl, more), { ...quick, ...options });
    mailers.push(mailer);
    return mailer;
  }

  async function queue(count: number, more: Partial<NewEmail> = {}): Promise<void> {
    const messages = Array.from({ length: count }, (_, index) => ({ ...message, toAddress: `user${index}@acme.example`, ...more }));
    await inTransaction(world.app.database, async (transaction) => queueEmails(transaction, messages));
  }

  async function rows() {
    return world.app.database.selectFrom('email').selectAll().orderBy('email.id').execute();
  }

  async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
    const deadline = performance.now() + 15_000;
    while (!(await holds())) {
      if (performance.now() > deadline) throw new Error(`it never came to that: ${String(holds)}`);
      await sleep(10);
    }
  }

  async function untilAllAre(status: string): Promise<void> {
    await until(async () => (await rows()).every((row) => row.status === status));
  }

  test('delivers text and HTML, with the headers that a machine\'s message has', async () => {
    const server = await serve();
    await queue(1);
    start(server.url);
    await untilAllAre('sent');
    const [mail] = await server.received();
    const [row] = await rows();
    expect(mail?.from).toMatchObject({ name: 'Acme, Inc.', address: 'licenses@acme.example' });
    expect(mail?.replyTo).toMatchObject([{ address: 'sales@acme.example' }]);
    expect(mail?.to).toMatchObject([{ address: 'user0@acme.example' }]);
    expect(mail?.subject).toBe('4 of your licenses and maintenance contracts expire soon');
    expect(mail?.text).toContain('Hello Maria,');
    expect(mail?.html).toContain('Northwind &amp; Sons');
    expect(mail?.messageId).toBe(row?.messageId);
    expect(new Date(mail?.date ?? '').getTime()).toBe(Math.floor((row?.createdAt.getTime() ?? 0) / 1000) * 1000);
    const headers = new Map(mail?.headers.map(({ key, value }) => [key, value]));
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    expect(headers.get('x-licet-email-id')).toBe(String(row?.id));
    expect(headers.has('x-mailer')).toBe(false);
    expect(row).toMatchObject({ attempts: 1, lastError: null, leaseToken: null });
    expect(row?.sentAt).toBeInstanceOf(Date);
  });

  const troubles: readonly SmtpBehaviour[] = [
    'isDown',
    'neverGreets',
    'isBusy421',
    'greylists451',
    'refusesSender553',
    'hangsAfterData',
    'diesAfterData',
    'trickles',
  ];

  test.each(troubles)('every message arrives in the end when the server %s for a while', async (trouble) => {
    const server = await serve();
    await server.behave(trouble);
    await queue(4);
    start(server.url);
    await until(async () => server.met() >= 3 || (trouble === 'isDown' && (await rows()).some((row) => row.attempts >= 3)));
    expect((await rows()).every((row) => row.status === 'queued')).toBe(true);
    await server.behave('takes');
    await untilAllAre('sent');

    const mails = await server.received();
    const after = await rows();
    expect(after).toHaveLength(4);
    expect(new Set(mails.map((mail) => mail.messageId))).toEqual(new Set(after.map((row) => row.messageId)));
    expect(new Set(mails.map((mail) => `${mail.messageId} ${mail.to?.[0]?.address} ${mail.date}`)).size).toBe(4);
    expect(after.some((row) => row.attempts > 1)).toBe(true);
  });

  test('two mailers at once send each message once', async () => {
    const server = await serve();
    await queue(150);
    start(server.url, { batchMax: 10 });
    start(server.url, { batchMax: 10 });
    await untilAllAre('sent');
    const mails = await server.received();
    expect(mails).toHaveLength(150);
    expect(new Set(mails.map((mail) => mail.messageId)).size).toBe(150);
  });

  test('a nudge wakes it', async () => {
    const server = await serve();
    const mailer = start(server.url, { pollMilliseconds: 600_000 });
    await sleep(100);
    await queue(1);
    mailer.nudge();
    await untilAllAre('sent');
  });

  test('a receiver that does not exist is given up, and the others get theirs', async () => {
    const server = await serve({ unknownReceiver: 'user1@acme.example' });
    await queue(3);
    start(server.url);
    await until(async () => (await rows()).every((row) => row.status !== 'queued'));
    expect((await rows()).map((row) => [row.status, row.attempts])).toEqual([['sent', 1], ['failed', 1], ['sent', 1]]);
    expect((await rows())[1]?.lastError).toContain('No such user');
  });

  test('data that does not fit the template fails with the reason, and hinders no other', async () => {
    const server = await serve();
    await queue(1, { data: { today: '2026-03-01' } });
    await queue(2);
    start(server.url);
    await until(async () => (await rows()).every((row) => row.status !== 'queued'));
    expect((await rows()).map((row) => row.status)).toEqual(['failed', 'sent', 'sent']);
    expect((await rows())[0]?.lastError).toMatch(/^The subject cannot be rendered: undefined variable/);
  });

  test('a message is given up when it could not be delivered for four days', async () => {
    const server = await serve();
    await server.behave('greylists451');
    await queue(2);
    await sql`update email set queued_at = now() - interval '97 hours' where to_address = 'user0@acme.example'`.execute(world.app.database);
    start(server.url);
    await until(async () => (await rows()).some((row) => row.attempts >= 3));
    expect((await rows()).map((row) => row.status)).toEqual(['failed', 'queued']);
  });

  test('what a dead process had in hand goes out when its lease is over, and what it wrote too late counts no more', async () => {
    const server = await serve();
    await queue(2);
    const token = '00000000-0000-4000-8000-000000000000';
    const leased = await leaseDueEmails(world.app.database, { token, seconds: 0.4, limit: 10 });
    start(server.url);
    await sleep(150);
    expect(await server.received()).toHaveLength(0);
    await untilAllAre('sent');
    expect(await server.received()).toHaveLength(2);
    expect(await settleEmails(world.app.database, token, leased.map(({ id }) => ({ id, outcome: 'failed', error: 'late' })))).toEqual([]);
    expect((await rows()).map((row) => row.status)).toEqual(['sent', 'sent']);
  });

  test('stopping waits for the messages in hand, and gives the rest back', async () => {
    const server = await serve({ takeMilliseconds: 120 });
    await queue(20);
    const mailer = start(server.url, { silenceMilliseconds: 2_000, messageMilliseconds: 2_000 });
    await until(async () => (await server.received()).length > 0);
    await mailer.stop();
    const sent = (await rows()).filter((row) => row.status === 'sent');
    expect(sent.map((row) => row.messageId).toSorted()).toEqual((await server.received()).map((mail) => mail.messageId).toSorted());
    expect(sent.length).toBeLessThan(20);
    expect((await rows()).filter((row) => row.leaseToken !== null || (row.status === 'queued' && row.attempts > 0))).toEqual([]);
  });

  test('every message arrives although the database connections are cut again and again', async () => {
    const server = await serve({ takeMilliseconds: 5 });
    await queue(150);
    const own = connectDatabase(world.connection, world.app.log);
    const mailer = start(server.url, { leaseSeconds: 1.5 }, { database: own });
    for (let cut = 0; cut < 5; cut++) {
      await sleep(60);
      await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and query like '%email%'`.execute(world.app.database);
    }
    await untilAllAre('sent');
    await mailer.stop();
    await own.destroy();
    expect(new Set((await server.received()).map((mail) => mail.messageId)).size).toBe(150);
    expect(await rows()).toHaveLength(150);
  });

  test('without a mail server everything stays in the outbox', async () => {
    await queue(1);
    const mailer = startMailer(world.app, quick);
    mailer.nudge();
    await sleep(50);
    await mailer.stop();
    expect((await listEmails(world.app, admin, { limit: 9 })).items.map((email) => email.status)).toEqual(['queued']);
  });

  test('one delivery by hand answers how many messages it settled', async () => {
    const server = await serve({ unknownReceiver: 'user1@acme.example' });
    await queue(3);
    const transport = openMailTransport(server.url, { ...transportLimits, ...quick });
    expect([await deliverDue(world.app, transport), await deliverDue(world.app, transport)]).toEqual([3, 0]);
    transport.close();
  });

  test('neither log nor outbox ever tells the password or an address', async () => {
    const lines: string[] = [];
    const log = pino({ level: 'trace' }, new Writable({ write: (line, _encoding, done) => { lines.push(String(line)); done(); } }));
    const server = await serve({ login: { user: 'licet', pass: 'right' } });
    await queue(1);
    const url = server.url.replace('smtp://', 'smtp://licet:hunter2-secret@');
    start(url, {}, { log });
    await until(async () => (await rows()).some((row) => row.attempts >= 2));
    const [row] = await rows();
    expect(row).toMatchObject({ status: 'queued', lastError: expect.stringContaining('Authentication failed') });
    expect(lines.length).toBeGreaterThan(0);
    expect(`${lines.join('')}${row?.lastError}`).not.toMatch(/hunter2|aHVudGVyMi|user0@/);
  });
});
