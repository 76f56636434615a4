/** The parts of a record that are other than before. */
export function changedParts<Record extends object>(before: Record, after: Record): Partial<Record> {
  return only(after, (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

/** A new record without what is not given: the server has its own defaults. */
export function givenParts<Record extends object>(record: Record): Partial<Record> {
  return only(record, (name) => !isNothing(record[name]));
}

function only<Record extends object>(record: Record, isWanted: (name: keyof Record) => boolean): Partial<Record> {
  const parts: Partial<Record> = {};
  for (const name in record) if (isWanted(name)) parts[name] = record[name];
  return parts;
}

function isNothing(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
