import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Filters, Place } from '../src/platform/list-filters.ts';
import type { App } from '../src/platform/app.ts';

/**
 * The tables of which PostgreSQL would read every row to find what meets conditions, even where it avoids that at any cost: no
 * index answers. Other plans than by conditions of an index are switched off, so that walking through a whole index is none.
 */
export async function tablesReadThrough(
  { database }: Pick<App, 'database'>,
  { row, from }: Place,
  condition: RawBuilder<SqlBool>,
): Promise<readonly string[]> {
  const plan = await database.transaction().execute(async (transaction) => {
    for (const way of [
      'enable_seqscan',
      'enable_indexscan',
      'enable_indexonlyscan',
      'enable_hashjoin',
      'enable_mergejoin',
    ])
      await sql`select set_config(${way}, 'off', true)`.execute(transaction);
    const { rows } =
      await sql`explain (format json, costs off) select ${sql.ref(row)} from ${from} where ${condition}`.execute(
        transaction.withoutPlugins(),
      );
    return JSON.stringify(rows);
  });
  return [...plan.matchAll(/"Node Type":"Seq Scan"[^{}]*?"Relation Name":"(\w+)"/g)].map(([, table]) => table ?? '');
}

const samples = ['2026-03-01', 'true', '7', 'sample'];

/** One request for each filter, each with a value that its schema takes; `own` for filters that are common with that one. */
export function oneOfEach(
  filters: Filters,
  own: Readonly<Record<string, string>> = {},
): readonly (readonly [name: string, values: Readonly<Record<string, unknown>>])[] {
  return Object.entries(filters).map(([name, { schema }]) => {
    const given = [own[name] ?? schema.meta()?.examples, samples].flat(2);
    const parsed = given.map((one) => schema.safeParse(one)).find(({ success }) => success);
    return [name, { [name]: parsed?.data }];
  });
}
