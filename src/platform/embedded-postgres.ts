import path from 'node:path';
import { findPostgresBinaries, type PostgresBinaries } from './embedded-postgres-binaries.ts';
import {
  assertSameMajor,
  clusterMajor,
  createCluster,
  prepareDataFolder,
  removeUnfinished,
} from './embedded-postgres-cluster.ts';
import { withLock } from './embedded-postgres-lock.ts';
import { stopServer, type ServerSite } from './embedded-postgres-server.ts';
import { Session } from './embedded-postgres-session.ts';
import { socketFolderOf } from './embedded-postgres-socket.ts';
import { connectOrStart } from './embedded-postgres-start.ts';
import { assertReachable, findServerUser } from './embedded-postgres-user.ts';

export { findPostgresBinaries, type PostgresBinaries } from './embedded-postgres-binaries.ts';

/** One user's hold on the PostgreSQL that Licet brings along. */
export interface EmbeddedPostgres {
  /** Connection settings for `pg`; `host` is the folder of the server's unix socket. */
  readonly connection: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly database: string;
  };
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
  /** Called once when PostgreSQL was set going, before anybody waits for it; what it throws is thrown. */
  readonly whileStarting?: () => Promise<unknown>;
}

interface Opening {
  readonly site: ServerSite;
  readonly lock: { readonly file: string; readonly waitMilliseconds: number };
  readonly startTimeoutMilliseconds: number;
  readonly log: (line: string) => void;
  readonly whileStarting: () => Promise<unknown>;
}

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
    whileStarting: options.whileStarting ?? (() => Promise.resolve()),
  };
}

async function join(opening: Opening): Promise<{ session: Session; startedHere: boolean }> {
  await ensureCluster(opening);
  const { connection, client, startedHere } = await connectOrStart(opening.site, opening);
  return { session: new Session(connection, client), startedHere };
}

async function ensureCluster({ site, log }: Opening): Promise<void> {
  await removeUnfinished(path.dirname(site.cluster));
  const major = await clusterMajor(site.cluster);
  if (major !== undefined) return assertSameMajor(site.cluster, major, site.binaries);
  await assertReachable(site.user, {
    data: path.dirname(site.cluster),
    programs: path.dirname(site.binaries.postgres),
  });
  log(`Creating a PostgreSQL ${site.binaries.major} database in ${site.cluster}.`);
  await createCluster(site.cluster, site.binaries, site.user);
}

async function leave({ site, log }: Opening, session: Session): Promise<void> {
  // Undefined: the server is gone, is going, or recovers from a crash (then the next to come and go stops it).
  const othersConnected = await session.othersConnected();
  // Stopped while we are connected to it: so its process ID is surely its own.
  if (othersConnected === false)
    log((await stopServer(site.cluster)) ? 'Stopped PostgreSQL.' : 'PostgreSQL is still stopping.');
  if (othersConnected === true) log('Left PostgreSQL running for the others who use it.');
  await session.end();
}
