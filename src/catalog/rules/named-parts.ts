import type { Reason } from '../../shared/decision.ts';
import type { CatalogState } from '../../shared/vocabulary.ts';
import { unknownReference } from './catalog-names.ts';
import { reasonsAgainstWithdrawn } from './withdrawn.ts';

/** A list of an entity that names others by their keys. */
export interface NamedParts {
  /** what is named, in words */
  readonly what: string;
  readonly list: string;
  /** the field with the key, where the list holds more than keys */
  readonly field?: string;
  readonly keys: readonly string[];
  /** the states of those that exist */
  readonly states: ReadonlyMap<string, CatalogState>;
}

/** What speaks against the parts of an entity: each exists, and those with a count are named once. */
export function reasonsAgainstParts(parts: NamedParts): readonly Reason[] {
  const { what, keys, states, field } = parts;
  return keys.flatMap((key, index) => {
    const pointer = pointerTo(parts, index);
    const repeated: Reason = {
      code: 'repeated',
      message: `The ${what} ${key} is named twice.`,
      remedy: 'Name it once, with its count.',
      pointer,
    };
    return [
      ...(states.has(key) ? [] : [unknownReference(what, key, pointer)]),
      ...(field !== undefined && keys.indexOf(key) < index ? [repeated] : []),
    ];
  });
}

/** What speaks against naming parts now that were not named before: what is withdrawn takes no new references (reference 1.6). */
export function reasonsAgainstNewParts(parts: NamedParts, before: readonly string[]): readonly Reason[] {
  const named = new Set(before);
  return parts.keys.flatMap((key, index) =>
    named.has(key) ? [] : reasonsAgainstWithdrawn(parts.what, key, parts.states.get(key), pointerTo(parts, index)),
  );
}

/** The JSON pointer to one of the parts. */
export function pointerTo({ list, field }: Pick<NamedParts, 'list' | 'field'>, index: number): string {
  return `/${list}/${index}${field === undefined ? '' : `/${field}`}`;
}
