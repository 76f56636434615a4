import { sql, type RawBuilder, type SqlBool } from 'kysely';

/**
 * True where a text contains another, whatever the case of the letters. The expression is the one of a trigram index,
 * so that the index answers. Without a text to look for, everything is found.
 */
export function contains(expression: RawBuilder<string>, text: string | undefined): RawBuilder<SqlBool> {
  if (text === undefined) return sql<SqlBool>`true`;
  const pattern = `%${literal(text)}%`;
  return sql<SqlBool>`${expression} like search_fold(${pattern})`;
}

/**
 * The same where there are millions of rows. One letter or two have no trigram, and every row would be looked at; so they find
 * what has a key that begins with them. Keys are columns whose index sorts by the code of the letters.
 */
export function containsOrBegins(
  expression: RawBuilder<string>,
  key: string,
  text: string | undefined,
): RawBuilder<SqlBool> {
  if (text === undefined || hasTrigram(text)) return contains(expression, text);
  const begins = spellingsOf(text).map((spelling) => sql`${sql.ref(key)} like ${beginningOf(spelling)}`);
  return sql<SqlBool>`(${sql.join(begins, sql` or `)})`;
}

const lettersMin = 3;

/** Whether a text is long enough to be found anywhere in another by an index. */
export function hasTrigram(text: string): boolean {
  return text.trim().length >= lettersMin;
}

/** A text as keys may spell it: as it is, and all in large or in small letters. */
export function spellingsOf(text: string): readonly string[] {
  return [...new Set([text, text.toUpperCase(), text.toLowerCase()])];
}

/** The pattern of what begins with a text. */
export function beginningOf(text: string): string {
  return `${literal(text)}%`;
}

/** A text as a pattern of itself. */
export function literal(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`);
}
