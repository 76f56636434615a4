import { readConfig, type Config } from '../platform/config.ts';
import { loadDemo } from '../demo/demo-data.ts';
import {
  firstAdministratorKey,
  openLicet,
  startServer,
  startWorkers,
  type OpenLicet,
  type RunningLicet,
} from '../server.ts';
import { warnOfUnknownVariables } from './command.ts';
import { printLines } from './output.ts';

/** `licet serve`: REST and workers in one process, until SIGINT or SIGTERM. */
export async function serve(options: { readonly workers: boolean }): Promise<void> {
  const config = readConfig(process.env);
  warnOfUnknownVariables();
  const licet = await openLicet(config);
  // First of all the address: where it is taken, nothing was begun and no key was made that nobody would see.
  const server = await startServer(licet).catch(async (error: unknown) => {
    await licet.close();
    throw listeningFault(error, config);
  });
  const running: RunningLicet[] = [server];
  try {
    const key = await firstAdministratorKey(licet);
    if (config.demo && (await loadDemo(licet.app)))
      printLines('', 'The demo producer was loaded: some accounts, products and orders that are about to expire.');
    if (options.workers) running.push(startWorkers(licet));
    greet(licet, server.address, key);
    await askedToStop();
    printLines('Licet stops when the work in hand is done.');
  } finally {
    await Promise.all(running.map((one) => one.stop()));
    await licet.close();
  }
}

function listeningFault(error: unknown, { host, port }: Config): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return new Error(
      `Port ${port} of ${host} is taken. Stop what listens there (another Licet?), or set LICET_PORT to a free one.`,
    );
  if (code === 'EADDRNOTAVAIL')
    return new Error(
      `This machine has no address ${host}. Set LICET_HOST to one that it has, such as 127.0.0.1 or 0.0.0.0.`,
    );
  if (code === 'EACCES')
    return new Error(`Port ${port} is only for the administrator of this machine. Set LICET_PORT to 1024 or more.`);
  return error;
}

/** `licet work`: the workers alone, until SIGINT or SIGTERM. */
export async function work(): Promise<void> {
  const licet = await openLicet(readConfig(process.env));
  const workers = startWorkers(licet);
  try {
    printLines('Licet works on job runs, imports and mail. Stop with Ctrl-C.');
    await askedToStop();
  } finally {
    await workers.stop();
    await licet.close();
  }
}

function greet({ app }: OpenLicet, address: string, key: string | undefined): void {
  const url = app.config.publicUrl.replace(/:0$/, `:${new URL(address).port}`);
  const auth = `-H "Authorization: Bearer ${key ?? '<your API key>'}"`;
  printLines(
    '',
    `Licet is ready at ${url}`,
    app.config.databaseUrl === undefined
      ? `  data      ${app.config.dataFolder} (its own PostgreSQL)`
      : '  data      the PostgreSQL of DATABASE_URL',
    app.config.smtpUrl === undefined
      ? '  mail      kept in the outbox, to be read at /api/v1/emails (set LICET_SMTP_URL to send it)'
      : '  mail      sent through LICET_SMTP_URL',
    ...(app.config.today === undefined ? [] : [`  TODAY     is fixed to ${app.config.today} by LICET_TODAY`]),
    '',
    key === undefined
      ? 'To sign in, send an API key. A new one:  npm run licet -- api-key create --name me --role "System Administrator"'
      : `To sign in, send this API key of the first administrator. It is shown only this once:\n\n  ${key}`,
    '',
    'What to try next, in another terminal:',
    '  npm run licet -- job preview expiring-entitlements       who would be reminded of what, and with which email',
    '  npm run licet -- job run expiring-entitlements           put those emails into the outbox',
    `  curl ${auth} ${url}/api/v1/emails`,
    `  ${url}/api/v1/openapi.json   every operation`,
    '',
    'Stop with Ctrl-C.',
    '',
  );
}

// The terminal and npm may both pass on one Ctrl-C, so a second signal must not cut the first one short.
async function askedToStop(): Promise<void> {
  await new Promise<void>((resolve) => {
    process.on('SIGINT', () => resolve());
    process.on('SIGTERM', () => resolve());
  });
}
