import { sql, type RawBuilder, type SqlBool } from 'kysely';

/**
 * True where a text contains another, whatever the case of the letters. The expression is the one of a trigram index,
 * so that the index answers. Without a text to look for, everything is found.
 */
export function contains(expression: RawBuilder<string>, text: string | undefined): RawBuilder<SqlBool> {
  if (text === undefined) return sql<SqlBool>`true`;
  const pattern = `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return sql<SqlBool>`${expression} like search_fold(${pattern})`;
}
