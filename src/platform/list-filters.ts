import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { z } from 'zod';
import { zoneUnlessSet } from '../shared/time-zone.ts';
import { businessZone } from './business-zone.ts';
import type { Reader } from './database.ts';
import { contains } from './text-search.ts';

/** One parameter of a list: how it is read, and what it asks of a row. */
export interface Filter<Value = unknown> {
  readonly schema: z.ZodType<Value>;
  /** it must be told the producer's time zone */
  readonly isInZone?: true;
  /** true for the rows that are meant; `zone` is the one in which days begin and end */
  where(value: Value, zone: string): RawBuilder<SqlBool>;
}

/** The filters of a list by the names of their parameters: the one place that says which there are. */
export type Filters = Readonly<Record<string, Filter>>;

/** What a request may ask for with such filters. */
export type FilterValues<Table extends Filters> = {
  readonly [Name in keyof Table]?: z.output<Table[Name]['schema']> | undefined;
};

/** The parameters that a door takes for filters. */
export type FilterParameters<Table extends Filters> = {
  readonly [Name in keyof Table]: z.ZodOptional<Table[Name]['schema']>;
};

/** The parameters of filters for a door: `query: { ...paging, ...filterParameters(accountFilters) }`. */
export function filterParameters<Table extends Filters>(table: Table): FilterParameters<Table>;
export function filterParameters(table: Filters): object {
  return Object.fromEntries(
    Object.entries(table).map(([name, { schema }]) => [name, schema.optional().meta(schema.meta() ?? {})]),
  );
}

/** What is asked of a row, one condition for each parameter that was given. */
export async function conditionsOf<Table extends Filters>(
  reader: Reader,
  table: Table,
  values: FilterValues<Table>,
): Promise<readonly RawBuilder<SqlBool>[]> {
  const given = new Map<string, unknown>(Object.entries(values));
  const asked = Object.entries(table).filter(([name]) => given.get(name) !== undefined);
  const zone = asked.some(([, filter]) => filter.isInZone) ? await businessZone(reader) : zoneUnlessSet;
  return asked.map(([name, filter]) => filter.where(given.get(name), zone));
}

/** True for a row of a small table that was asked for, by its filters and by a text that is searched. */
export async function isAskedFor<Table extends Filters>(
  reader: Reader,
  { filters, searched }: { readonly filters: Table; readonly searched: RawBuilder<string> },
  values: FilterValues<Table> & { readonly q?: string | undefined },
): Promise<RawBuilder<SqlBool>> {
  return all([...(await conditionsOf(reader, filters, values)), contains(searched, values.q)]);
}

/** True where all conditions are. */
export function all(conditions: readonly RawBuilder<SqlBool>[]): RawBuilder<SqlBool> {
  return conditions.length === 0 ? sql<SqlBool>`true` : sql<SqlBool>`(${sql.join(conditions, sql` and `)})`;
}

/** One condition out of several on something else that a row refers to, where there are any. */
export function onAnother(
  conditions: readonly RawBuilder<SqlBool>[],
  refer: (condition: RawBuilder<SqlBool>) => RawBuilder<SqlBool>,
): readonly RawBuilder<SqlBool>[] {
  return conditions.length === 0 ? [] : [refer(all(conditions))];
}

/**
 * What is asked of the rows of a list: conditions that an index answers, and checks of what so many rows are like that one is
 * never far; they are looked at row by row.
 */
export interface Asked {
  readonly conditions: readonly RawBuilder<SqlBool>[];
  readonly checks: readonly RawBuilder<SqlBool>[];
}

// So many rows are looked up by their keys. Where there are more of them, one is never far in any order.
const fewRows = 2_000;

/** A table, and the column with the keys of its rows, such as `account.id`. */
export interface Place {
  readonly row: string;
  readonly from: RawBuilder<unknown>;
}

/** The keys of the rows that meet conditions; undefined where there are many. */
export async function fewOf(
  reader: Reader,
  { row, from }: Place,
  conditions: readonly RawBuilder<SqlBool>[],
): Promise<readonly number[] | undefined> {
  const few = sql<{
    id: number;
  }>`(select ${sql.ref(row)} as id from ${from} where ${all(conditions)} limit ${fewRows})`;
  const rows = await reader.selectFrom(few.as('found')).select('found.id').execute();
  return rows.length < fewRows ? [...new Set(rows.map(({ id }) => id))] : undefined;
}

/**
 * The same conditions, as quick in every order of a list: few rows are looked up first, by whatever index finds them, and then
 * known by their keys. Otherwise the database could look for them by walking through a whole index in the order of the list.
 */
export async function narrowed(
  reader: Reader,
  place: Place,
  { conditions, checks }: Asked,
): Promise<RawBuilder<SqlBool>> {
  const few = conditions.length === 0 ? undefined : await fewOf(reader, place, conditions);
  return all([...(few === undefined ? conditions : [sql<SqlBool>`${sql.ref(place.row)} = any(${few})`]), ...checks]);
}

/** Filters by the names of their parameters. */
export type Named<Names extends string, Value> = Readonly<Record<Names, Filter<Value>>>;

/** Filters as parts of a table. */
// Names are made of the name of a field, which no type of an object that is built knows; the signature says it.
export function named<Names extends string, Value>(
  filters: readonly (readonly [Names, Filter<Value>])[],
): Named<Names, Value>;
export function named(filters: readonly (readonly [string, unknown])[]): object {
  return Object.fromEntries(filters);
}
