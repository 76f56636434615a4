import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'pg';
import { findPostgresBinaries, type PostgresBinaries } from './embedded-postgres-binaries.ts';
import { assertSameMajor, CLUSTER_USER, clusterMajor, createCluster, prepareDataFolder } from './embedded-postgres-cluster.ts';
import { withLock } from './embedded-postgres-lock.ts';
import { readPostmaster, spawnServer, stopServer, type ServerSite, type SpawnedServer } from './embedded-postgres-server.ts';
import { attemptConnection, createDatabase, Session, type Attempt, type SocketConnection } from './embedded-postgres-session.ts';
import { isPrivateTo, SOCKET_PORT, socketFolderOf } from './embedded-postgres-socket.ts';
import { assertReachable, findServerUser } from './embedded-postgres-user.ts';

export { findPostgresBinaries, type PostgresBinaries } from './embedded-postgres-binaries.ts';

/** One user's hold on the PostgreSQL that Licet brings along. */
export interface EmbeddedPostgres {
  /** Connection settings for `pg`; `host` is the folder of the server's unix socket. */
  readonly connection: { readonly host: string; readonly port: number; readonly user: string; readonly database: string };
  /** The end of this use. Stops the server unless another Licet session uses it. Close your own connections first. */
  readonly release: () => Promise<void>;
  /** False: an already running server was adopted. */
  readonly startedHere: boolean;
}

export interface EmbeddedPostgresOptions {
  /** The cluster is the folder `postgres` in it. */
  readonly dataFolder: string;
  /** By default the version that Licet installs. */
  readonly binaries?: PostgresBinaries;
  readonly log?: (line: string) => void;
  readonly sharedBuffersMegabytes?: number;
  readonly startTimeoutMilliseconds?: number;
}

interface Opening {
  readonly site: ServerSite;
  readonly lock: { readonly file: string; readonly waitMilliseconds: number };
  readonly startTimeoutMilliseconds: number;
  readonly log: (line: string) => void;
}

const DATABASE = 'licet';

// What PostgreSQL says while remains of a killed server are still there; they go within seconds.
const REMAINS_OF_ANOTHER = /lock file|shared memory block/;

/**
 * Starts the PostgreSQL in the data folder, or joins the one that another process started there; the first call creates it.
 * Everything that starts or stops a server happens under one lock, so a server is never stopped under one who is joining it.
 */
export async function openEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const opening = await prepare(options);
  const { session, startedHere } = await withLock(opening.lock, () => join(opening));
  let released: Promise<void> | undefined;
  return {
    connection: session.connection,
    startedHere,
    release: () => (released ??= withLock(opening.lock, () => leave(opening, session))),
  };
}

async function prepare(options: EmbeddedPostgresOptions): Promise<Opening> {
  const binaries = options.binaries ?? (await findPostgresBinaries());
  const folder = await prepareDataFolder(options.dataFolder);
  const cluster = path.join(folder, 'postgres');
  const startTimeoutMilliseconds = options.startTimeoutMilliseconds ?? 20_000;
  return {
    site: {
      cluster,
      binaries,
      logFile: path.join(folder, 'postgres.log'),
      socketFolder: socketFolderOf(folder),
      user: await findServerUser(cluster),
      sharedBuffersMegabytes: options.sharedBuffersMegabytes ?? 128,
    },
    // Whoever holds it may be creating a cluster, starting a server, or waiting for one to stop.
    lock: { file: path.join(folder, 'postgres.lock'), waitMilliseconds: 60_000 + startTimeoutMilliseconds },
    startTimeoutMilliseconds,
    log: options.log ?? (() => undefined),
  };
}

async function join(opening: Opening): Promise<{ session: Session; startedHere: boolean }> {
  await ensureCluster(opening);
  const { connection, client, startedHere } = await connectOrStart(opening);
  return { session: new Session(connection, client), startedHere };
}

async function ensureCluster({ site, log }: Opening): Promise<void> {
  const major = await clusterMajor(site.cluster);
  if (major !== undefined) return assertSameMajor(site.cluster, major, site.binaries);
  await assertReachable(site.user, { data: path.dirname(site.cluster), programs: path.dirname(site.binaries.postgres) });
  log(`Creating a PostgreSQL ${site.binaries.major} database in ${site.cluster}.`);
  await createCluster(site.cluster, site.binaries, site.user);
}

/** Whether a server runs is decided by connecting: process IDs and files also outlive their server. */
async function connectOrStart(opening: Opening): Promise<{ connection: SocketConnection; client: Client; startedHere: boolean }> {
  const begin = performance.now();
  let server: SpawnedServer | undefined;
  for (let tries = 1; ; tries += 1) {
    const connection = await findConnection(opening.site);
    const attempt = await attemptDatabase(connection);
    if (attempt.outcome === 'connected') {
      const startedHere = server !== undefined && server.ending() === undefined;
      opening.log(`${startedHere ? 'Started' : 'Joined'} PostgreSQL in ${Math.round(performance.now() - begin)} ms.`);
      return { connection, client: attempt.client, startedHere };
    }
    if (performance.now() - begin > opening.startTimeoutMilliseconds) throw await giveUp(opening, server, attempt);
    if (attempt.outcome === 'absent') server = await keepRunning(opening.site, server);
    // Quick at first, as a start takes some 30 ms; a recovery takes longer and logs every refusal.
    await delay(tries < 50 ? 10 : 100);
  }
}

/** Where a running server says that it listens (it may have been started with another TMPDIR), else where ours will. */
async function findConnection(site: ServerSite): Promise<SocketConnection> {
  const running = (await readPostmaster(site.cluster))?.socketFolder;
  const trusted = running !== undefined && (await isPrivateTo(running, site.user.uid));
  return { host: trusted ? running : site.socketFolder, port: SOCKET_PORT, user: CLUSTER_USER, database: DATABASE };
}

async function attemptDatabase(connection: SocketConnection): Promise<Attempt> {
  const attempt = await attemptConnection(connection);
  if (attempt.outcome !== 'database missing') return attempt;
  await createDatabase(connection);
  return attemptConnection(connection);
}

async function keepRunning(site: ServerSite, server: SpawnedServer | undefined): Promise<SpawnedServer> {
  const ending = server?.ending();
  if (server === undefined || ending === undefined) return server ?? spawnServer(site);
  const said = await server.said();
  if (!REMAINS_OF_ANOTHER.test(said)) throw startFailed(site, ending, said);
  await delay(200);
  return spawnServer(site);
}

async function giveUp(opening: Opening, server: SpawnedServer | undefined, attempt: Attempt & { error: Error }): Promise<Error> {
  const seconds = Math.round(opening.startTimeoutMilliseconds / 1000);
  // One that answers is recovering, and goes on where it is; the next to come joins it.
  if (attempt.outcome === 'absent') server?.abandon();
  return startFailed(opening.site, `it was not ready after ${seconds} s (${attempt.error.message})`, (await server?.said()) ?? '');
}

function startFailed(site: ServerSite, reason: string, said: string): Error {
  return new Error(
    [
      `The embedded PostgreSQL in ${site.cluster} did not start: ${reason}.`,
      `The end of ${site.logFile}:`,
      said === '' ? '(nothing)' : said,
      'Mend what it says and start Licet again (after a crash it may only need more time),',
      'or set LICET_DATA_DIR to another folder, or DATABASE_URL=postgres://user:password@host/database to any PostgreSQL 15 or later.',
    ].join('\n'),
  );
}

async function leave({ site, log }: Opening, session: Session): Promise<void> {
  // Undefined: the server is gone already, or is going.
  const othersConnected = await session.othersConnected();
  // Stopped while we are connected to it: so its process ID is surely its own.
  if (othersConnected === false) log((await stopServer(site.cluster)) ? 'Stopped PostgreSQL.' : 'PostgreSQL is still stopping.');
  if (othersConnected === true) log('Left PostgreSQL running for the others who use it.');
  await session.end();
}
