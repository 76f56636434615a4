import { sql, type RawBuilder } from 'kysely';
import type { Sight } from '../entitlements/sight.ts';
import type { Database } from '../platform/database.ts';
import { beginningOf, contains, spellingsOf } from '../platform/text-search.ts';
import type { Hit, HitKind } from './rules/ranking.ts';
import { sourceOf } from './search-sources.ts';

// So many of each kind are looked at; of those the best are shown.
const hitsMax = 50;

/** What is found by its key: the very text, or one that begins with it, however it is written. */
export async function selectByKey(
  reader: Database,
  sight: Sight,
  kinds: readonly HitKind[],
  text: string,
): Promise<readonly Hit[]> {
  const parts = kinds.flatMap((kind) =>
    spellingsOf(text).flatMap((spelling) => {
      const { key, where } = sourceOf(kind, sight);
      const beginning = beginningOf(spelling);
      return [
        hitsWhere(kind, sight, sql`${key} = ${spelling} and ${where}`),
        hitsWhere(kind, sight, sql`${key} like ${beginning} and ${where} order by ${key}`),
      ];
    }),
  );
  return select(reader, parts);
}

/** What has the text anywhere in its keys and names. */
export async function selectByText(
  reader: Database,
  sight: Sight,
  kinds: readonly HitKind[],
  text: string,
): Promise<readonly Hit[]> {
  const parts = kinds.map((kind) => {
    const { searched, where } = sourceOf(kind, sight);
    return hitsWhere(kind, sight, sql`${contains(searched, text)} and ${where}`);
  });
  return select(reader, parts);
}

async function select(reader: Database, parts: readonly RawBuilder<unknown>[]): Promise<readonly Hit[]> {
  if (parts.length === 0) return [];
  const { rows } = await sql<Hit>`${sql.join(parts, sql` union all `)}`.execute(reader.withoutPlugins());
  return rows;
}

function hitsWhere(kind: HitKind, sight: Sight, condition: RawBuilder<unknown>): RawBuilder<unknown> {
  const { from, key, label, detail, entitlementId } = sourceOf(kind, sight);
  return sql`(select ${kind} as kind, ${key} as key, ${label} as label, ${detail} as detail, ${entitlementId} as "entitlementId"
    from ${from} where ${condition} limit ${sql.lit(hitsMax)})`;
}
