import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, postgresVersions } from '../../test/world.ts';
import { openMailTransport, transportLimits } from './mail-transport.ts';
import { addMail, quick, until, type MailWorld, patient } from './mail-world-playground.ts';
import { deliverDue, startMailer } from './mailer.ts';

describe.each(postgresVersions())('the mailer on PostgreSQL %s', (version) => {
  let mail: MailWorld;

  beforeAll(async () => {
    mail = await addMail(await openWorld({ version }));
  });
  afterEach(async () => mail.clear());
  afterAll(async () => mail.close());

  test('delivers text and HTML', async () => {
    const server = await mail.serve();
    await mail.queue(1);
    mail.start(server.url);
    await mail.untilAllAre('sent');
    const [received] = await server.received();
    expect(received).toMatchObject({
      from: { name: 'Acme, Inc.', address: 'licenses@acme.example' },
      replyTo: [{ address: 'sales@acme.example' }],
      to: [{ address: 'user0@acme.example' }],
      subject: '4 of your licenses and maintenance contracts expire soon',
    });
    expect(received?.text).toContain('Hello Maria,');
    expect(received?.html).toContain('Northwind &amp; Sons');
    const [row] = await mail.rows();
    expect(row).toMatchObject({ attempts: 1, lastError: null, leaseToken: null });
    expect(row?.sentAt).toBeInstanceOf(Date);
  });

  test('gives a message the headers that one from a machine has, fixed when it was queued', async () => {
    const server = await mail.serve();
    await mail.queue(1);
    const [row] = await mail.rows();
    mail.start(server.url);
    await mail.untilAllAre('sent');
    const [received] = await server.received();
    const headers = new Map(received?.headers.map(({ key, value }) => [key, value]));
    expect(headers.get('message-id')).toBe(row?.messageId);
    expect(headers.get('date')).toBe(row?.createdAt.toUTCString().replace('GMT', '+0000'));
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    expect(headers.get('x-licet-email-id')).toBe(String(row?.id));
    expect(headers.has('x-mailer')).toBe(false);
  });

  test('two mailers at once send each message once', async () => {
    const server = await mail.serve();
    await mail.queue(150);
    mail.start(server.url, { ...patient, batchMax: 10 });
    mail.start(server.url, { ...patient, batchMax: 10 });
    await mail.untilAllAre('sent');
    const mails = await server.received();
    expect(mails).toHaveLength(150);
    expect(new Set(mails.map((one) => one.messageId)).size).toBe(150);
  });

  test('a nudge wakes it', async () => {
    const server = await mail.serve();
    const mailer = mail.start(server.url, { pollMilliseconds: 600_000 });
    await sleep(100);
    await mail.queue(1);
    mailer.nudge();
    await mail.untilAllAre('sent');
    expect(await server.received()).toHaveLength(1);
  });

  test('a receiver that does not exist is given up, and the others get theirs', async () => {
    const server = await mail.serve({ unknownReceiver: 'user1@acme.example' });
    await mail.queue(3);
    mail.start(server.url);
    await until(async () => (await mail.rows()).every((row) => row.status !== 'queued'));
    expect((await mail.rows()).map((row) => [row.status, row.attempts])).toEqual([
      ['sent', 1],
      ['failed', 1],
      ['sent', 1],
    ]);
    expect((await mail.rows())[1]?.lastError).toContain('No such user');
  });

  test('data that does not fit the template fails with the reason, and hinders no other', async () => {
    const server = await mail.serve();
    await mail.queue(1, { data: { today: '2026-03-01' } });
    await mail.queue(2);
    mail.start(server.url);
    await until(async () => (await mail.rows()).every((row) => row.status !== 'queued'));
    expect((await mail.rows()).map((row) => row.status)).toEqual(['failed', 'sent', 'sent']);
    expect((await mail.rows())[0]?.lastError).toMatch(/^The subject cannot be rendered: undefined variable/);
  });

  test('stopping waits for the messages in hand, and gives the rest back', async () => {
    const server = await mail.serve({ takeMilliseconds: 120 });
    await mail.queue(20);
    const mailer = mail.start(server.url, patient);
    await until(async () => (await server.received()).length > 0);
    await mailer.stop();
    const sent = (await mail.rows()).filter((row) => row.status === 'sent');
    const delivered = new Set((await server.received()).map((one) => one.messageId));
    expect(new Set(sent.map((row) => row.messageId))).toEqual(delivered);
    expect(sent.length).toBeLessThan(20);
    expect(
      (await mail.rows()).filter((row) => row.leaseToken !== null || (row.status === 'queued' && row.attempts > 0)),
    ).toEqual([]);
  });

  test('without a mail server everything stays in the outbox', async () => {
    await mail.queue(1);
    const mailer = startMailer(mail.app, quick);
    mailer.nudge();
    await sleep(50);
    await mailer.stop();
    expect((await mail.rows()).map((row) => row.status)).toEqual(['queued']);
  });

  test('one delivery by hand answers how many messages it settled', async () => {
    const server = await mail.serve({ unknownReceiver: 'user1@acme.example' });
    await mail.queue(3);
    const transport = openMailTransport(server.url, { ...transportLimits, ...quick });
    expect([await deliverDue(mail.app, transport), await deliverDue(mail.app, transport)]).toEqual([3, 0]);
    await transport.close();
  });

  test('neither log nor outbox ever tells the password or an address', async () => {
    const lines: string[] = [];
    const log = pino(
      { level: 'trace' },
      new Writable({
        write: (line, _encoding, done) => {
          lines.push(String(line));
          done();
        },
      }),
    );
    const server = await mail.serve({ login: { user: 'licet', pass: 'right' } });
    await mail.queue(1);
    const url = server.url.replace('smtp://', 'smtp://licet:hunter2-secret@');
    mail.start(url, {}, { log });
    await until(async () => (await mail.rows()).some((row) => row.attempts >= 2));
    const [row] = await mail.rows();
    expect(row).toMatchObject({ status: 'queued' });
    expect(row?.lastError).toContain('Authentication failed');
    expect(lines.length).toBeGreaterThan(0);
    expect(`${lines.join('')}${row?.lastError}`).not.toMatch(/hunter2|aHVudGVyMi|user0@/);
  });
});
