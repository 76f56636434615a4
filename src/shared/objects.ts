import type { Json } from './vocabulary.ts';

/** The object without the fields that are undefined: what was not given does not count as given. */
export function withoutUndefined<Value>(object: Readonly<Record<string, Value | undefined>>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

/** A value as plain JSON, as it would be read back from a jsonb column. */
export function asJson(value: object): Json {
  // The text was made a line ago, so it is JSON and nothing else.
  return JSON.parse(JSON.stringify(value)) as Json;
}

/** What is given, over what is stored, over the default. Undefined means not given; null is a value. */
export function firstGiven<Value>(given: Value | undefined, stored: Value | undefined, otherwise: Value): Value {
  if (given !== undefined) return given;
  return stored === undefined ? otherwise : stored;
}

/** An object with those fields of another that were given: null is a value, undefined is none. */
export function withGiven<Fields extends object>(
  base: Fields,
  given: { readonly [Name in keyof Fields]?: Fields[Name] | undefined },
): Fields {
  const defined: object = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { ...base, ...defined };
}
