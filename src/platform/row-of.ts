/**
 * The row behind a key that the rules let pass. Where there is none, they were not told of it: that is a bug, and nothing
 * may be saved.
 */
export function rowOf<Key extends string | number>(
  rows: ReadonlyMap<Key, number | { readonly id: number }>,
  key: Key,
): number {
  const row = rows.get(key);
  if (row === undefined) throw new Error(`nobody looked up the row of "${key}" before it was to be saved`);
  return typeof row === 'number' ? row : row.id;
}

/** The row at a place among those that were allocated for as many entities. */
export function rowAt(rows: readonly number[], place: number): number {
  const row = rows[place];
  if (row === undefined) throw new Error(`${rows.length} rows were allocated, so there is none for number ${place}`);
  return row;
}
