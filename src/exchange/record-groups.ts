import type { ImportedRecord, RecordKind } from './record-kind.ts';

/** A record and the line that it came from. */
export interface RecordLine {
  readonly line: number;
  readonly record: ImportedRecord;
}

/**
 * Records in groups of one kind, each of which can be recorded at once. Of two records that have to do with each other
 * (one owns what the other owns or mentions) the later one is in a later group; so the outcome is that of one record
 * after the other, also where the kinds of a file take turns.
 */
export function groupsOf(lines: readonly RecordLine[]): readonly (readonly RecordLine[])[] {
  const ownedAt = new Map<string, number>();
  const mentionedAt = new Map<string, number>();
  const levels: Map<RecordKind, RecordLine[]>[] = [];
  for (const line of lines) {
    const { kind, owns, mentions } = line.record;
    const earlier = [
      ...owns.flatMap((name) => [ownedAt.get(name) ?? -1, mentionedAt.get(name) ?? -1]),
      ...mentions.map((name) => ownedAt.get(name) ?? -1),
    ];
    const level = earlier.reduce((highest, one) => Math.max(highest, one), -1) + 1;
    for (const name of owns) ownedAt.set(name, level);
    for (const name of mentions) mentionedAt.set(name, Math.max(level, mentionedAt.get(name) ?? -1));
    const groups = levels[level] ?? new Map<RecordKind, RecordLine[]>();
    levels[level] = groups;
    const group = groups.get(kind);
    if (group === undefined) groups.set(kind, [line]);
    else group.push(line);
  }
  return levels.flatMap((groups) => [...groups.values()]);
}
