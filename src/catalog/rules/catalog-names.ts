import type { Reason } from '../../shared/decision.ts';

/** Who has a name (and version) already: the key of the owner, by `nameKey`. */
export type TakenNames = ReadonlyMap<string, string>;

/** One text for a name and version, to find who has it. */
export function nameKey(name: string, version: string | null): string {
  return JSON.stringify([name, version ?? '']);
}

/** What speaks against a name: another has it, with the same version where there are versions. */
export function reasonsAgainstName(
  what: string,
  key: string,
  name: string,
  version: string | null,
  taken: TakenNames,
): readonly Reason[] {
  const owner = taken.get(nameKey(name, version));
  if (owner === undefined || owner === key) return [];
  return [
    {
      code: 'name_taken',
      message: `The ${what} ${owner} has this name${version === null ? '' : ' and version'} already.`,
      remedy: 'Choose another name.',
      pointer: '/name',
    },
  ];
}

/** The reason against naming what does not exist. */
export function unknownReference(what: string, key: string, pointer: string): Reason {
  return { code: 'unknown_reference', message: `There is no ${what} ${key}.`, remedy: 'Create it first.', pointer };
}
