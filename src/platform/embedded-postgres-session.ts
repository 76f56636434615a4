import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'pg';
import { attemptConnection, SESSION_NAME, type SocketConnection } from './embedded-postgres-connection.ts';

const RECONNECT_MILLISECONDS = 200;

/**
 * The connection that one opener holds as long as it uses the server. The server's own list of connections thereby is the list
 * of users: it needs no upkeep, and those of killed processes leave it by themselves.
 */
export class Session {
  readonly connection: SocketConnection;
  #client: Client;
  #alive = true;
  #ended = false;

  constructor(connection: SocketConnection, client: Client) {
    this.connection = connection;
    this.#client = client;
    this.#watch();
  }

  /** Whether another Licet session is connected to this server; undefined if the server itself is gone. */
  async othersConnected(): Promise<boolean | undefined> {
    if (!this.#alive && !(await this.#reconnect())) return undefined;
    try {
      if ((await this.#countOthers()) === 0) return false;
      // The connection of a process killed this very moment is still listed.
      await delay(30);
      return (await this.#countOthers()) > 0;
    } catch {
      return undefined;
    }
  }

  /** Ends once the server has forgotten the connection: it closes its side last, so that the next to count does not count us. */
  async end(): Promise<void> {
    this.#ended = true;
    await this.#client.end().catch(() => undefined);
  }

  async #countOthers(): Promise<number> {
    const result = await this.#client.query<{ others: number }>(
      `SELECT count(*)::integer AS others FROM pg_stat_activity WHERE application_name = $1 AND pid <> pg_backend_pid()`,
      [SESSION_NAME],
    );
    return result.rows[0]?.others ?? 0;
  }

  #watch(): void {
    this.#alive = true;
    this.#client.once('end', () => {
      this.#alive = false;
      this.#scheduleReconnect();
    });
  }

  /** After the crash of one backend PostgreSQL drops every connection and goes on: be counted again before somebody looks. */
  #scheduleReconnect(): void {
    if (this.#ended) return;
    const timer = setTimeout(() => {
      this.#reconnect().then(
        (done) => done || this.#scheduleReconnect(),
        () => undefined,
      );
    }, RECONNECT_MILLISECONDS);
    timer.unref();
  }

  async #reconnect(): Promise<boolean> {
    if (this.#ended || this.#alive) return this.#alive;
    const attempt = await attemptConnection(this.connection);
    if (attempt.outcome !== 'connected') return false;
    // Two attempts can overlap (the timer's and a release's), and the session may have ended meanwhile.
    if (this.#ended || this.#alive) {
      await attempt.client.end();
      return this.#alive;
    }
    this.#client = attempt.client;
    this.#watch();
    return true;
  }
}
