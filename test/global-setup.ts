import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { sql } from 'kysely';
import { connectDatabase, type DatabaseConnection } from '../src/platform/database.ts';
import { findPostgresBinaries, openEmbeddedPostgres } from '../src/platform/embedded-postgres.ts';
import { createLog } from '../src/platform/log.ts';
import { migrateEverything } from '../src/server-migrate.ts';

export type PostgresVersion = 18 | 15;

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: Readonly<Partial<Record<PostgresVersion, DatabaseConnection>>>;
  }
}

/** One cluster of each PostgreSQL version for a whole test run, each with a migrated template database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'licet-test-'));
  chmodSync(folder, 0o755);
  const newest = await openEmbeddedPostgres({ dataFolder: join(folder, '18') });
  const oldest = await openOldest(join(folder, '15'));
  const clusters = [newest, ...(oldest ? [oldest] : [])];
  const end = async (): Promise<void> => {
    for (const cluster of clusters) await cluster.release();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    for (const cluster of clusters) await makeTemplate(cluster.connection);
  } catch (error) {
    // Servers outlive the process that started them, so a setup that fails must end them.
    await end();
    throw error;
  }
  project.provide('postgres', { 18: newest.connection, ...(oldest ? { 15: oldest.connection } : {}) });
  return end;
}

async function openOldest(dataFolder: string) {
  try {
    const binaries = await findPostgresBinaries('embedded-postgres-15');
    return await openEmbeddedPostgres({ dataFolder, binaries });
  } catch (error) {
    process.stderr.write(`\nPostgreSQL 15 is not to be had here, its tests are SKIPPED: ${String(error)}\n\n`);
    return undefined;
  }
}

async function makeTemplate(connection: DatabaseConnection): Promise<void> {
  const log = createLog({ logLevel: 'warn' });
  const maintenance = connectDatabase(connection, log, 1);
  await sql`create database licet_template`.execute(maintenance);
  await maintenance.destroy();
  const template = connectDatabase({ ...connection, database: 'licet_template' }, log, 1);
  await migrateEverything(template);
  await template.destroy();
}
