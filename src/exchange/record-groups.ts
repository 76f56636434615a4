import type { ImportedRecord } from './record-kinds.ts';

/** A record and the line that it came from. */
export interface RecordLine {
  readonly line: number;
  readonly record: ImportedRecord;
}

/**
 * Records cut into groups, in their order. The records of a group are of one kind and know nothing of each other: none
 * owns what another one owns or mentions. So a whole group can be recorded at once with the same outcome as one record
 * after the other.
 */
export function groupsOf(lines: readonly RecordLine[]): readonly (readonly RecordLine[])[] {
  const groups: RecordLine[][] = [];
  let owned = new Set<string>();
  let mentioned = new Set<string>();
  for (const line of lines) {
    const { kind, owns, mentions } = line.record;
    const last = groups.at(-1);
    const isAlone =
      last?.[0]?.record.kind !== kind ||
      owns.some((name) => owned.has(name) || mentioned.has(name)) ||
      mentions.some((name) => owned.has(name));
    if (last === undefined || isAlone) {
      groups.push([line]);
      owned = new Set(owns);
      mentioned = new Set(mentions);
    } else {
      last.push(line);
      for (const name of owns) owned.add(name);
      for (const name of mentions) mentioned.add(name);
    }
  }
  return groups;
}
