const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The first character of each part of a name, whole as people see it. */
export function initialsOf(name: string): string {
  return name
    .split(' ')
    .map((part) => characters.segment(part)[Symbol.iterator]().next().value?.segment ?? '')
    .join('');
}
