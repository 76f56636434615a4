import { sql } from 'kysely';
import type { Database } from '../src/platform/database.ts';
import { timed } from './bench.ts';

/** Rows of some tables in files of the server, to be copied into empty tables with the same indexes. */
export interface ServerCopy {
  /** how many milliseconds the COPY of all of them takes, in one transaction */
  readonly time: () => Promise<number>;
}

/**
 * The fastest way in that PostgreSQL has: it reads the rows from a file of its own, and no client is involved. Rows are taken as they
 * are now.
 */
export async function copyOnServer(database: Database, tables: readonly string[]): Promise<ServerCopy> {
  const { rows } = await sql<{ folder: string }>`select current_setting('data_directory') as folder`.execute(database);
  const files = tables.map((table) => ({
    table,
    copy: `bench_copy_${table}`,
    file: `${rows[0]?.folder}/bench_${table}.copy`,
  }));
  for (const { table, copy, file } of files) {
    await sql`drop table if exists ${sql.ref(copy)}`.execute(database);
    await sql`create table ${sql.ref(copy)} (like ${sql.ref(table)} including all)`.execute(database);
    await sql`copy ${sql.ref(table)} to ${sql.lit(file)}`.execute(database);
  }
  return {
    time: async () => {
      for (const { copy } of files) await sql`truncate ${sql.ref(copy)}`.execute(database);
      await sql`checkpoint`.execute(database);
      return timed(async () =>
        database.transaction().execute(async (transaction) => {
          for (const { copy, file } of files)
            await sql`copy ${sql.ref(copy)} from ${sql.lit(file)}`.execute(transaction);
        }),
      );
    },
  };
}
