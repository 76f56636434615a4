import { sql } from 'kysely';
import type { Reader, Transaction } from '../platform/database.ts';
import type { Recorded } from '../platform/recording.ts';
import type { SortedPage } from '../platform/sorting.ts';
import type { CatalogState } from '../shared/vocabulary.ts';
import type { Feature } from './rules/feature.ts';

/** What lists of features and license models can be narrowed down by. */
export interface NamedFilter {
  readonly state?: CatalogState | undefined;
  /** the whole name */
  readonly name?: string | undefined;
}

/** Features by their keys, locked against other writers. */
export async function lockFeatures(
  transaction: Transaction,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Recorded<Feature>>> {
  const rows = await transaction
    .selectFrom('feature')
    .selectAll('feature')
    .where('feature.featureId', '=', sql<string>`any(${keys})`)
    .orderBy('feature.id')
    .forNoKeyUpdate()
    .execute();
  return new Map(rows.map((row) => [row.featureId, stored(row)]));
}

/** One feature; `lock` keeps away other writers, and whoever would refer to it. */
export async function selectFeature(
  reader: Reader,
  featureId: string,
  options: { readonly lock: boolean },
): Promise<Recorded<Feature> | undefined> {
  const row = await reader
    .selectFrom('feature')
    .selectAll('feature')
    .where('feature.featureId', '=', featureId)
    .$if(options.lock, (query) => query.forUpdate())
    .executeTakeFirst();
  return row && stored(row);
}

/** One page of features. */
export async function selectFeatures(
  reader: Reader,
  filter: NamedFilter,
  page: SortedPage<Recorded<Feature>>,
): Promise<readonly Recorded<Feature>[]> {
  const { state, name } = filter;
  const rows = await reader
    .selectFrom('feature')
    .selectAll('feature')
    .$if(state !== undefined, (query) => query.where('feature.state', '=', state ?? 'draft'))
    .$if(name !== undefined, (query) => query.where('feature.name', '=', name ?? ''))
    .where(page.isAfter)
    .orderBy(page.order)
    .limit(page.rows)
    .execute();
  return rows.map(stored);
}

type FeatureRow = Omit<Feature, 'version'> &
  Omit<Recorded<unknown>, 'entity' | 'version'> & { readonly version: string; readonly recordVersion: number };

function stored(row: FeatureRow): Recorded<Feature> {
  const { id, recordVersion, createdAt, createdBy, updatedAt, updatedBy, version, ...columns } = row;
  const entity = { ...columns, version: version === '' ? null : version };
  return { id, version: recordVersion, entity, createdAt, createdBy, updatedAt, updatedBy };
}
