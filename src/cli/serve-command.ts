import { readConfig, type Config } from '../platform/config.ts';
import type { OpenLicet, RunningLicet } from '../server.ts';
import { openServer, warnOfUnknownVariables } from './command.ts';
import { printLines } from './output.ts';

/** `licet serve`: REST and workers in one process, until SIGINT or SIGTERM. */
export async function serve(options: { readonly workers: boolean }): Promise<void> {
  const config = readConfig(process.env);
  warnOfUnknownVariables();
  const { licet, startServer, startWorkers, firstAdministrator } = await openServer(config);
  // First of all the address: where it is taken, nothing was begun and no key was made that nobody would see.
  const server = await startServer(licet).catch(async (error: unknown) => {
    await licet.close();
    throw listeningFault(error, config);
  });
  const running: RunningLicet[] = [server];
  try {
    const url = config.publicUrl.replace(/:0$/, `:${new URL(server.address).port}`);
    const link = await firstAdministrator(licet, url);
    if (config.demo) await loadDemo(licet);
    if (options.workers) running.push(startWorkers(licet));
    greet(licet, url, link);
    await askedToStop();
    printLines('Licet stops when the work in hand is done.');
  } finally {
    await Promise.all(running.map((one) => one.stop()));
    await licet.close();
  }
}

async function loadDemo({ app }: OpenLicet): Promise<void> {
  const demo = await import('../demo/demo-data.ts');
  if (await demo.loadDemo(app))
    printLines('', 'The demo producer was loaded: some accounts, products and orders that are about to expire.');
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
  const { licet, startWorkers } = await openServer(readConfig(process.env));
  const workers = startWorkers(licet);
  try {
    printLines('Licet works on job runs, imports and mail. Stop with Ctrl-C.');
    await askedToStop();
  } finally {
    await workers.stop();
    await licet.close();
  }
}

function greet({ app }: OpenLicet, url: string, link: string | undefined): void {
  printLines(
    '',
    `Licet is ready at ${url}`,
    app.config.databaseUrl === undefined
      ? `  data      ${app.config.dataFolder} (its own PostgreSQL)`
      : '  data      the PostgreSQL of DATABASE_URL',
    app.config.smtpUrl === undefined
      ? '  mail      kept in the outbox, to be read in the Producer Portal (set LICET_SMTP_URL to send it)'
      : '  mail      sent through LICET_SMTP_URL',
    ...(app.config.today === undefined ? [] : [`  TODAY     is fixed to ${app.config.today} by LICET_TODAY`]),
    '',
    link === undefined
      ? `Sign in at ${url}/producer (the producer's people) and ${url}/portal (customers).`
      : `Nobody can sign in yet. Become the first administrator here; the address works once:\n\n  ${link}`,
    '',
    'What to try next, in another terminal:',
    '  npm run licet -- job preview expiring-entitlements       who would be reminded of what, and with which email',
    '  npm run licet -- job run expiring-entitlements           put those emails into the outbox',
    ...(app.config.demo
      ? ['  npm run licet -- user sign-in-link lisa@barry-studio.example   see the End-User Portal as a customer does']
      : []),
    '  npm run licet -- api-key create --name me --role "System Administrator"   a key for programs',
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
