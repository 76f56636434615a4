import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, open, readdir, readFile, realpath, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { PostgresBinaries } from './embedded-postgres-binaries.ts';
import { cleanEnvironment, type ServerUser } from './embedded-postgres-user.ts';

const run = promisify(execFile);

/** The one superuser of an embedded cluster. */
export const CLUSTER_USER = 'postgres';

const UNFINISHED_PREFIX = 'postgres.init';

/** Creates the data folder if need be and gives its real path, by which all processes name it. */
export async function prepareDataFolder(folder: string): Promise<string> {
  try {
    // As root, another user's server must be able to pass through.
    await mkdir(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    return await realpath(folder);
  } catch (cause) {
    throw new Error(`Licet cannot use ${folder} for its data. Set LICET_DATA_DIR to a folder that it may write to.`, {
      cause,
    });
  }
}

/** The major version of the cluster in this folder; undefined if there is none yet. Throws if something else is there. */
export async function clusterMajor(cluster: string): Promise<number | undefined> {
  const version = await readFile(path.join(cluster, 'PG_VERSION'), 'utf8').catch(ignoreMissing);
  if (version !== undefined) return Number.parseInt(version, 10);
  const entries = await readdir(cluster).catch(ignoreMissing);
  if (entries === undefined || entries.length === 0) return undefined;
  throw new Error(
    `${cluster} is not empty and is no PostgreSQL cluster. Licet left it as it is: move it away, or set LICET_DATA_DIR to another folder.`,
  );
}

/** Throws if these binaries cannot open the cluster; PostgreSQL reads the files of its own major version only. */
export function assertSameMajor(cluster: string, found: number, binaries: PostgresBinaries): void {
  if (found === binaries.major) return;
  throw new Error(
    [
      `The database in ${cluster} was made by PostgreSQL ${found}, and this Licet brings PostgreSQL ${binaries.major}. Licet left it as it is.`,
      `Start the Licet that made it to get the data out, or run PostgreSQL ${found} on it and set DATABASE_URL to that,`,
      'or set LICET_DATA_DIR to another folder to begin anew.',
    ].join(' '),
  );
}

/** Makes a new cluster: complete under its name or not there at all, whenever this process is killed. */
export async function createCluster(cluster: string, binaries: PostgresBinaries, user: ServerUser): Promise<void> {
  const folder = path.dirname(cluster);
  // A name of its own for each attempt: the initdb of a killed process lives on for a moment, writes to the name it
  // was given and empties that folder when it fails.
  const unfinished = path.join(folder, `${UNFINISHED_PREFIX}-${randomBytes(4).toString('hex')}`);
  await mkdir(unfinished, { mode: 0o700 });
  if (user.spawnAs.uid !== undefined && user.spawnAs.gid !== undefined)
    await chown(unfinished, user.spawnAs.uid, user.spawnAs.gid);
  await initialise(unfinished, binaries, user);
  await rename(unfinished, cluster);
  await syncFolder(folder);
}

/** Removes what killed first starts left behind. Only under the lock, when none is under way. */
export async function removeUnfinished(folder: string): Promise<void> {
  const leftovers = (await readdir(folder)).filter((name) => name.startsWith(UNFINISHED_PREFIX));
  // What a dying initdb still writes to may resist; the next start gets it.
  for (const name of leftovers)
    await rm(path.join(folder, name), { recursive: true, force: true }).catch(() => undefined);
}

async function initialise(folder: string, binaries: PostgresBinaries, user: ServerUser): Promise<void> {
  try {
    await initdb(folder, 'C.UTF-8', binaries, user);
  } catch (error) {
    if (!/locale/.test(messageOf(error))) throw initdbFailed(folder, error);
    await initdb(folder, 'C', binaries, user).catch((second: unknown) => Promise.reject(initdbFailed(folder, second)));
  }
}

async function initdb(folder: string, locale: string, binaries: PostgresBinaries, user: ServerUser): Promise<void> {
  const who = ['--username', CLUSTER_USER, '--auth-local', 'trust', '--auth-host', 'reject'];
  const what = ['--encoding', 'UTF8', `--locale=${locale}`, '--data-checksums', '--no-instructions'];
  await run(binaries.initdb, ['--pgdata', folder, ...who, ...what], {
    ...user.spawnAs,
    cwd: '/',
    env: cleanEnvironment(),
  });
}

function initdbFailed(folder: string, cause: unknown): Error {
  return new Error(
    `PostgreSQL could not create a database in ${folder}: ${messageOf(cause)}\nSet LICET_DATA_DIR to a folder on a local disk with 100 MB free, or DATABASE_URL to any PostgreSQL 15 or later.`,
    { cause },
  );
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'stderr' in error && error.stderr !== '' ? String(error.stderr).trim() : error.message;
}

/** A rename survives a power failure only once its folder is on disk. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
