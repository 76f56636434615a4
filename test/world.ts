import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { inject } from 'vitest';
import type { JobsApp } from '../src/jobs/job-definition.ts';
import { machineClock } from '../src/platform/clock.ts';
import { readConfig } from '../src/platform/config.ts';
import { connectDatabase, type DatabaseConnection } from '../src/platform/database.ts';
import { createLog } from '../src/platform/log.ts';
import { jobs } from '../src/schedule.ts';
import { parseDay } from '../src/shared/day.ts';
import type { PostgresVersion } from './global-setup.ts';

/** A database of one test file's own, a still clock, and the application over both. */
export interface World {
  readonly app: JobsApp;
  readonly connection: DatabaseConnection;
  readonly close: () => Promise<void>;
}

/** The PostgreSQL versions that this machine can test, the newest first. */
export function postgresVersions(): readonly PostgresVersion[] {
  return ([18, 15] as const).filter((version) => inject('postgres')[version] !== undefined);
}

/** A fresh database, cloned from the migrated template, on a fixed business day. */
export async function openWorld(
  options: { readonly version?: PostgresVersion; readonly today?: string } = {},
): Promise<World> {
  const connection = inject('postgres')[options.version ?? 18];
  if (connection === undefined) throw new Error('this PostgreSQL version is not running');
  const log = createLog({ logLevel: process.env['LICET_LOG_LEVEL'] === 'debug' ? 'debug' : 'silent' });
  const maintenance = connectDatabase(connection, log, 1);
  const name = `test_${randomBytes(8).toString('hex')}`;
  await sql`create database ${sql.ref(name)} template licet_template`.execute(maintenance);
  const own = { ...connection, database: name };
  const database = connectDatabase(own, log);
  const heartbeat = connectDatabase(own, log, 1);
  const clock = machineClock(parseDay(options.today ?? '2026-03-01'));
  const config = readConfig({});
  const app: JobsApp = { config, database, heartbeat, clock, log, jobs, nudgeWorkers: () => undefined };
  const close = async (): Promise<void> => {
    await database.destroy();
    await heartbeat.destroy();
    await sql`drop database ${sql.ref(name)} with (force)`.execute(maintenance);
    await maintenance.destroy();
  };
  return { app, connection: own, close };
}

/** The same world on another day. */
export function onDay(world: World, today: string): JobsApp {
  return { ...world.app, clock: machineClock(parseDay(today)) };
}
