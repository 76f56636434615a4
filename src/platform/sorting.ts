import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { parseDay } from '../shared/day.ts';
import { Problem } from '../shared/problems.ts';
import type { Page, PageRequest } from './paging.ts';

/** A field that a list is sorted by: `name`, or `-name` for the other way round. */
export type SortBy<Field extends string> = Field | `-${Field}`;

export interface SortedRequest<Field extends string> extends PageRequest {
  /** as the list is by itself, where it is not given */
  readonly sort?: SortBy<Field> | undefined;
}

/** What a field sorts by: the expression of its index, and the same value of a row that was read. */
export interface SortKey<Row> {
  readonly expression: RawBuilder<unknown>;
  readonly valueOf: (row: Row) => string;
  /** whether a cursor may hold such a text: the database would stumble over another */
  readonly isValue: (text: string) => boolean;
}

/** In which orders a list comes. `row` as a key is the order in which things were made: that of their rows. */
export interface ListOrder<Field extends string, Row> {
  /** the column with the keys of the rows, such as `account.id` */
  readonly row: string;
  readonly usual: SortBy<Field>;
  readonly keys: readonly (readonly [Field, SortKey<Row> | 'row'])[];
}

/** One page of a list, as SQL. Ask for one row more than are shown: it tells whether there is another page. */
export interface SortedPage<Row> {
  readonly isAfter: RawBuilder<SqlBool>;
  readonly order: RawBuilder<unknown>;
  readonly rows: number;
  readonly shown: number;
  readonly cursorOf: (row: Row) => string;
}

/** Names as people look for them: `und-x-icu`, whatever locale the database was made with. */
export function byName<Row>(column: string, valueOf: (row: Row) => string): SortKey<Row> {
  return { expression: sql`${sql.ref(column)} collate "und-x-icu"`, valueOf, isValue: isStorable };
}

/** Keys, whose columns sort by the code of their letters. */
export function byKey<Row>(column: string, valueOf: (row: Row) => string): SortKey<Row> {
  return { expression: sql`${sql.ref(column)}`, valueOf, isValue: isStorable };
}

/** Days; what has none comes after every day. */
export function byDay<Row>(column: string, valueOf: (row: Row) => string | null): SortKey<Row> {
  return {
    expression: sql`coalesce(${sql.ref(column)}, 'infinity'::date)`,
    valueOf: (row) => valueOf(row) ?? 'infinity',
    isValue: (text) => text === 'infinity' || parseDay(text) !== undefined,
  };
}

/** The page that a request asks for. It follows the last value and row of the page before, so nothing is skipped or repeated. */
export function sortedPage<Field extends string, Row extends { readonly id: number }>(
  order: ListOrder<Field, Row>,
  request: SortedRequest<Field>,
): SortedPage<Row> {
  const sort = request.sort ?? order.usual;
  const key = keyOf(order, sort);
  const descending = sort.startsWith('-');
  const direction = sql.raw(descending ? 'desc' : 'asc');
  const row = sql.ref(order.row);
  return {
    isAfter: isAfter(key, row, descending, cursorOf(request, sort, key)),
    order: key === 'row' ? sql`${row} ${direction}` : sql`${key.expression} ${direction}, ${row} ${direction}`,
    rows: request.limit + 1,
    shown: request.limit,
    cursorOf: (last) => toCursor(sort, last.id, key === 'row' ? '' : key.valueOf(last)),
  };
}

/** The page out of rows of which one more than are shown was fetched. */
export function toSortedPage<Row, Item>(
  rows: readonly Row[],
  page: SortedPage<Row>,
  present: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, page.shown);
  const last = shown.at(-1);
  const more = rows.length > page.shown && last !== undefined;
  return { items: shown.map(present), nextCursor: more ? page.cursorOf(last) : null };
}

function keyOf<Field extends string, Row>(order: ListOrder<Field, Row>, sort: SortBy<Field>): SortKey<Row> | 'row' {
  const name = sort.replace(/^-/, '');
  const found = order.keys.find(([field]) => field === name);
  if (found === undefined) throw new Error(`nobody said how to sort by ${name}`);
  return found[1];
}

function isAfter(
  key: SortKey<never> | 'row',
  row: RawBuilder<unknown>,
  descending: boolean,
  cursor: Cursor | undefined,
): RawBuilder<SqlBool> {
  if (cursor === undefined) return sql<SqlBool>`true`;
  const than = sql.raw(descending ? '<' : '>');
  return key === 'row'
    ? sql<SqlBool>`${row} ${than} ${cursor.id}`
    : sql<SqlBool>`(${key.expression}, ${row}) ${than} (${cursor.value}, ${cursor.id})`;
}

interface Cursor {
  readonly id: number;
  readonly value: string;
}

function toCursor(sort: string, id: number, value: string): string {
  return Buffer.from(`${sort}:${id}:${value}`, 'utf8').toString('base64url');
}

function cursorOf(request: PageRequest, sort: string, key: SortKey<never> | 'row'): Cursor | undefined {
  if (request.cursor === undefined) return undefined;
  const text = Buffer.from(request.cursor, 'base64url').toString('utf8');
  const [, sorted, id, value = ''] = /^([^:]*):(\d{1,15}):(.*)$/s.exec(text) ?? [];
  if (id !== undefined && sorted === sort && (key === 'row' ? value === '' : key.isValue(value)))
    return { id: Number(id), value };
  throw new Problem(
    'invalid_cursor',
    'Take the cursor as it came in nextCursor of the page before, with the same sort, or leave it away for the first page.',
  );
}

function isStorable(text: string): boolean {
  return !text.includes('\0');
}
