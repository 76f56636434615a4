import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { JobsApp } from '../src/jobs/job-definition.ts';
import { machineClock } from '../src/platform/clock.ts';
import { readConfig } from '../src/platform/config.ts';
import { connectDatabase, type Database, type DatabaseConnection } from '../src/platform/database.ts';
import { openEmbeddedPostgres } from '../src/platform/embedded-postgres.ts';
import { createLog } from '../src/platform/log.ts';
import { jobs } from '../src/schedule.ts';
import { migrateEverything } from '../src/server-migrate.ts';
import { benchDay, fillDataset, type Size } from './dataset.ts';

/** A PostgreSQL of the benches' own, with a database for each size, made when it is first asked for. */
export interface BenchSite {
  readonly folder: string;
  readonly connection: DatabaseConnection;
  /** the application over the reference data set */
  readonly dataset: (size: Size) => Promise<JobsApp>;
  /** the application over another database, made and filled once */
  readonly database: (name: string, fill: (database: Database) => Promise<void>) => Promise<JobsApp>;
  /** drops a database that was asked for */
  readonly drop: (name: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Opens it in a temporary folder that is removed at the end, or in one that is kept, with its databases. */
export async function openBenchSite(
  say: (line: string) => void,
  kept?: string,
  connection?: DatabaseConnection,
): Promise<BenchSite> {
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'licet-bench-'));
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755); // a PostgreSQL that root starts runs as another user and has to get through
  const postgres = connection
    ? { connection, release: () => Promise.resolve() }
    : await openEmbeddedPostgres({ dataFolder: join(folder, 'data') });
  const maintenance = connectDatabase(
    { ...postgres.connection, database: 'postgres' },
    createLog({ logLevel: 'error' }),
    1,
  );
  const opened = new Map<string, JobsApp>();
  const database: BenchSite['database'] = async (name, fill) => {
    const known = opened.get(name);
    if (known !== undefined) return known;
    const app = openBenchApp({ ...postgres.connection, database: name });
    opened.set(name, app);
    if (!(await createOnce(maintenance, name))) return app;
    try {
      await fillOnce(app, name, fill, say);
    } catch (error) {
      await drop(name); // a later run would take it for filled
      throw error;
    }
    return app;
  };
  const drop = async (name: string): Promise<void> => {
    await closeBenchApp(opened.get(name));
    opened.delete(name);
    await sql`drop database if exists ${sql.ref(name)} with (force)`.execute(maintenance);
  };
  return {
    folder,
    connection: postgres.connection,
    database,
    drop,
    dataset: (size) => database(datasetName(size), (empty) => fillDataset(empty, size)),
    close: async () => {
      for (const app of opened.values()) await closeBenchApp(app);
      await maintenance.destroy();
      await postgres.release();
      if (kept === undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** The name of the database that holds a data set. */
export function datasetName(size: Size): string {
  return `bench_${size.toLowerCase()}`;
}

/** The application over a database, on the business day of the benches. */
export function openBenchApp(connection: DatabaseConnection): JobsApp {
  const log = createLog({ logLevel: 'error' });
  return {
    config: readConfig({}),
    database: connectDatabase(connection, log),
    heartbeat: connectDatabase(connection, log, 1),
    clock: machineClock(benchDay),
    log,
    jobs,
    nudgeWorkers: () => undefined,
  };
}

/** Closes the connections of an application. */
export async function closeBenchApp(app: JobsApp | undefined): Promise<void> {
  await app?.database.destroy();
  await app?.heartbeat.destroy();
}

async function createOnce(maintenance: Database, name: string): Promise<boolean> {
  const { rows } = await sql`select 1 from pg_database where datname = ${name}`.execute(maintenance);
  if (rows.length > 0) return false;
  await sql`create database ${sql.ref(name)}`.execute(maintenance);
  return true;
}

async function fillOnce(
  { database }: JobsApp,
  name: string,
  fill: (database: Database) => Promise<void>,
  say: (line: string) => void,
): Promise<void> {
  const begin = performance.now();
  await migrateEverything(database);
  await fill(database);
  say(`${name}: filled in ${((performance.now() - begin) / 1000).toFixed(1)} s`);
}
