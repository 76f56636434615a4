import { sql } from 'kysely';
import type { Reader, Transaction } from '../platform/database.ts';
import { isAskedFor, type FilterValues } from '../platform/list-filters.ts';
import type { Recorded } from '../platform/recording.ts';
import type { SortedPage } from '../platform/sorting.ts';
import { featureFilters, featureText } from './catalog-filters.ts';
import type { Feature } from './rules/feature.ts';

export interface FeatureFilter extends FilterValues<typeof featureFilters> {
  /** part of the key, the name or the version */
  readonly q?: string | undefined;
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
  filter: FeatureFilter,
  page: SortedPage<Recorded<Feature>>,
): Promise<readonly Recorded<Feature>[]> {
  const rows = await reader
    .selectFrom('feature')
    .selectAll('feature')
    .where(await isAskedFor(reader, { filters: featureFilters, searched: featureText }, filter))
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
