import { Problem } from '../shared/problems.ts';

/** One page of a list. Pages follow a key, so that nothing is skipped or repeated while others write. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** The row key after which the asked page begins; 0 for the first page. */
export function rowAfter(request: PageRequest): number {
  if (request.cursor === undefined) return 0;
  const text = Buffer.from(request.cursor, 'base64url').toString('utf8');
  if (!/^after:\d{1,15}$/.test(text))
    throw new Problem(
      'invalid_cursor',
      'Take the cursor as it came in nextCursor of the page before, or leave it away for the first page.',
    );
  return Number(text.slice('after:'.length));
}

/** The page out of rows of which one more than the limit was fetched. */
export function toPage<Row extends { readonly id: number }, Item>(
  rows: readonly Row[],
  limit: number,
  present: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items: shown.map(present), nextCursor: more ? cursorAfter(last.id) : null };
}

/** The cursor of the page that begins after a row. */
export function cursorAfter(id: number): string {
  return Buffer.from(`after:${id}`, 'utf8').toString('base64url');
}

/** The row that a text names, for entities whose key is the key of their row; undefined where it can be none. */
export function rowKey(text: string): number | undefined {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
}
