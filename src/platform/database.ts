import {
  CamelCasePlugin,
  Kysely,
  PostgresDialect,
  sql,
  type RawBuilder,
  type Transaction as KyselyTransaction,
} from 'kysely';
import pg from 'pg';
import type { Json } from '../shared/vocabulary.ts';
import { CopiedRows, copyingPool } from './copying-pool.ts';
import type { Logger } from './log.ts';
import type { NewRow, Tables } from './tables.ts';

export type Database = Kysely<Tables>;
export type Transaction = KyselyTransaction<Tables>;
/** What can be read from: the database itself, or a transaction. */
export type Reader = Pick<Transaction, 'selectFrom'>;

export interface DatabaseConnection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

/**
 * A pooled connection to any PostgreSQL from 15 on, given by address or by socket. Days come as text and counts as
 * numbers. A broken idle connection is logged and replaced, never thrown.
 */
export function connectDatabase(target: string | DatabaseConnection, log: Logger, connectionsMax = 10): Database {
  const pool = new pg.Pool({
    ...(typeof target === 'string' ? { connectionString: target } : target),
    max: connectionsMax,
    application_name: 'licet',
    connectionTimeoutMillis: 10_000,
    types: plainTypes(),
  });
  pool.on('error', (error) => log.warn({ err: error.message }, 'an idle database connection was lost'));
  // A connection in use reports its loss twice: to the query, which fails, and here, where it must not end the process.
  pool.on('connect', (client) =>
    client.on('error', (error) => log.warn({ err: error.message }, 'a database connection was lost')),
  );
  return new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: copyingPool(pool) }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
}

function plainTypes(): pg.CustomTypesConfig {
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.DATE, (text) => text);
  types.setTypeParser(pg.types.builtins.INT8, Number);
  return types;
}

const transientErrors = new Set(['40001', '40P01']);
const attemptsMax = 6;

/**
 * One transaction, run again where the database chose it as the victim of a deadlock. Inside, await nothing but the
 * transaction. Within a larger transaction it is a part of that one, which stands or is taken back by itself.
 */
export async function inTransaction<T>(database: Database, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  if (isTransaction(database)) return inSavepoint(database, work);
  for (let attempt = 1; ; attempt++) {
    try {
      return await database.transaction().execute(work);
    } catch (error) {
      if (attempt === attemptsMax || !transientErrors.has(sqlState(error) ?? '')) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * 20 * (1 + Math.random())));
    }
  }
}

function isTransaction(database: Database): database is Transaction {
  return database.isTransaction;
}

async function inSavepoint<T>(transaction: Transaction, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  await sql`savepoint part`.execute(transaction);
  try {
    const result = await work(transaction);
    await sql`release savepoint part`.execute(transaction);
    return result;
  } catch (error) {
    if (!isDatabaseGone(error)) await takeBack(transaction);
    throw error;
  }
}

// A savepoint outlives the rollback to it, and would stand before the one of the same name around it.
async function takeBack(transaction: Transaction): Promise<void> {
  await sql`rollback to savepoint part`.execute(transaction);
  await sql`release savepoint part`.execute(transaction);
}

/**
 * One snapshot that cannot write: what a preview reads, so that it can promise to change nothing. Within a larger
 * transaction it reads what that one sees.
 */
export async function inSnapshot<T>(database: Database, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  if (isTransaction(database)) return work(database);
  return database.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work);
}

/** One snapshot that cannot write, told piece by piece to whoever takes the pieces; it ends when they stop taking. */
export async function* streamSnapshot<Piece, End>(
  database: Database,
  tell: (transaction: Transaction) => AsyncGenerator<Piece, End>,
): AsyncGenerator<Piece, End> {
  const transaction = await database
    .startTransaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute();
  try {
    return yield* tell(transaction);
  } finally {
    await transaction.rollback().execute();
  }
}

/** The five letters by which PostgreSQL names an error, where it is one of its own. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** The constraint that an insert or update ran into, where it is a unique violation. */
export function violatedUniqueness(error: unknown): string | undefined {
  return sqlState(error) === '23505' && error instanceof Error && 'constraint' in error
    ? String(error.constraint)
    : undefined;
}

/** True where somebody else was quicker, after the rules had looked: they took the key, or deleted what is referred to. */
export function isOutrun(error: unknown): boolean {
  return ['23505', '23503'].includes(sqlState(error) ?? '');
}

/** True where the database itself is away: no connection, shutting down, starting up, out of connections. */
export function isDatabaseGone(error: unknown): boolean {
  const code = sqlState(error);
  const message = error instanceof Error ? error.message : '';
  return (
    (code !== undefined &&
      /^(08|57P0[1-3]|53300|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)/.test(code)) ||
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
      message,
    )
  );
}

/** A value for a jsonb column in `values` and `set`. */
export function json(value: Json | object): RawBuilder<never> {
  return sql<never>`cast(${JSON.stringify(value)} as jsonb)`;
}

/** Keys for rows that will refer to each other before they are inserted. */
export async function allocateIds(
  transaction: Transaction,
  table: keyof Tables,
  count: number,
): Promise<readonly number[]> {
  if (count === 0) return [];
  const { rows } = await sql<{ id: number }>`
    select nextval(pg_get_serial_sequence(${snakeCase(table)}, 'id')) as id from generate_series(1, ${count})`.execute(
    transaction,
  );
  return rows.map((row) => row.id);
}

// Below that the statement for a COPY, and the one that asks for the types of its columns, cost more than they save.
const copiedFrom = 200;

/** Inserts rows in one statement, whatever their number. All rows have the columns of the first. */
export async function insertRows<Name extends keyof Tables>(
  transaction: Transaction,
  table: Name,
  rows: readonly NewRow<Name>[],
): Promise<void> {
  const first = rows[0];
  if (first === undefined) return;
  const columns = Object.keys(first).map((key) => ({ key, column: snakeCase(key) }));
  const names = sql.join(columns.map(({ column }) => sql.id(column)));
  if (rows.length < copiedFrom) {
    const json = JSON.stringify(rows.map(snakeCaseKeys));
    await sql`insert into ${sql.table(table)} (${names})
      select ${names} from json_populate_recordset(null::${sql.table(table)}, cast(${json} as json))`.execute(
      transaction,
    );
    return;
  }
  const copy = sql`copy ${sql.table(table)} (${names}) from stdin`.compile(transaction);
  await transaction.executeQuery({ ...copy, parameters: [new CopiedRows({ table: snakeCase(table), columns, rows })] });
}

/**
 * Changes many rows in one statement: each given row names its `id` and the new values of the columns of the first one.
 * The number in the version column grows by one.
 */
export async function updateRows<Name extends keyof Tables>(
  transaction: Transaction,
  table: Name,
  versionColumn: 'version' | 'recordVersion',
  rows: readonly (Partial<NewRow<Name>> & { readonly id: number })[],
): Promise<void> {
  const first = rows[0];
  if (first === undefined) return;
  const columns = Object.keys(first).filter((column) => column !== 'id');
  const assignments = sql.join(columns.map((column) => sql`${sql.ref(column)} = changed.${sql.ref(column)}`));
  const text = JSON.stringify(rows.map(snakeCaseKeys));
  await sql`update ${sql.table(table)} as target
    set ${assignments}, ${sql.ref(versionColumn)} = target.${sql.ref(versionColumn)} + 1, updated_at = now()
    from json_populate_recordset(null::${sql.table(table)}, cast(${text} as json)) as changed
    where target.id = changed.id`.execute(transaction);
}

function snakeCaseKeys(row: object): object {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [snakeCase(key), value]));
}

const snakeCases = new Map<string, string>();

// The same few names come millions of times in a large import.
function snakeCase(name: string): string {
  const known = snakeCases.get(name);
  if (known !== undefined) return known;
  const made = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  snakeCases.set(name, made);
  return made;
}
