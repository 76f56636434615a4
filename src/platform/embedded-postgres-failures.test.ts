import { execFileSync } from 'node:child_process';
import { appendFile, cp, lstat, mkdir, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findPostgresBinaries, openEmbeddedPostgres } from './embedded-postgres.ts';
import { isRunning, Playground, query, signalServer } from './embedded-postgres-playground.ts';
import { socketFolderOf } from './embedded-postgres-socket.ts';

const isRoot = process.getuid?.() === 0;
let playground: Playground;

beforeAll(async () => {
  playground = await Playground.open();
});

afterAll(() => playground.close());

describe('what goes wrong', () => {
  test('after everything was killed, the next start recovers what was committed', async () => {
    const folder = await playground.givenStoppedDatabase();
    const starter = await playground.holder(folder);
    const socket = { host: socketFolderOf(folder), port: 5432, user: 'postgres', database: 'licet' };
    await query({ connection: socket }, `INSERT INTO mark VALUES ('committed')`);
    await signalServer(folder, 'SIGKILL');
    await starter.kill();
    const next = await openEmbeddedPostgres({ dataFolder: folder });
    expect(next.startedHere).toBe(true);
    expect(await query(next, 'SELECT note FROM mark')).toEqual([{ note: 'committed' }]);
    await next.release();
  });

  test('a leftover process ID that now belongs to something else of the same user does not prevent a start', async () => {
    const folder = await playground.givenStoppedDatabase();
    const cluster = path.join(folder, 'postgres');
    const { uid, gid } = await stat(cluster);
    const other = playground.spawn('sleep', ['60'], isRoot ? { uid, gid } : {});
    await writeFile(path.join(cluster, 'postmaster.pid'), `${other.pid}\n${cluster}\n1700000000\n5432\n/nowhere\n\n`);
    const postgres = await openEmbeddedPostgres({ dataFolder: folder, startTimeoutMilliseconds: 3000 });
    expect(postgres.startedHere).toBe(true);
    await postgres.release();
    expect(other.exitCode).toBeNull();
  });

  test('a server that is stopped from outside harms nobody, and releasing it is quiet', async () => {
    const folder = await playground.givenStoppedDatabase();
    const postgres = await openEmbeddedPostgres({ dataFolder: folder });
    await signalServer(folder, 'SIGINT');
    while (await isRunning(folder)) await delay(10);
    await expect(postgres.release()).resolves.toBeUndefined();
  });

  test('a start that fails says why, by the end of the log, and what to do', async () => {
    const folder = await playground.givenStoppedDatabase();
    await appendFile(path.join(folder, 'postgres', 'postgresql.conf'), '\nnonsense = 1\n');
    await expect(openEmbeddedPostgres({ dataFolder: folder })).rejects.toThrow(
      /ended with code 1[^]*postgres\.log[^]*"nonsense"[^]*DATABASE_URL/,
    );
  });

  test('a database of another version is refused and left as it is', async () => {
    const folder = playground.newFolder();
    await mkdir(path.join(folder, 'postgres'), { recursive: true });
    await writeFile(path.join(folder, 'postgres', 'PG_VERSION'), '13\n');
    await expect(openEmbeddedPostgres({ dataFolder: folder })).rejects.toThrow(
      /made by PostgreSQL 13.*brings PostgreSQL 18.*DATABASE_URL/,
    );
    expect(await readdir(path.join(folder, 'postgres'))).toEqual(['PG_VERSION']);
  });

  test('a folder that holds something else is refused and left as it is', async () => {
    const folder = playground.newFolder();
    await mkdir(path.join(folder, 'postgres', 'photos'), { recursive: true });
    await expect(openEmbeddedPostgres({ dataFolder: folder })).rejects.toThrow(/is no PostgreSQL cluster/);
    expect(await readdir(path.join(folder, 'postgres'))).toEqual(['photos']);
  });

  test('a socket folder that somebody else has prepared is refused', async () => {
    const folder = await playground.givenStoppedDatabase();
    await symlink(playground.folder, socketFolderOf(folder));
    await expect(openEmbeddedPostgres({ dataFolder: folder })).rejects.toThrow(/Somebody else may have made it/);
  });

  test('without binaries for the platform it says where there are some, and what else to do', async () => {
    await expect(findPostgresBinaries('@embedded-postgres/plan9-mips')).rejects.toThrow(/Linux.*macOS.*DATABASE_URL/);
  });

  test.runIf(isRoot)('as root, folders that the server may not enter are named, with what to do', async () => {
    const [data, programs] = [playground.newFolder(), playground.newFolder()];
    for (const folder of [data, programs]) await mkdir(folder, { mode: 0o700 });
    const binaries = {
      postgres: path.join(programs, 'bin/postgres'),
      initdb: path.join(programs, 'bin/initdb'),
      major: 18,
    };
    await expect(openEmbeddedPostgres({ dataFolder: path.join(data, 'deeper') })).rejects.toThrow(
      `may not enter ${data}. Do one of these: set LICET_DATA_DIR`,
    );
    await expect(openEmbeddedPostgres({ dataFolder: path.join(data, 'deeper'), binaries })).rejects.toThrow(
      `may not enter ${data} and ${programs}.`,
    );
    await expect(openEmbeddedPostgres({ dataFolder: playground.newFolder(), binaries })).rejects.toThrow(
      `may not enter ${programs}. Do one of these: install Licet where`,
    );
  });

  test('an installation without scripts gets the links to its libraries', async () => {
    const root = path.join(playground.folder, 'installation');
    const lib = path.join(root, 'node_modules', 'binaries', 'native', 'lib');
    await mkdir(lib, { recursive: true });
    await cp(
      new URL('embedded-postgres-binaries.ts', import.meta.url),
      path.join(root, 'embedded-postgres-binaries.ts'),
    );
    await writeFile(path.join(lib, '../../package.json'), '{ "version": "18.4.0", "exports": "./dist/index.js" }');
    await mkdir(path.join(lib, '../../dist'));
    await writeFile(path.join(lib, '../../dist/index.js'), '');
    await writeFile(path.join(lib, 'libicu.so.60.2'), '');
    await writeFile(
      path.join(lib, '../pg-symlinks.json'),
      '[{"source":"native/lib/libicu.so.60.2","target":"native/lib/libicu.so.60"}]',
    );
    const script = `import { findPostgresBinaries } from './embedded-postgres-binaries.ts'; console.log((await findPostgresBinaries('binaries')).major)`;
    expect(execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: root, encoding: 'utf8' })).toBe(
      '18\n',
    );
    expect((await lstat(path.join(lib, 'libicu.so.60'))).isSymbolicLink()).toBe(true);
    expect((await stat(path.join(lib, 'libicu.so.60'))).isFile()).toBe(true);
  });
});
