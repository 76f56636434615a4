import { useNavigate, useParams, useSearch } from '@tanstack/react-router';

/** The state of a page, as it stands in its address. */
export type SearchText = Readonly<Record<string, string>>;

/** Whatever the address says, as text; a page knows its own names. */
export function searchText(input: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(input).flatMap(([name, value]) =>
      typeof value === 'string' && value !== '' ? [[name, value]] : [],
    ),
  );
}

/** Addresses hold plain text, so that people can read them and write them. */
export function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

export function stringifySearch(search: Record<string, unknown>): string {
  const text = new URLSearchParams(searchText(search)).toString();
  return text === '' ? '' : `?${text}`;
}

export interface UrlState {
  readonly search: SearchText;
  /** changes some names; undefined or empty takes one out. `replace` leaves no step in the browser's history */
  readonly setSearch: (
    patch: Readonly<Record<string, string | undefined>>,
    options?: { readonly replace?: boolean },
  ) => void;
}

/** What the address of this page says, and how to change it. */
export function useUrlState(): UrlState {
  const search = searchText(useSearch({ strict: false }));
  const navigate = useNavigate();
  return {
    search,
    setSearch: (patch, { replace = false } = {}) =>
      void navigate({
        to: '.',
        replace,
        search: (before: Record<string, unknown>) => searchText({ ...before, ...patch }),
      }),
  };
}

/** A part of the path of this page, such as the key of what it shows. */
export function usePathPart(name: string): string {
  const parts: Readonly<Record<string, unknown>> = useParams({ strict: false });
  const part = parts[name];
  return typeof part === 'string' ? part : '';
}
