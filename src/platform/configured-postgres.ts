import { resolve } from 'node:path';
import type { Config } from './config.ts';
import { openEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.ts';
import { createLog } from './log.ts';

/** The embedded PostgreSQL, or undefined where the configuration names another. `whileStarting` is for what need not wait for it. */
export async function openConfiguredPostgres(
  config: Config,
  whileStarting: () => Promise<unknown>,
): Promise<EmbeddedPostgres | undefined> {
  if (config.databaseUrl !== undefined) return undefined;
  const log = createLog(config);
  return openEmbeddedPostgres({
    dataFolder: resolve(config.dataFolder),
    log: (line) => log.debug(line),
    whileStarting,
  });
}
