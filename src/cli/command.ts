import type { Actor } from '../accounts/rules/permissions.ts';
import { systemActor } from '../accounts/rules/permissions.ts';
import { readConfig, unknownVariables, type Config } from '../platform/config.ts';
import { openConfiguredPostgres } from '../platform/configured-postgres.ts';
import type { OpenLicet } from '../server.ts';

/** The operator at the shell has the database in hand, so may do everything. */
export const operator: Actor = systemActor('command line');

/** Runs a command over the configured database and closes it again. Logs stay quiet unless asked for. */
export async function withLicet<T>(
  work: (licet: OpenLicet) => Promise<T>,
  options: { readonly migrate?: boolean } = {},
): Promise<T> {
  const config = readConfig({ LICET_LOG_LEVEL: 'warn', ...process.env });
  warnOfUnknownVariables();
  const { licet } = await openServer(config, options);
  try {
    return await work(licet);
  } finally {
    await licet.close();
  }
}

/** Licet over the configured database, and what can be started in it. Its code is loaded while the embedded PostgreSQL starts. */
export async function openServer(config: Config, options: { readonly migrate?: boolean } = {}) {
  const load = () => import('../server.ts');
  const embedded = await openConfiguredPostgres(config, load);
  const server = await load();
  return { ...server, licet: await server.openLicet(config, embedded, options) };
}

/** Tells of variables that look meant for Licet but are not known. */
export function warnOfUnknownVariables(): void {
  for (const sentence of unknownVariables(process.env)) process.stderr.write(`Warning: ${sentence}\n`);
}
