const namesListedMax = 12;

/**
 * What to write instead of an unknown name, as the end of a sentence: the one that was most likely meant, else all that
 * there are where they are few. Begins with a blank; empty where there is nothing helpful to say.
 */
export function suggestion(text: string, known: readonly string[]): string {
  const others = known.filter((name) => name !== text);
  const nearest = nearestName(text, others);
  const likely =
    nearest !== text && editDistance(text.toLowerCase(), nearest.toLowerCase()) <= Math.max(1, text.length / 3);
  if (likely) return ` Did you mean ${nearest}?`;
  return others.length > 0 && others.length <= namesListedMax ? ` There are ${others.join(', ')}.` : '';
}

/** The known name with the fewest edits from a text: what a person who mistyped most likely meant. */
export function nearestName(text: string, known: readonly string[]): string {
  const scored = known.map((name) => ({ name, distance: editDistance(text.toLowerCase(), name.toLowerCase()) }));
  return scored.toSorted((a, b) => a.distance - b.distance)[0]?.name ?? text;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) row = nextRow(row, a.charAt(i - 1), b, i);
  return row[b.length] ?? 0;
}

function nextRow(row: readonly number[], letter: string, b: string, first: number): number[] {
  const next = [first];
  for (let j = 1; j <= b.length; j++) {
    const replace = (row[j - 1] ?? 0) + (letter === b.charAt(j - 1) ? 0 : 1);
    next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
  }
  return next;
}
