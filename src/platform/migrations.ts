import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { lazily } from '../shared/lazily.ts';
import type { Database } from './database.ts';

/** One numbered file of plain SQL. Forward only: a file that was released is never edited. */
interface Migration {
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
}

interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
}

/** The database and this release do not fit together; the message says what to do. */
export class SchemaError extends Error {
  override readonly name = 'SchemaError';
}

const folder = join(import.meta.dirname, '../../migrations');

/**
 * Brings the schema up to this release, in one transaction under an advisory lock, so that it happens once however many
 * processes start. Answers the names that were applied. Refuses a schema of a newer release.
 */
export async function migrate(database: Database): Promise<readonly string[]> {
  await refuseOldPostgres(database);
  return database.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtext('licet'), hashtext('migrate'))`.execute(transaction);
    await sql`create table if not exists schema_migration (
      name text primary key, checksum text not null, applied_at timestamptz not null default now())`.execute(
      transaction,
    );
    const pending = pendingMigrations(shippedMigrations(), await appliedMigrations(transaction));
    for (const migration of pending) {
      await sql.raw(migration.text).execute(transaction);
      await sql`insert into schema_migration (name, checksum) values (${migration.name}, ${migration.checksum})`.execute(
        transaction,
      );
    }
    return pending.map((migration) => migration.name);
  });
}

/** Throws `SchemaError` with advice where the schema is older or newer than this release. */
export async function requireCurrentSchema(database: Database): Promise<void> {
  await refuseOldPostgres(database);
  const { rows } = await sql<{ found: boolean }>`select to_regclass('schema_migration') is not null as found`.execute(
    database,
  );
  const applied = rows[0]?.found === true ? await appliedMigrations(database) : [];
  const pending = pendingMigrations(shippedMigrations(), applied);
  if (pending.length > 0)
    throw new SchemaError(
      `The database lacks migrations (${pending.length}, the first is ${pending[0]?.name}). Run "licet migrate" once, then start again.`,
    );
}

/** What is still to be applied; throws `SchemaError` where the database was changed by another release. */
export function pendingMigrations(
  shipped: readonly Migration[],
  applied: readonly AppliedMigration[],
): readonly Migration[] {
  const byName = new Map(shipped.map((migration) => [migration.name, migration]));
  const unknown = applied.filter((migration) => !byName.has(migration.name));
  if (unknown.length > 0)
    throw new SchemaError(
      `The database belongs to a newer release of Licet (it has ${unknown.map((one) => one.name).join(', ')}). ` +
        'Start that release or a later one, or point LICET_DATA_DIR or DATABASE_URL to another database.',
    );
  const edited = applied.filter((migration) => byName.get(migration.name)?.checksum !== migration.checksum);
  if (edited.length > 0)
    throw new SchemaError(
      `The migration ${edited[0]?.name} is not the one that this database was made with. ` +
        'Migrations are never edited: restore the file from its release and put the change into a new one.',
    );
  const done = new Set(applied.map((migration) => migration.name));
  return shipped.filter((migration) => !done.has(migration.name));
}

/** Read once: a process stays what it was started as, whoever installs a newer release over it. */
const shippedMigrations = lazily((): readonly Migration[] =>
  readdirSync(folder)
    .filter((file) => /^\d{4}-.*\.sql$/.test(file))
    .toSorted()
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      return { name: file.replace(/\.sql$/, ''), text, checksum: createHash('sha256').update(text).digest('hex') };
    }),
);

async function appliedMigrations(database: Database): Promise<readonly AppliedMigration[]> {
  const { rows } = await sql<AppliedMigration>`select name, checksum from schema_migration order by name`.execute(
    database,
  );
  return rows;
}

async function refuseOldPostgres(database: Database): Promise<void> {
  const { rows } = await sql<{ version: number }>`select current_setting('server_version_num')::int as version`.execute(
    database,
  );
  const version = rows[0]?.version ?? 0;
  if (version < 150_000)
    throw new SchemaError(
      `Licet needs PostgreSQL 15 or later; this server is ${Math.floor(version / 10_000)}. Give DATABASE_URL of a newer one.`,
    );
}
