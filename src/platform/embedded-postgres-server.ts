import { spawn, type ChildProcess } from 'node:child_process';
import { open, readFile, rename, rmdir, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { PostgresBinaries } from './embedded-postgres-binaries.ts';
import { prepareSocketFolder, SOCKET_PORT } from './embedded-postgres-socket.ts';
import { assertReachable, cleanEnvironment, type ServerUser } from './embedded-postgres-user.ts';

/** All that decides how one cluster's server is run. */
export interface ServerSite {
  readonly cluster: string;
  readonly logFile: string;
  readonly socketFolder: string;
  readonly user: ServerUser;
  readonly binaries: PostgresBinaries;
  readonly sharedBuffersMegabytes: number;
}

/** A server that this process has set going, which need not mean that it came up. */
export interface SpawnedServer {
  readonly pid: number | undefined;
  /** Why it is not running, or undefined while it runs. */
  readonly ending: () => string | undefined;
  /** What it has written since it was started. */
  readonly said: () => Promise<string>;
  /** Gives it up: no more orderly than it must be, for it has done no work yet. */
  readonly abandon: () => void;
}

const LOG_BYTES_MAX = 10_000_000;
const LOG_TAIL_BYTES = 4000;
const STOP_MILLISECONDS_MAX = 30_000;

/** Sets the server going, to outlive this process; whether it comes up shows by connecting to it. */
export async function spawnServer(site: ServerSite): Promise<SpawnedServer> {
  await assertReachable(site.user, {
    data: path.dirname(site.cluster),
    programs: path.dirname(site.binaries.postgres),
  });
  await prepareSocketFolder(site.socketFolder, site.user);
  const log = await openLog(site.logFile);
  try {
    const begin = (await log.stat()).size;
    return watch(await spawnDetached(site, log), () => tailFrom(site.logFile, begin));
  } finally {
    await log.close();
  }
}

/** In a session of its own, with nothing of ours open: neither Ctrl-C in our terminal nor our death reaches it. */
async function spawnDetached(site: ServerSite, log: FileHandle): Promise<ChildProcess> {
  const child = spawn(site.binaries.postgres, serverArguments(site), {
    ...site.user.spawnAs,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    env: { ...cleanEnvironment(), ...(await notThePostmaster(site.cluster)) },
  });
  child.unref();
  return child;
}

function serverArguments(site: ServerSite): readonly string[] {
  const settings = {
    listen_addresses: '',
    unix_socket_permissions: '0700',
    shared_buffers: `${site.sharedBuffersMegabytes}MB`,
    cluster_name: 'licet',
  };
  const pairs = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', site.cluster, '-k', site.socketFolder, '-p', String(SOCKET_PORT), ...pairs];
}

function watch(child: ChildProcess, said: () => Promise<string>): SpawnedServer {
  let ending: string | undefined;
  child.once('error', (error) => (ending = `it could not be run (${error.message})`));
  child.once(
    'exit',
    (code, signal) => (ending = signal === null ? `it ended with code ${code}` : `it ended by ${signal}`),
  );
  return { pid: child.pid, ending: () => ending, said, abandon: () => void child.kill('SIGQUIT') };
}

/**
 * PostgreSQL takes the process ID in a leftover postmaster.pid for a running server if any process of its user has it: a zombie
 * that nobody reaped yet, or, after the restart of a container, something else. Where /proc tells that it is none, we say so
 * with the variable that pg_ctl uses for its own parent. PostgreSQL still looks for survivors by its shared memory.
 */
async function notThePostmaster(cluster: string): Promise<Record<string, string>> {
  const pid = (await readPostmaster(cluster))?.pid;
  if (pid === undefined || !(await isSomethingElse(pid, cluster))) return {};
  return { PG_GRANDPARENT_PID: String(pid) };
}

async function isSomethingElse(pid: number, cluster: string): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The state follows the name, which is in parentheses and may hold some itself.
  if (status.slice(status.lastIndexOf(')')).startsWith(') Z')) return true;
  // A postmaster works in its data folder; compared as what it is, for there may be several paths to it.
  const [working, own] = await Promise.all(
    [`/proc/${pid}/cwd`, cluster].map((folder) => stat(folder).catch(() => undefined)),
  );
  return working !== undefined && own !== undefined && (working.dev !== own.dev || working.ino !== own.ino);
}

/** What postmaster.pid says; undefined when there is none. It stays behind when a server is killed, so it proves nothing. */
export async function readPostmaster(
  cluster: string,
): Promise<{ pid: number; socketFolder: string | undefined } | undefined> {
  const text = await readFile(path.join(cluster, 'postmaster.pid'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const lines = text.split('\n');
  const pid = Number.parseInt(lines[0] ?? '', 10);
  // Lines 4 and 5 are the port and the folder of the first socket.
  return pid > 0 ? { pid, socketFolder: lines[4] || undefined } : undefined;
}

/** Asks the server to stop and waits until it is gone; false if it still writes to disk after half a minute (it will end by itself). */
export async function stopServer(cluster: string): Promise<boolean> {
  const postmaster = await readPostmaster(cluster);
  if (postmaster === undefined) return true;
  interrupt(postmaster.pid);
  const deadline = performance.now() + STOP_MILLISECONDS_MAX;
  // Removing its postmaster.pid is the last that a server does.
  while ((await readPostmaster(cluster))?.pid === postmaster.pid) {
    if (performance.now() > deadline) return false;
    await delay(5);
  }
  // Empty by now. Data folders come and go (of tests, above all); their socket folders should not heap up.
  if (postmaster.socketFolder !== undefined) await rmdir(postmaster.socketFolder).catch(() => undefined);
  return true;
}

/** SIGINT is PostgreSQL's fast shutdown: it rolls back what is open, writes a checkpoint and ends. */
function interrupt(pid: number): void {
  try {
    process.kill(pid, 'SIGINT');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

async function openLog(file: string): Promise<FileHandle> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LOG_BYTES_MAX) await rename(file, `${file}.1`);
  return open(file, 'a', 0o600);
}

async function tailFrom(file: string, begin: number): Promise<string> {
  const text = await readFile(file);
  return text
    .subarray(Math.max(begin, text.length - LOG_TAIL_BYTES))
    .toString()
    .trim();
}
