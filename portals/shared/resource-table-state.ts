import { useState, type ReactNode } from 'react';
import { pagesBefore, type PageTrail } from './page-trail.ts';
import { useUrlState, type SearchText } from './search-text.ts';

/** One filter of a list: its name is the query parameter of the operation, and stands in the address of the page. */
export interface Filter {
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'number' | 'choice' | 'day' | 'own';
  /** in pixels, where the usual width is too much or too little */
  readonly width?: number;
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  /** the choice that holds where none is made: one of them always stands there */
  readonly usual?: string;
  /** one of many that are added when they are wanted: what it asks of, and how */
  readonly added?: { readonly field: string; readonly how: string };
  /** the field of a filter that has one of its own, such as a search for an account */
  readonly field?: (value: string | undefined, choose: (value: string | undefined) => void) => ReactNode;
}

export interface TableState {
  /** what the operation is asked for */
  readonly query: Readonly<Record<string, string | number>>;
  readonly filters: SearchText;
  readonly hasFilters: boolean;
  readonly sort: string | undefined;
  readonly hiddenColumns: ReadonlySet<string>;
  readonly setFilter: (name: string, value: string | undefined) => void;
  readonly clearFilters: () => void;
  readonly setSort: (sort: string) => void;
  readonly setHiddenColumns: (hidden: readonly string[]) => void;
  readonly page: {
    readonly isFirst: boolean;
    readonly next: (cursor: string) => void;
    readonly previous: (() => void) | undefined;
    readonly first: () => void;
  };
}

interface TableStateOptions {
  readonly filters: readonly Filter[];
  readonly hiddenAtFirst: readonly string[];
  /** stands before the names in the address, where a page has several tables */
  readonly prefix: string;
  readonly limit: number;
  readonly usualSort: string | undefined;
}

/** Filters, sort, columns and page of a table: all of it in the address, so that a link opens exactly this view. */
export function useTableState(options: TableStateOptions): TableState {
  const { filters, hiddenAtFirst, prefix, limit, usualSort } = options;
  const { search, setSearch } = useUrlState();
  const named = (name: string): string => `${prefix}${name}`;
  const valueOf = (name: string): string | undefined => search[named(name)];
  const cursor = valueOf('cursor');
  const trail = useTrail(cursor);
  const given = filters.flatMap(({ name }) => {
    const value = valueOf(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  const change = (patch: Readonly<Record<string, string | undefined>>): void => {
    trail.forget();
    const prefixed = Object.entries({ ...patch, cursor: undefined }).map(
      ([name, value]) => [named(name), value] as const,
    );
    setSearch(Object.fromEntries(prefixed), { replace: true });
  };
  const [sort, hidden] = [valueOf('sort') ?? usualSort, valueOf('hide')];
  return {
    query: {
      ...Object.fromEntries(given),
      ...(sort === undefined ? {} : { sort }),
      ...(cursor === undefined ? {} : { cursor }),
      limit,
    },
    filters: Object.fromEntries(given),
    hasFilters: given.length > 0,
    sort,
    hiddenColumns: new Set(hidden === undefined ? hiddenAtFirst : hidden.split(',')),
    setFilter: (name, value) => change({ [name]: value }),
    clearFilters: () => change(Object.fromEntries(filters.map(({ name }) => [name, undefined]))),
    setSort: (wanted) => change({ sort: wanted }),
    setHiddenColumns: (columns) =>
      setSearch({ [named('hide')]: columns.length === 0 ? '-' : columns.join(',') }, { replace: true }),
    page: {
      isFirst: cursor === undefined,
      next: (nextCursor) => {
        trail.walk();
        setSearch({ [named('cursor')]: nextCursor });
      },
      previous: trail.isEmpty ? undefined : () => setSearch({ [named('cursor')]: trail.last }),
      first: () => change({}),
    },
  };
}

/** The pages before this one, as somebody turned them; a page that was opened by its address knows of none. */
function useTrail(cursor: string | undefined) {
  const [trail, setTrail] = useState<PageTrail>([]);
  const before = pagesBefore(trail, cursor);
  return {
    isEmpty: before.length === 0,
    last: before.at(-1),
    walk: () => setTrail([...before, cursor]),
    forget: () => setTrail([]),
  };
}
