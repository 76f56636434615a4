import type { Counts } from '../jobs/counts.ts';

/** What became of records. `records` counts the lines that are not blank; each is in exactly one of the others. */
export const importOutcomes = ['created', 'updated', 'unchanged', 'skipped', 'failed', 'notKept'] as const;
/** What became of one record. */
export type ImportOutcome = (typeof importOutcomes)[number];

/** Flat counts by outcome, and by entity and outcome: `created`, `account.created`. */
export type ImportCounts = Counts;

/** How many records there were, and how many became what. */
export type OutcomeCounts = Readonly<Record<'records' | ImportOutcome, number>>;

/** Counts of some lines, told one after the other. An entity is null where a line does not even say what it is. */
export function countOutcomes(
  told: Iterable<{ readonly entity: string | null; readonly outcome: ImportOutcome }>,
): ImportCounts {
  const counts: Record<string, number> = {};
  const add = (name: string): void => {
    counts[name] = (counts[name] ?? 0) + 1;
  };
  for (const { entity, outcome } of told)
    for (const name of ['records', outcome]) {
      add(name);
      if (entity !== null) add(`${entity}.${name}`);
    }
  return counts;
}

/** The counts of an import of which nothing was kept: what failed stays, the rest was good in vain. */
export function countsOfNothingKept(counts: ImportCounts): ImportCounts {
  const kept = Object.entries(counts).filter(([name]) => /(^|\.)(records|failed)$/.test(name));
  const inVain = kept.flatMap(([name, records]) => {
    if (!name.endsWith('records')) return [];
    const prefix = name.slice(0, -'records'.length);
    const left = records - (counts[`${prefix}failed`] ?? 0);
    return left === 0 ? [] : [[`${prefix}notKept`, left] as const];
  });
  return Object.fromEntries([...kept, ...inVain]);
}

/** The counts as people see them: of all records, and of each entity. */
export function presentCounts(
  counts: ImportCounts,
): OutcomeCounts & { readonly entities: Readonly<Record<string, OutcomeCounts>> } {
  const entities = [
    ...new Set(Object.keys(counts).flatMap((name) => (name.includes('.') ? [name.slice(0, name.indexOf('.'))] : []))),
  ];
  return {
    ...outcomesOf(counts, ''),
    entities: Object.fromEntries(entities.toSorted().map((entity) => [entity, outcomesOf(counts, `${entity}.`)])),
  };
}

function outcomesOf(counts: ImportCounts, prefix: string): OutcomeCounts {
  const of = (name: string): number => counts[`${prefix}${name}`] ?? 0;
  return {
    records: of('records'),
    created: of('created'),
    updated: of('updated'),
    unchanged: of('unchanged'),
    skipped: of('skipped'),
    failed: of('failed'),
    notKept: of('notKept'),
  };
}
