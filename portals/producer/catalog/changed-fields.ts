export type ChangedField = readonly [name: string, before: unknown, after: unknown];

/** The fields of a change, as they were and as they are since; those that were empty and stay it are left away. */
export function changedFields({
  before,
  after,
}: {
  readonly before: unknown;
  readonly after: unknown;
}): readonly ChangedField[] {
  const [earlier, later] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...earlier.keys(), ...later.keys()])]
    .map((name) => [name, earlier.get(name), later.get(name)] as const)
    .filter(([, one, other]) => !isNothing(one) || !isNothing(other));
}

/** True for what nobody has filled in. */
export function isNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function fieldsOf(values: unknown): ReadonlyMap<string, unknown> {
  return new Map(typeof values === 'object' && values !== null ? Object.entries(values) : []);
}
