import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { copyText, type ColumnKind } from './copy-text.ts';

/** The one parameter of a COPY ... FROM STDIN: its rows, and the properties that hold the values of its columns. */
export class CopiedRows {
  readonly table: string;
  readonly columns: readonly { readonly key: string; readonly column: string }[];
  readonly rows: readonly object[];

  constructor({ table, columns, rows }: Pick<CopiedRows, 'table' | 'columns' | 'rows'>) {
    this.table = table;
    this.columns = columns;
    this.rows = rows;
  }
}

/** A pool for the query builder, whose connections also run a COPY that is given `CopiedRows`. */
export function copyingPool(pool: pg.Pool): PostgresPool {
  const known = new WeakMap<pg.PoolClient, CopyingClient>();
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      const client = await pool.connect();
      const copying = known.get(client) ?? new CopyingClient(client);
      known.set(client, copying);
      return copying;
    },
  };
}

class CopyingClient implements PostgresPoolClient {
  readonly #client: pg.PoolClient;
  readonly #plain: PostgresPoolClient;
  readonly #kinds = new Map<string, ReadonlyMap<string, ColumnKind>>();

  constructor(client: pg.PoolClient) {
    this.#client = client;
    this.#plain = client;
  }

  query<R>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query<R>(text: string | PostgresCursor<R>, parameters: readonly unknown[] = []) {
    if (typeof text !== 'string') return this.#plain.query(text);
    const [first] = parameters;
    return first instanceof CopiedRows ? this.#copy<R>(text, first) : this.#plain.query<R>(text, parameters);
  }

  release(destroy?: boolean): void {
    this.#client.release(destroy);
  }

  async #copy<R>(text: string, { table, columns, rows }: CopiedRows): Promise<PostgresQueryResult<R>> {
    const kinds = await this.#kindsOf(table);
    const cells = columns.map(({ key, column }) => ({ key, kind: kinds.get(column) ?? 'plain' }));
    await pipeline(Readable.from(copyText(rows, cells)), this.#client.query(copyFrom(text)));
    return { command: 'INSERT', rowCount: rows.length, rows: [] };
  }

  async #kindsOf(table: string): Promise<ReadonlyMap<string, ColumnKind>> {
    const known = this.#kinds.get(table);
    if (known !== undefined) return known;
    const kinds = await selectColumnKinds(this.#plain, table);
    this.#kinds.set(table, kinds);
    return kinds;
  }
}

async function selectColumnKinds(client: PostgresPoolClient, table: string): Promise<ReadonlyMap<string, ColumnKind>> {
  const { rows } = await client.query<{ column: string; kind: ColumnKind }>(
    `select pg_attribute.attname as column,
            case when pg_type.typname in ('json', 'jsonb') then 'json' when pg_type.typcategory = 'A' then 'array' else 'plain' end as kind
       from pg_attribute join pg_type on pg_type.oid = pg_attribute.atttypid
      where pg_attribute.attrelid = quote_ident($1)::regclass and pg_attribute.attnum > 0`,
    [table],
  );
  return new Map(rows.map(({ column, kind }) => [column, kind]));
}
