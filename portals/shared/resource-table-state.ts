import { useState, type ReactNode } from 'react';
import { useUrlState, type SearchText } from './search-text.ts';

/** One filter of a list: its name is the query parameter of the operation, and stands in the address of the page. */
export interface Filter {
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'choice' | 'day' | 'own';
  /** in pixels, where the usual width is too much or too little */
  readonly width?: number;
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
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
}

/** Filters, sort, columns and page of a table: all of it in the address, so that a link opens exactly this view. */
export function useTableState({ filters, hiddenAtFirst, prefix, limit }: TableStateOptions): TableState {
  const { search, setSearch } = useUrlState();
  const trail = useTrail();
  const named = (name: string): string => `${prefix}${name}`;
  const valueOf = (name: string): string | undefined => search[named(name)];
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
  const [sort, cursor, hidden] = [valueOf('sort'), valueOf('cursor'), valueOf('hide')];
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
        trail.walk(cursor);
        setSearch({ [named('cursor')]: nextCursor });
      },
      previous: trail.previous === undefined ? undefined : () => setSearch({ [named('cursor')]: trail.back() }),
      first: () => change({}),
    },
  };
}

/** Where somebody came from while they turned pages; a page that was opened by its address knows nothing of it. */
function useTrail() {
  const [trail, setTrail] = useState<readonly (string | undefined)[]>([]);
  return {
    previous: trail.length === 0 ? undefined : trail.length,
    walk: (cursor: string | undefined) => setTrail([...trail, cursor]),
    back: (): string | undefined => {
      setTrail(trail.slice(0, -1));
      return trail.at(-1);
    },
    forget: () => setTrail([]),
  };
}
