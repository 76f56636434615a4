import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Email } from 'postal-mime';
import { openSmtpPlayground } from '../src/notifications/smtp-playground.ts';
import { freshDataFolder, licet, startLicet } from './licet-process.ts';
import { openWorld } from './world.ts';

/** The demo producer behind a real server and a real mail server, as a new user has it. */
export interface PortalSite {
  readonly address: string;
  /** where the first administrator chooses a password */
  readonly firstLink: string;
  /** what the mail server has received so far */
  readonly received: () => Promise<readonly Email[]>;
  /** runs `licet` on the same database; answers what it printed */
  readonly command: (...args: readonly string[]) => Promise<string>;
  readonly close: () => Promise<void>;
}

interface SiteOptions {
  readonly ownPostgres: boolean;
  /** nothing is there but the first link */
  readonly isEmpty?: boolean;
}

/** Starts Licet for the first time: over a PostgreSQL of its own, or over a database of this test run, which is quicker. */
export async function openPortalSite(options: SiteOptions): Promise<PortalSite> {
  const smtp = await openSmtpPlayground();
  const place = options.ownPostgres ? ownPlace() : await sharedPlace();
  const port = await freePort();
  const variables = {
    ...place.variables,
    LICET_PORT: String(port),
    LICET_TODAY: '2026-03-01',
    LICET_DEMO: options.isEmpty === true ? '0' : '1',
    LICET_SMTP_URL: smtp.url,
  };
  const server = startLicet(['serve'], variables);
  const greeting = await server.printed(/Stop with/);
  return {
    address: `http://127.0.0.1:${port}`,
    firstLink: /http:\S+\/password\/\S+/.exec(greeting)?.[0] ?? '',
    received: smtp.received,
    command: async (...args) => (await licet(args, variables)).stdout,
    close: async () => {
      server.child.kill('SIGTERM');
      await server.ended;
      await smtp.close();
      await place.close();
    },
  };
}

function ownPlace() {
  const folder = freshDataFolder();
  return {
    variables: { LICET_DATA_DIR: folder },
    close: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function sharedPlace() {
  const world = await openWorld();
  const { host, port, user, database } = world.connection;
  const address = `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}&port=${port}`;
  return { variables: { DATABASE_URL: address }, close: world.close };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
