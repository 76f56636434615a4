import { ensureFirstAdministrator } from './accounts/first-administrator.ts';
import { createHttpServer } from './api/http-server.ts';
import { importJob } from './exchange/import-job.ts';
import type { JobsApp, RunDefinition } from './jobs/job-definition.ts';
import { startJobTicker } from './jobs/job-ticker.ts';
import { startJobWorker } from './jobs/job-worker.ts';
import { startMailer } from './notifications/mailer.ts';
import { machineClock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import { connectDatabase } from './platform/database.ts';
import type { EmbeddedPostgres } from './platform/embedded-postgres.ts';
import { createLog } from './platform/log.ts';
import { requireCurrentSchema, SchemaError } from './platform/migrations.ts';
import { jobs } from './schedule.ts';
import { migrateEverything } from './server-migrate.ts';
import { firstAdministratorLink } from './sign-in/first-administrator-link.ts';

/** Everything that a run drives: the jobs of the page of jobs, and imports. */
export const runDefinitions: readonly RunDefinition[] = [...jobs, importJob];

/** An application over an open database. */
export interface OpenLicet {
  readonly app: JobsApp;
  /** the rows of people who wait for workers of this process */
  readonly onNudge: (nudge: () => void) => void;
  readonly close: () => Promise<void>;
  /** the migrations that opening it applied */
  readonly applied: readonly string[];
}

/**
 * Opens the database that the configuration names, and takes the embedded one over where there is one. That is migrated; one
 * behind `DATABASE_URL` must have been (`licet migrate`), unless `migrate` says to do it now. Throws with advice.
 */
export async function openLicet(
  config: Config,
  embedded: EmbeddedPostgres | undefined,
  options: { readonly migrate?: boolean } = {},
): Promise<OpenLicet> {
  const log = createLog(config);
  const target = embedded?.connection ?? config.databaseUrl ?? '';
  const connectionLog = log.child({});
  const database = connectDatabase(target, connectionLog);
  const heartbeat = connectDatabase(target, connectionLog, 1);
  const close = async (): Promise<void> => {
    await Promise.all([database.destroy(), heartbeat.destroy()]);
    // They have said goodbye, and the server may stop before it has heard it: then it tells them that it goes, which is no loss.
    connectionLog.level = 'silent';
    await embedded?.release();
  };
  try {
    const migrates = embedded !== undefined || options.migrate === true;
    const applied = migrates ? await migrateEverything(database) : [];
    if (!migrates) await requireCurrentSchema(database);
    const nudges: (() => void)[] = [];
    const nudgeWorkers = (): void => nudges.forEach((nudge) => nudge());
    if (config.today !== undefined)
      log.warn(`LICET_TODAY is set: every business day is ${config.today}. This is for tests and demonstrations.`);
    return {
      app: { config, database, heartbeat, clock: machineClock(config.today), log, jobs, nudgeWorkers },
      onNudge: (nudge) => void nudges.push(nudge),
      close,
      applied,
    };
  } catch (error) {
    await close();
    throw embedded === undefined && !(error instanceof SchemaError) ? unreachable(error) : error;
  }
}

function unreachable(cause: unknown): Error {
  const message = cause instanceof Error ? cause.message : String(cause);
  return new Error(
    `The database of DATABASE_URL could not be opened: ${message}. Look at its address, user, password and name, and whether PostgreSQL 15 or later runs there.`,
    { cause },
  );
}

/** What a running process can be asked to do. */
export interface RunningLicet {
  readonly stop: () => Promise<void>;
}

/** Starts the workers of this process: job runs, imports and mail. */
export function startWorkers(licet: OpenLicet): RunningLicet {
  const worker = startJobWorker(licet.app, runDefinitions);
  const ticker = startJobTicker(licet.app);
  const mailer = startMailer(licet.app);
  licet.onNudge(() => {
    worker.nudge();
    mailer.nudge();
  });
  return {
    stop: async () => {
      await ticker.stop();
      await worker.stop();
      await mailer.stop();
    },
  };
}

/** Starts the REST door; answers the address that it listens on. */
export async function startServer(licet: OpenLicet): Promise<RunningLicet & { readonly address: string }> {
  const server = await createHttpServer(licet.app);
  const address = await server.listen({ port: licet.app.config.port, host: licet.app.config.host });
  return { address, stop: () => server.close() };
}

/** Makes the configured API key of the first administrator, once; answers where somebody becomes it, if nobody can sign in. */
export async function firstAdministrator({ app }: OpenLicet, publicUrl: string): Promise<string | undefined> {
  await ensureFirstAdministrator(app);
  return firstAdministratorLink(app, publicUrl);
}
