import { rmSync } from 'node:fs';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { problemSchema } from '../../src/api/problem-documents.ts';
import { connectDatabase } from '../../src/platform/database.ts';
import { openEmbeddedPostgres, type EmbeddedPostgres } from '../../src/platform/embedded-postgres.ts';
import { createLog } from '../../src/platform/log.ts';
import { migrateEverything } from '../../src/server-migrate.ts';
import { freshDataFolder, startLicet, type LicetProcess } from '../licet-process.ts';

const key = 'a-key-for-the-first-administrator';
const imported = 10_000;
const log = createLog({ logLevel: 'silent' });

describe('a PostgreSQL that is stopped and started under load', () => {
  let folder: string;
  let postgres: EmbeddedPostgres;
  let server: LicetProcess;
  let address: string;
  beforeEach(async () => {
    folder = freshDataFolder();
    postgres = await openEmbeddedPostgres({ dataFolder: folder });
    const database = connectDatabase(postgres.connection, log, 1);
    await migrateEverything(database);
    await database.destroy();
    const { host, port, user, database: name } = postgres.connection;
    server = startLicet(['serve'], {
      DATABASE_URL: `postgres://${user}@localhost/${name}?host=${encodeURIComponent(host)}&port=${port}`,
      LICET_PORT: '0',
      LICET_DEMO: '0',
      LICET_ADMIN_API_KEY: key,
    });
    address = /ready at (\S+)/.exec(await server.printed(/Stop with/))?.[1] ?? '';
  });
  afterEach(async () => {
    server.child.kill('SIGKILL');
    await server.ended;
    await postgres.release();
    rmSync(folder, { recursive: true, force: true });
  });

  const call = (path: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    fetch(`${address}/api/v1/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
      body,
    });
  const ready = async (status: number): Promise<void> => {
    while ((await fetch(`${address}/readyz`)).status !== status) await pause(20);
  };

  test('is told of with 503, comes back by itself, and has lost nothing that was acknowledged', async () => {
    const load = startLoad(call);
    const accepted = await call('imports', accountLines(), { 'content-type': 'application/x-ndjson' });
    expect(accepted.status).toBe(202);
    await load.until(({ acknowledged }) => acknowledged.length >= 20);
    await postgres.release();
    await ready(503);
    expect((await fetch(`${address}/livez`)).status).toBe(200);
    await load.until(({ unavailable }) => unavailable.length >= 20);
    postgres = await openEmbeddedPostgres({ dataFolder: folder });
    await ready(200);
    const before = load.seen.acknowledged.length;
    await load.until(({ acknowledged }) => acknowledged.length >= before + 20);
    await load.stop();

    expect(load.seen.strange).toEqual([]);
    for (const { retryAfter, problem } of load.seen.unavailable) {
      expect(problemSchema.parse(problem)).toMatchObject({ status: 503, code: 'database_unavailable' });
      expect(Number(retryAfter)).toBeGreaterThan(0);
    }
    const database = connectDatabase(postgres.connection, log, 1);
    // What the import held would be free in half a minute.
    await sql`update job_run set lease_until = now() where job_run.status = 'running'`.execute(database);
    const counts = async () => {
      const { rows } = await sql<{ open: number; succeeded: number; imported: number; loaded: string[] }>`
        select (select count(*) from job_run where status in ('queued', 'running')) as open,
               (select count(*) from job_run where status = 'succeeded') as succeeded,
               (select count(*) from account where account_id like 'A-%') as imported,
               (select json_agg(account_id) from account where account_id like 'L-%') as loaded`.execute(database);
      return rows[0];
    };
    while ((await counts())?.open !== 0) await pause(50);
    const { loaded = [], ...rest } = (await counts()) ?? {};
    await database.destroy();
    expect(rest).toEqual({ open: 0, succeeded: 1, imported });
    expect(loaded.toSorted()).toEqual(load.seen.acknowledged.toSorted());
  });
});

interface Seen {
  readonly acknowledged: string[];
  readonly unavailable: { readonly retryAfter: string | null; readonly problem: unknown }[];
  readonly strange: string[];
}

/** Four clients who make accounts, and repeat what was not acknowledged, until they are stopped. */
function startLoad(call: (path: string, body: string, headers: Readonly<Record<string, string>>) => Promise<Response>) {
  const seen: Seen = { acknowledged: [], unavailable: [], strange: [] };
  const state = { stopping: false };
  const make = async (accountId: string): Promise<void> => {
    for (;;) {
      const answer = await call('accounts', JSON.stringify({ accountId, name: 'Loaded' }), {
        'idempotency-key': accountId,
      });
      const text = await answer.text();
      if (answer.status === 201) return void seen.acknowledged.push(accountId);
      if (answer.status === 503)
        seen.unavailable.push({ retryAfter: answer.headers.get('retry-after'), problem: JSON.parse(text) });
      else seen.strange.push(`${answer.status} ${text}`);
      await pause(30);
    }
  };
  const client = async (number: number): Promise<void> => {
    for (let index = 0; !state.stopping; index++) await make(`L-${number}-${index}`);
  };
  const clients = [1, 2, 3, 4].map(client);
  return {
    seen,
    until: async (isSo: (seen: Seen) => boolean): Promise<void> => {
      while (!isSo(seen)) await pause(20);
    },
    stop: async (): Promise<void> => {
      state.stopping = true;
      await Promise.all(clients);
    },
  };
}

function accountLines(): string {
  return Array.from({ length: imported }, (_, index) =>
    JSON.stringify({ entity: 'account', accountId: `A-${index}`, name: 'Account' }),
  ).join('\n');
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
