interface Named {
  /** its ID */
  readonly value: string;
  /** its name, with more in brackets where that helps */
  readonly label: string;
}

/** What was found, the nearest first: that very ID, that very name, what begins with what is typed, and then the others as they came. */
export function nearestFirst<Option extends Named>(typed: string, found: readonly Option[]): readonly Option[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return found;
  return found.toSorted((one, other) => distance(one, wanted) - distance(other, wanted));
}

function distance({ value, label }: Named, wanted: string): number {
  const [id, words] = [value.toLowerCase(), label.toLowerCase()];
  if (id === wanted) return 0;
  if (words === wanted || words.startsWith(`${wanted} (`)) return 1;
  return id.startsWith(wanted) || words.startsWith(wanted) ? 2 : 3;
}
