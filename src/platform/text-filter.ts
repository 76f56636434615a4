import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { text } from '../shared/schemas.ts';
import { named, type Named } from './list-filters.ts';
import { beginningOf, contains, literal } from './text-search.ts';

/** The trigram index that finds a text: its expression holds the text, at its beginning or later after a blank. */
export interface Within {
  readonly expression: RawBuilder<string>;
  readonly place: 'first' | 'later';
  /** the rows that the index has; it is used only where the statement says that others are not meant */
  readonly only?: RawBuilder<SqlBool>;
}

interface TextSource {
  readonly column: string | RawBuilder<string>;
  /** of several texts in one row: true where one of them, called as `column` says, is as it must be */
  readonly among?: (isMeant: RawBuilder<SqlBool>) => RawBuilder<SqlBool>;
  /** undefined for small tables, which are looked through */
  readonly within?: Within;
  /** there are millions of rows: a text of one letter or two has no trigram, and every row would be looked at */
  readonly isOfMany?: true;
  /** the column has an index of its own for the whole text */
  readonly hasIndex?: true;
}

/** Three parameters of a text: the whole of it, and what it begins with or contains, without regard to case and accents. */
export function textFilter<Name extends string>(
  name: Name,
  source: TextSource,
): Named<Name | `${Name}StartsWith` | `${Name}Contains`, string> {
  const column = expressionOf(source.column);
  const folded = sql<string>`search_fold(${column})`;
  const part = source.isOfMany ? text(255, 3) : text(255, 1);
  const narrows = (pattern: string): RawBuilder<SqlBool> => isWithin(source, pattern);
  const begins = (value: string): RawBuilder<SqlBool> =>
    narrows(source.within?.place === 'later' ? `% ${literal(value)}%` : beginningOf(value));
  const has = source.among ?? ((isMeant) => isMeant);
  return named<Name | `${Name}StartsWith` | `${Name}Contains`, string>([
    [
      name,
      {
        schema: text(255, 1).meta({ description: 'The whole text.' }),
        where: (value) => sql`${source.hasIndex ? sql`true` : begins(value)} and ${has(sql`${column} = ${value}`)}`,
      },
    ],
    [
      `${name}StartsWith`,
      {
        schema: text(255, 1).meta({ description: 'How it begins, in any case and with any accents.' }),
        where: (value) =>
          sql`${begins(value)} and ${unestimated(has(sql`${folded} like search_fold(${beginningOf(value)})`))}`,
      },
    ],
    [
      `${name}Contains`,
      {
        schema: part.meta({ description: 'Any part of it, in any case and with any accents.' }),
        where: (value) => sql`${narrows(`%${literal(value)}%`)} and ${unestimated(has(contains(folded, value)))}`,
      },
    ],
  ]);
}

// PostgreSQL takes one condition beside another for twice as rare. What the index finds is nearly what is meant.
function unestimated(condition: RawBuilder<SqlBool>): RawBuilder<SqlBool> {
  return sql<SqlBool>`coalesce(${condition}, false)`;
}

/** What the trigram index finds: necessary, not enough. */
function isWithin({ within }: TextSource, pattern: string): RawBuilder<SqlBool> {
  if (within === undefined) return sql<SqlBool>`true`;
  const isLike = sql<SqlBool>`${within.expression} like search_fold(${pattern})`;
  return within.only === undefined ? isLike : sql<SqlBool>`${within.only} and ${isLike}`;
}

/** A text that is asked for as a whole only. */
export function wholeFilter<Name extends string>(name: Name, column: string): Named<Name, string> {
  return named([
    [
      name,
      {
        schema: text(255, 1).meta({ description: 'The whole text.' }),
        where: (value) => sql`${sql.ref(column)} = ${value}`,
      },
    ],
  ]);
}

function expressionOf(column: string | RawBuilder<string>): RawBuilder<string> {
  return typeof column === 'string' ? sql<string>`${sql.ref(column)}` : column;
}
