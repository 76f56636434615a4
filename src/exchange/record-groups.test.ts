import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupsOf, type RecordLine } from './record-groups.ts';
import { recordKinds } from './record-kinds.ts';

const kinds = [...recordKinds.values()];

const givenLines = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...kinds.slice(0, 3)),
      owns: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), { maxLength: 2 }),
      mentions: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), { maxLength: 3 }),
    }),
    { maxLength: 25 },
  )
  .map((records) =>
    records.map(({ kind, owns, mentions }, index): RecordLine => ({
      line: index + 1,
      record: { kind, key: '', owns, mentions },
    })),
  );

describe('groups of records', () => {
  it('hold every record once, and records of one kind', () => {
    fc.assert(
      fc.property(givenLines, (lines) => {
        const groups = groupsOf(lines);
        expect(groups.flat().toSorted((a, b) => a.line - b.line)).toEqual(lines);
        for (const group of groups) expect(new Set(group.map(({ record }) => record.kind)).size).toBe(1);
      }),
    );
  });

  it('keep the order of any two records that have to do with each other', () => {
    fc.assert(
      fc.property(givenLines, (lines) => {
        const placeOf = new Map(
          groupsOf(lines).flatMap((group, place) => group.map(({ line }) => [line, place] as const)),
        );
        const pairs = lines.flatMap((earlier) => lines.slice(earlier.line).map((later) => [earlier, later] as const));
        const wrong = pairs.filter(
          ([earlier, later]) =>
            haveToDoWithEachOther(earlier, later) && (placeOf.get(earlier.line) ?? 0) >= (placeOf.get(later.line) ?? 0),
        );
        expect(wrong).toEqual([]);
      }),
    );
  });

  it('are few where the kinds of a file take turns', () => {
    const [first, second] = kinds;
    if (first === undefined || second === undefined) throw new Error('there are kinds');
    const lines = Array.from({ length: 100 }, (_, line): RecordLine => {
      const about = `account:${line - (line % 2)}`;
      return {
        line,
        record:
          line % 2 === 0
            ? { kind: first, key: '', owns: [about], mentions: [] }
            : { kind: second, key: '', owns: [], mentions: [about] },
      };
    });
    expect(groupsOf(lines).length).toBe(2);
  });
});

function haveToDoWithEachOther({ record: one }: RecordLine, { record: other }: RecordLine): boolean {
  const touches = (name: string): boolean => other.owns.includes(name) || other.mentions.includes(name);
  return one.owns.some(touches) || one.mentions.some((name) => other.owns.includes(name));
}
