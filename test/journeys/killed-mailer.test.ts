import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deliveryOptions } from '../../src/notifications/delivery.ts';
import { openSmtpPlayground, type SmtpPlayground } from '../../src/notifications/smtp-playground.ts';
import { givenOrderBook, runJob } from '../given-records.ts';
import { endLeases, heldNow, kill, pause, randomMoments, until } from '../kills.ts';
import { addressOf, startLicet } from '../licet-process.ts';
import { openWorld, type World } from '../world.ts';

const copies = 9;
const workersAtOnce = 3;

describe('a process that is killed while it delivers mail', () => {
  let world: World;
  let mailServer: SmtpPlayground;
  beforeAll(async () => {
    world = await openWorld();
    mailServer = await openSmtpPlayground({ takeMilliseconds: 10 });
    await givenOrderBook(world.app);
    await runJob(world.app, 'expiring-entitlements');
    await runJob(world.app, 'expired-entitlements');
    await sql`
      insert into email (message_id, type, variation, template_id, account_id, user_id, to_address, data)
      select gen_random_uuid()::text, type, variation, template_id, account_id, user_id, to_address, data
        from email cross join generate_series(1, ${copies})`.execute(world.app.database);
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
    const { random, told } = randomMoments();
    const variables = { DATABASE_URL: addressOf(world.connection), LICET_SMTP_URL: mailServer.url };
    const all = (await statuses())['queued'] ?? 0;
    expect(all).toBe(91 * (1 + copies));
    let hits = 0;
    for (let round = 1; round <= 4; round++) {
      const workers = Array.from({ length: workersAtOnce }, () => startLicet(['work'], variables));
      await until(async () => (await heldNow(world.app.database)).emails > 0, 10, workers);
      await pause(random() * 400);
      hits += (await heldNow(world.app.database)).emails > 0 ? 1 : 0;
      await kill(...workers);
      await endLeases(world.app.database);
    }
    const worker = startLicet(['work'], variables);
    await until(async () => (await statuses())['sent'] === all, 20, [worker]);
    worker.child.kill('SIGTERM');
    expect(await worker.ended, told).toMatchObject({ status: 0 });
    expect(await statuses(), told).toEqual({ sent: all });
    const received = await mailServer.received();
    expect(new Set(received.map((email) => email.messageId)).size, told).toBe(all);
    // No more come twice than the killed had in their hands.
    expect(hits, told).toBeGreaterThan(1);
    expect(received.length - all, told).toBeLessThanOrEqual(4 * workersAtOnce * deliveryOptions.lanes);
  }, 90_000);
});
