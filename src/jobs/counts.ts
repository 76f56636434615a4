/** How many things came to what, by name: the outcomes of a run, its emails, the records of an import. */
export type Counts = Readonly<Record<string, number>>;

/** The count of emails among the counts of a run, which are outcomes otherwise. */
export const emailCount = 'emails';

/** Both counts together. */
export function addCounts(one: Counts, other: Counts): Counts {
  const sum: Record<string, number> = { ...one };
  for (const [name, count] of Object.entries(other)) sum[name] = (sum[name] ?? 0) + count;
  return sum;
}

/** How often each name comes. */
export function countNames(names: Iterable<string>): Counts {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** The outcomes of a run, in the order of their names, and its emails. */
export function splitCounts(counts: Counts): { readonly emails: number; readonly outcomes: Counts } {
  const { [emailCount]: emails, ...outcomes } = counts;
  return {
    emails: emails ?? 0,
    outcomes: Object.fromEntries(Object.entries(outcomes).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
}
