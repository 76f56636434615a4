import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { appendFile, mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { openEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.ts';
import { socketFolderOf } from './embedded-postgres-socket.ts';

/** For the tests: data folders and processes, all of which are gone after `close`. */
export class Playground {
  readonly folder: string;
  readonly #processes: ChildProcess[] = [];
  #folderCount = 0;
  #model: Promise<string> | undefined;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async open(): Promise<Playground> {
    const folder = await mkdtemp(path.join(await realpath(os.tmpdir()), 'licet-test-'));
    execFileSync('chmod', ['755', folder]);
    return new Playground(folder);
  }

  async close(): Promise<void> {
    for (const child of this.#processes) child.kill('SIGKILL');
    for (const name of await readdir(this.folder)) await endServer(path.join(this.folder, name));
    await rm(this.folder, { recursive: true });
  }

  newFolder(name = `data-${(this.#folderCount += 1)}`): string {
    return path.join(this.folder, name);
  }

  /** A stopped database with the one table `mark`; a copy of one that is made once. */
  async givenStoppedDatabase(name?: string): Promise<string> {
    const model = await (this.#model ??= makeDatabase(this.newFolder()));
    const folder = this.newFolder(name);
    execFileSync('cp', ['-a', model, folder]);
    return folder;
  }

  spawn(command: string, argv: readonly string[], options: HolderOptions = {}) {
    const child = spawn(command, argv, { stdio: ['pipe', 'pipe', 'inherit'], ...options });
    this.#processes.push(child);
    return child;
  }

  /** A process of its own that opens the folder and holds it until it is told to release. */
  async holder(folder: string, options: HolderOptions = {}): Promise<Holder> {
    const child = this.spawn(process.execPath, ['--input-type=module', '-e', HOLDER, folder], options);
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const lines: string[] = [];
    for await (const line of createInterface(child.stdout)) {
      lines.push(line);
      if (line.startsWith('is ')) break;
    }
    const endedAfter = (act: () => unknown): Promise<void> => (act(), ended);
    return {
      lines,
      startedHere: lines.includes('is starter'),
      release: () => endedAfter(() => child.stdin.end('release')),
      kill: () => endedAfter(() => child.kill('SIGKILL')),
    };
  }
}

export interface Holder {
  readonly lines: readonly string[];
  readonly startedHere: boolean;
  readonly release: () => Promise<void>;
  readonly kill: () => Promise<void>;
}

interface HolderOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly uid?: number;
  readonly gid?: number;
}

const HOLDER = `
  import { openEmbeddedPostgres } from ${JSON.stringify(new URL('embedded-postgres.ts', import.meta.url).href)};
  const log = (line) => console.log(line);
  const { startedHere, release } = await openEmbeddedPostgres({ dataFolder: process.argv[1], log });
  console.log(startedHere ? 'is starter' : 'is joiner');
  process.stdin.once('data', async () => { await release(); process.exit(); });
`;

async function makeDatabase(folder: string): Promise<string> {
  const postgres = await openEmbeddedPostgres({ dataFolder: folder });
  await query(postgres, 'CREATE TABLE mark (note text)');
  await postgres.release();
  // Nobody pulls the plug in these tests, and the copies start and stop often.
  await appendFile(path.join(folder, 'postgres', 'postgresql.conf'), '\nfsync = off\n');
  return folder;
}

/** Sends one statement on a connection of its own. */
export async function query(
  postgres: Pick<EmbeddedPostgres, 'connection'>,
  sql: string,
): Promise<readonly Record<string, unknown>[]> {
  const client = new Client(postgres.connection);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** The process ID of the folder's server, by its own file. */
export async function postmasterPid(folder: string): Promise<number | undefined> {
  const text = await readFile(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : Number.parseInt(text, 10);
}

/** Whether the folder has a server that was not stopped in order. */
export async function isRunning(folder: string): Promise<boolean> {
  return (await postmasterPid(folder)) !== undefined;
}

/** Sends a signal to the folder's server; throws if there is none. */
export async function signalServer(folder: string, signal: NodeJS.Signals): Promise<void> {
  const pid = await postmasterPid(folder);
  if (pid === undefined) throw new Error(`no server in ${folder}`);
  process.kill(pid, signal);
}

async function endServer(folder: string): Promise<void> {
  const pid = await postmasterPid(folder);
  if (pid !== undefined && commandOf(pid).includes(path.join(folder, 'postgres'))) process.kill(pid, 'SIGKILL');
  await rm(socketFolderOf(folder), { recursive: true, force: true });
}

function commandOf(pid: number): string {
  try {
    return execFileSync('ps', ['-ww', '-p', String(pid), '-o', 'args='], { encoding: 'utf8' });
  } catch {
    return '';
  }
}
