import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'pg';
import { CLUSTER_USER } from './embedded-postgres-cluster.ts';
import {
  attemptConnection,
  createDatabase,
  type Attempt,
  type SocketConnection,
} from './embedded-postgres-connection.ts';
import { readPostmaster, spawnServer, type ServerSite, type SpawnedServer } from './embedded-postgres-server.ts';
import { isPrivateTo, SOCKET_PORT } from './embedded-postgres-socket.ts';

interface StartOptions {
  readonly startTimeoutMilliseconds: number;
  readonly log: (line: string) => void;
  readonly whileStarting: () => Promise<unknown>;
}

interface Connected {
  readonly connection: SocketConnection;
  readonly client: Client;
  readonly startedHere: boolean;
}

const DATABASE = 'licet';

// What PostgreSQL says while remains of a killed server are still there; they go within seconds.
const REMAINS_OF_ANOTHER = /lock file|shared memory block/;

/** Connects to the cluster's server, started if there is none; whether there is one shows by connecting, as process IDs and files outlive it. */
export async function connectOrStart(site: ServerSite, options: StartOptions): Promise<Connected> {
  const begin = performance.now();
  let server: SpawnedServer | undefined;
  for (let tries = 1; ; tries += 1) {
    const connection = await findConnection(site);
    const attempt = await attemptDatabase(connection);
    if (attempt.outcome === 'connected') {
      const startedHere = server !== undefined && server.ending() === undefined;
      options.log(`${startedHere ? 'Started' : 'Joined'} PostgreSQL in ${Math.round(performance.now() - begin)} ms.`);
      return { connection, client: attempt.client, startedHere };
    }
    if (performance.now() - begin > options.startTimeoutMilliseconds)
      throw await giveUp(site, server, attempt, options);
    if (attempt.outcome === 'absent') server = await keepRunning(site, server);
    if (tries === 1) await options.whileStarting();
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

async function giveUp(
  site: ServerSite,
  server: SpawnedServer | undefined,
  attempt: Attempt & { error: Error },
  options: StartOptions,
): Promise<Error> {
  const seconds = Math.round(options.startTimeoutMilliseconds / 1000);
  // One that answers is recovering, and goes on where it is; the next to come joins it.
  if (attempt.outcome === 'absent') server?.abandon();
  return startFailed(
    site,
    `it was not ready after ${seconds} s (${attempt.error.message})`,
    (await server?.said()) ?? '',
  );
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
