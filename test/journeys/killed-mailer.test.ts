import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSmtpPlayground, type SmtpPlayground } from '../../src/notifications/smtp-playground.ts';
import { givenOrderBook, runJob } from '../given-records.ts';
import { startLicet } from '../licet-process.ts';
import { openWorld, type World } from '../world.ts';

describe('a process that is killed while it delivers mail', () => {
  let world: World;
  let mailServer: SmtpPlayground;
  beforeAll(async () => {
    world = await openWorld();
    mailServer = await openSmtpPlayground({ takeMilliseconds: 10 });
    await givenOrderBook(world.app);
    await runJob(world.app, 'expiring-entitlements');
    await runJob(world.app, 'expired-entitlements');
  });
  afterAll(async () => {
    await mailServer.close();
    await world.close();
  });

  const statuses = async () => {
    const { rows } = await sql<{ status: string; count: number }>`
      select email.status, count(*) as count from email group by email.status order by email.status`.execute(
      world.app.database,
    );
    return Object.fromEntries(rows.map((row) => [row.status, row.count]));
  };

  test('loses nothing and makes no second message: each arrives, a few perhaps twice with one Message-ID', async () => {
    const { host, port, user, database } = world.connection;
    const variables = {
      DATABASE_URL: `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}&port=${port}`,
      LICET_SMTP_URL: mailServer.url,
    };
    const all = (await statuses())['queued'] ?? 0;
    expect(all).toBe(91);
    for (let kills = 1; kills <= 4; kills++) {
      const before = (await mailServer.received()).length;
      const worker = startLicet(['work'], variables);
      while ((await mailServer.received()).length < Math.min(all, before + 5 * kills)) await pause(5);
      worker.child.kill('SIGKILL');
      await worker.ended;
      // What it had in hand would be free again when its lease ends.
      await sql`update email set lease_until = now() where email.status = 'queued'`.execute(world.app.database);
    }
    const worker = startLicet(['work'], variables);
    while ((await statuses())['sent'] !== all) await pause(20);
    worker.child.kill('SIGTERM');
    expect(await worker.ended).toMatchObject({ status: 0 });
    expect(await statuses()).toEqual({ sent: all });
    const received = await mailServer.received();
    expect(new Set(received.map((email) => email.messageId)).size).toBe(all);
    expect(received.length).toBeGreaterThanOrEqual(all);
  });
});

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
