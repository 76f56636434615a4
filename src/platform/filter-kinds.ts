import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { z } from 'zod';
import { keySchema, text } from '../shared/schemas.ts';
import { named, type Filter, type Named } from './list-filters.ts';

/** A key of something else: `where` says what it asks of a row. */
export function keyFilter<Name extends string>(
  name: Name,
  description: string,
  where: (key: string) => RawBuilder<SqlBool>,
): Named<Name, string> {
  return named([[name, { schema: keySchema.meta({ description }), where }]]);
}

/** One of few words, or several with commas between them. */
export function choiceFilter<Name extends string, Word extends string>(
  name: Name,
  words: readonly [Word, ...Word[]],
  where: string | ((chosen: readonly Word[]) => RawBuilder<SqlBool>),
): Named<Name, Word | readonly Word[]> {
  const isAny = (chosen: readonly Word[]): RawBuilder<SqlBool> => {
    if (typeof where !== 'string') return where(chosen);
    // One is looked up in the order of its index.
    return chosen.length === 1 ? sql`${sql.ref(where)} = ${chosen[0]}` : sql`${sql.ref(where)} = any(${chosen})`;
  };
  return named([
    [name, { schema: choiceSchema(words), where: (value) => isAny(typeof value === 'string' ? [value] : value) }],
  ]);
}

function choiceSchema<Word extends string>(words: readonly [Word, ...Word[]]): z.ZodType<Word | readonly Word[]> {
  const one = z.enum(words);
  const word = `(${words.join('|')})`;
  return z
    .string()
    .regex(new RegExp(`^${word}(,${word})*$`), `is one of ${words.join(', ')}, or several with commas between them`)
    .transform((given) => given.split(','))
    .pipe(z.array(one))
    .meta({ description: `One of ${words.join(', ')}, or several with commas between them.`, examples: [words[0]] });
}

/** `true` or `false`; `where` says what each of them asks of a row. */
export function flagFilter<Name extends string>(
  name: Name,
  where: { readonly yes: RawBuilder<SqlBool>; readonly no: RawBuilder<SqlBool> },
): Named<Name, boolean> {
  const schema = z.enum(['true', 'false']).transform((value) => value === 'true');
  return named([[name, { schema, where: (value) => (value ? where.yes : where.no) }]]);
}

/** Three parameters of a whole number: that one, at least so many, at most so many. */
export function numberFilter<Name extends string>(
  name: Name,
  column: string,
): Named<Name | `${Name}AtLeast` | `${Name}AtMost`, number> {
  const one = <Parameter extends string>(
    parameter: Parameter,
    sign: '=' | '>=' | '<=',
  ): readonly [Parameter, Filter<number>] => [
    parameter,
    {
      schema: z.coerce.number().int().min(1).max(2_147_483_647),
      where: (value) => sql`${sql.ref(column)} ${sql.raw(sign)} ${value}`,
    },
  ];
  return named<Name | `${Name}AtLeast` | `${Name}AtMost`, number>([
    one(name, '='),
    one(`${name}AtLeast`, '>='),
    one(`${name}AtMost`, '<='),
  ]);
}

/** `attribute=name=value`: a custom attribute with a value, or with it among its values. */
export function attributeFilter(column: string): Named<'attribute', string> {
  const schema = text(4300, 2)
    .refine((value) => /^[^=]{1,255}=/.test(value), {
      error: 'is a name and a value with = between them, such as region=EMEA',
      params: { code: 'wrong_attribute' },
    })
    .meta({ description: 'A custom attribute and its value, such as region=EMEA.', examples: ['region=EMEA'] });
  return named([['attribute', { schema, where: (value) => hasAttribute(sql.ref(column), value) }]]);
}

function hasAttribute(column: RawBuilder<unknown>, pair: string): RawBuilder<SqlBool> {
  const name = pair.slice(0, pair.indexOf('='));
  const value = pair.slice(name.length + 1);
  const isNumber = value.trim() !== '' && Number.isFinite(Number(value));
  const values = [
    value,
    [value],
    ...(isNumber ? [Number(value)] : []),
    ...(/^(true|false)$/.test(value) ? [value === 'true'] : []),
  ];
  const parts = values.map((one) => sql`${column} @> ${JSON.stringify({ [name]: one })}::jsonb`);
  return sql<SqlBool>`${column} <> '{}' and (${sql.join(parts, sql` or `)})`;
}
