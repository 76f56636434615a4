import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, postgresVersions } from '../../test/world.ts';
import { connectDatabase } from '../platform/database.ts';
import { leaseDueEmails, settleEmails } from './delivery-store.ts';
import { addMail, until, type MailWorld } from './mail-world-playground.ts';
import type { SmtpBehaviour } from './smtp-playground.ts';

describe.each(postgresVersions())('mail that meets trouble on PostgreSQL %s', (version) => {
  let mail: MailWorld;

  beforeAll(async () => {
    mail = await addMail(await openWorld({ version }));
  });
  afterEach(async () => mail.clear());
  afterAll(async () => mail.close());

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
    const server = await mail.serve();
    await server.behave(trouble);
    await mail.queue(4);
    mail.start(server.url);
    await until(
      async () => server.met() >= 3 || (trouble === 'isDown' && (await mail.rows()).some((row) => row.attempts >= 3)),
    );
    expect((await mail.rows()).every((row) => row.status === 'queued')).toBe(true);
    await server.behave('takes');
    await mail.untilAllAre('sent');

    const mails = await server.received();
    const after = await mail.rows();
    expect(after).toHaveLength(4);
    expect(new Set(mails.map((one) => one.messageId))).toEqual(new Set(after.map((row) => row.messageId)));
    expect(new Set(mails.map((one) => `${one.messageId} ${one.to?.[0]?.address} ${one.date}`)).size).toBe(4);
    expect(after.some((row) => row.attempts > 1)).toBe(true);
  });

  test('a message is given up when it could not be delivered for four days', async () => {
    const server = await mail.serve();
    await server.behave('greylists451');
    await mail.queue(2);
    await sql`update email set queued_at = now() - interval '97 hours' where to_address = 'user0@acme.example'`.execute(
      mail.app.database,
    );
    mail.start(server.url);
    await until(async () => (await mail.rows()).some((row) => row.attempts >= 3));
    expect((await mail.rows()).map((row) => row.status)).toEqual(['failed', 'queued']);
  });

  test('what a dead process had in hand goes out when its lease is over, and what it wrote too late counts no more', async () => {
    const server = await mail.serve();
    await mail.queue(2);
    const token = '00000000-0000-4000-8000-000000000000';
    const leased = await leaseDueEmails(mail.app.database, { token, seconds: 0.4, limit: 10 });
    mail.start(server.url);
    await sleep(150);
    expect(await server.received()).toHaveLength(0);
    await mail.untilAllAre('sent');
    expect(await server.received()).toHaveLength(2);
    expect(
      await settleEmails(
        mail.app.database,
        token,
        leased.map(({ id }) => ({ id, outcome: 'failed', error: 'late', isAddressRefused: false })),
      ),
    ).toEqual([]);
    expect((await mail.rows()).map((row) => row.status)).toEqual(['sent', 'sent']);
  });

  test('every message arrives although the database connections are cut again and again', async () => {
    const server = await mail.serve({ takeMilliseconds: 5 });
    await mail.queue(150);
    const own = connectDatabase(mail.connection, mail.app.log);
    const mailer = mail.start(server.url, { leaseSeconds: 1.5 }, { database: own });
    for (let cut = 0; cut < 5; cut++) {
      await sleep(60);
      await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and query like '%email%'`.execute(
        mail.app.database,
      );
    }
    await mail.untilAllAre('sent');
    await mailer.stop();
    await own.destroy();
    expect(new Set((await server.received()).map((one) => one.messageId)).size).toBe(150);
    expect(await mail.rows()).toHaveLength(150);
  });
});
