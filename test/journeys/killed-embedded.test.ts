import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSmtpPlayground, type SmtpPlayground } from '../../src/notifications/smtp-playground.ts';
import { connectDatabase, type Database } from '../../src/platform/database.ts';
import { openEmbeddedPostgres } from '../../src/platform/embedded-postgres.ts';
import { createLog } from '../../src/platform/log.ts';
import { givenOrderBook, orderBook, runJob } from '../given-records.ts';
import { endLeases, heldNow, kill, openRuns, pause, randomMoments, until } from '../kills.ts';
import { freshDataFolder, licet, startLicet } from '../licet-process.ts';
import { openWorld } from '../world.ts';

const imported = 8_000;
const log = createLog({ logLevel: 'silent' });

describe('a process that is killed beside its own database', () => {
  let folder: string;
  let mailServer: SmtpPlayground;
  let variables: Readonly<Record<string, string>>;
  beforeEach(async () => {
    folder = freshDataFolder();
    mailServer = await openSmtpPlayground({ takeMilliseconds: 20 });
    variables = { LICET_DATA_DIR: folder, LICET_TODAY: '2026-03-01', LICET_PORT: '0', LICET_DEMO: '0' };
  });
  afterEach(async () => {
    await mailServer.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const look = async <T>(see: (database: Database) => Promise<T>): Promise<T> => {
    const postgres = await openEmbeddedPostgres({ dataFolder: folder });
    const database = connectDatabase(postgres.connection, log, 1);
    try {
      return await see(database);
    } finally {
      await database.destroy();
      await postgres.release();
    }
  };

  test('leaves everything to the next one, which comes to the same end', async () => {
    const { random, told } = randomMoments();
    const undisturbed = await outcomeUndisturbed();
    expect(await licet(['import', join(orderBook, 'orders.ndjson')], variables)).toMatchObject({ status: 0 });

    const file = join(folder, 'accounts.ndjson');
    writeFileSync(file, accountLines());
    // Each command is killed when its run is under way; what it began is open, and its database runs on without anybody.
    for (const command of [
      ['job', 'run', 'expiring-entitlements'],
      ['job', 'run', 'expired-entitlements'],
      ['import', file],
    ]) {
      const process = startLicet(command, variables);
      await look(async (database) => {
        await until(async () => process.child.exitCode !== null || (await heldNow(database)).runs.length > 0, 2);
        await pause(random() * 60);
        await kill(process);
      });
      await look(endLeases);
    }
    const servers = { ...variables, LICET_SMTP_URL: mailServer.url };
    for (let round = 1; round <= 3; round++) {
      const server = startLicet(['serve'], servers);
      await server.printed(/ready at/);
      await pause(random() * 300);
      await kill(server);
      // The second one finds leases of the dead, and a database that nobody has stopped.
      if (round > 1) await look(endLeases);
    }
    const last = startLicet(['serve'], servers);
    await last.printed(/Stop with/);
    await look((database) =>
      until(async () => (await openRuns(database)) + (await queuedEmails(database)) === 0, 20, [last]),
    );
    last.child.kill('SIGTERM');
    expect(await last.ended, told).toMatchObject({ status: 0 });

    expect(await look(outcomeOf), told).toEqual(undisturbed);
    expect(await look(importedAccounts), told).toEqual({ accounts: imported, histories: imported, unsuccessful: 0 });
    const received = await mailServer.received();
    expect(new Set(received.map((email) => email.messageId)).size, told).toBe(undisturbed.length);
  }, 90_000);
});

/** Who is told what by both jobs over the order book, where nobody is killed. */
async function outcomeUndisturbed() {
  const calm = await openWorld();
  try {
    await givenOrderBook(calm.app);
    await runJob(calm.app, 'expiring-entitlements');
    await runJob(calm.app, 'expired-entitlements');
    const outcome = await outcomeOf(calm.app.database);
    expect(outcome).toHaveLength(91);
    return outcome;
  } finally {
    await calm.close();
  }
}

async function outcomeOf(database: Database) {
  const { rows } = await sql<Readonly<Record<string, unknown>>>`
    select account.account_id, licet_user.user_id, email.type, email.to_address, md5(email.data::text) as content
      from email left join account on account.id = email.account_id left join licet_user on licet_user.id = email.user_id
     order by email.type, account.account_id, licet_user.user_id`.execute(database);
  return rows;
}

async function queuedEmails(database: Database): Promise<number> {
  const { rows } = await sql<{ queued: number }>`
    select count(*) as queued from email where email.status = 'queued'`.execute(database);
  return rows[0]?.queued ?? 0;
}

async function importedAccounts(database: Database) {
  const { rows } = await sql`
    select (select count(*) from account where account_id like 'A-%') as accounts,
           (select count(*) from history_record where entity_key like 'A-%') as histories,
           (select count(*) from job_run where status <> 'succeeded') as unsuccessful`.execute(database);
  return rows[0];
}

function accountLines(): string {
  return Array.from({ length: imported }, (_, index) =>
    JSON.stringify({ entity: 'account', accountId: `A-${index}`, name: 'Account' }),
  ).join('\n');
}
