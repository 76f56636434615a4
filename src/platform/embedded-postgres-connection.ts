import { Client } from 'pg';

/** How to reach a server: `host` is the folder of its socket. */
export interface SocketConnection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

/** What a connection attempt found: a connection, no server, a server that is coming, going or full, or no database of that name. */
export type Attempt =
  | { readonly outcome: 'connected'; readonly client: Client }
  | { readonly outcome: 'absent' | 'busy' | 'database missing'; readonly error: Error };

/** The name by which the sessions of Licet know each other in the server's list of connections. */
export const SESSION_NAME = 'licet-session';
const CONNECT_MILLISECONDS_MAX = 5000;

// cannot_connect_now (starting, recovering, shutting down), admin_shutdown, crash_shutdown, too_many_connections; the others
// are what a socket says when its server goes away between two steps, or when its queue is full.
const BUSY_CODES: readonly string[] = ['57P03', '57P01', '57P02', '53300', 'ECONNRESET', 'EPIPE', 'EAGAIN'];
const BUSY_MESSAGE = /Connection terminated|timeout expired/;

/** Tries once to connect under the name by which Licet's sessions know each other; throws what waiting will not mend. */
export async function attemptConnection(connection: SocketConnection): Promise<Attempt> {
  const client = newClient(connection);
  try {
    await client.connect();
    return { outcome: 'connected', client };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { outcome: judge(error), error };
  }
}

function judge(error: Error): 'absent' | 'busy' | 'database missing' {
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT' || code === 'ECONNREFUSED') return 'absent';
  if (code === '3D000') return 'database missing';
  if (BUSY_CODES.includes(code) || BUSY_MESSAGE.test(error.message)) return 'busy';
  throw error;
}

function newClient(connection: SocketConnection): Client {
  const client = new Client({
    ...connection,
    application_name: SESSION_NAME,
    // Given here, so that PGSSLMODE and PGOPTIONS of the environment do not count; a session must be able to idle for ever.
    ssl: false,
    options: '-c idle_session_timeout=0',
    connectionTimeoutMillis: CONNECT_MILLISECONDS_MAX,
  });
  // Without a listener, a server that stops would end this process. The session notices by 'end'.
  client.on('error', () => undefined);
  return client;
}

/** Creates the database of this name through the maintenance database; harmless if it exists. */
export async function createDatabase(connection: SocketConnection): Promise<void> {
  const attempt = await attemptConnection({ ...connection, database: 'postgres' });
  if (attempt.outcome !== 'connected') throw attempt.error;
  try {
    await attempt.client.query(
      `CREATE DATABASE ${attempt.client.escapeIdentifier(connection.database)} TEMPLATE template0`,
    );
  } catch (error) {
    const duplicate = error instanceof Error && 'code' in error && error.code === '42P04';
    if (!duplicate) throw error;
  } finally {
    await attempt.client.end();
  }
}
