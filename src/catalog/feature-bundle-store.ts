import { sql } from 'kysely';
import type { Reader, Transaction } from '../platform/database.ts';
import { isAskedFor, type FilterValues } from '../platform/list-filters.ts';
import type { Recorded } from '../platform/recording.ts';
import type { SortedPage } from '../platform/sorting.ts';
import { featureBundleFilters, featureBundleText } from './catalog-filters.ts';
import type { FeatureBundle } from './rules/feature-bundle.ts';

export interface FeatureBundleFilter extends FilterValues<typeof featureBundleFilters> {
  /** part of the key or the name */
  readonly q?: string | undefined;
  /** the key of a feature that they hold */
  readonly featureId?: string | undefined;
}

/** Feature bundles by their keys, locked against other writers. */
export async function lockFeatureBundles(
  transaction: Transaction,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Recorded<FeatureBundle>>> {
  const rows = await transaction
    .selectFrom('featureBundle')
    .selectAll('featureBundle')
    .where('featureBundle.featureBundleId', '=', sql<string>`any(${keys})`)
    .orderBy('featureBundle.id')
    .forNoKeyUpdate()
    .execute();
  const bundles = await withFeatures(transaction, rows);
  return new Map(bundles.map((bundle) => [bundle.entity.featureBundleId, bundle]));
}

/** One feature bundle; `lock` keeps away other writers, and whoever would refer to it. */
export async function selectFeatureBundle(
  reader: Reader,
  featureBundleId: string,
  options: { readonly lock: boolean },
): Promise<Recorded<FeatureBundle> | undefined> {
  const rows = await reader
    .selectFrom('featureBundle')
    .selectAll('featureBundle')
    .where('featureBundle.featureBundleId', '=', featureBundleId)
    .$if(options.lock, (query) => query.forUpdate())
    .execute();
  return (await withFeatures(reader, rows))[0];
}

/** One page of feature bundles. */
export async function selectFeatureBundles(
  reader: Reader,
  filter: FeatureBundleFilter,
  page: SortedPage<Recorded<FeatureBundle>>,
): Promise<readonly Recorded<FeatureBundle>[]> {
  const { featureId } = filter;
  const rows = await reader
    .selectFrom('featureBundle')
    .selectAll('featureBundle')
    .where(await isAskedFor(reader, { filters: featureBundleFilters, searched: featureBundleText }, filter))
    .$if(featureId !== undefined, (query) =>
      query.where(
        sql<boolean>`feature_bundle.id = any(array(
          select feature_bundle_feature.feature_bundle_id from feature_bundle_feature
            join feature on feature.id = feature_bundle_feature.feature_id where feature.feature_id = ${featureId}))`,
      ),
    )
    .where(page.isAfter)
    .orderBy(page.order)
    .limit(page.rows)
    .execute();
  return withFeatures(reader, rows);
}

type FeatureBundleRow = Omit<FeatureBundle, 'features'> & Omit<Recorded<unknown>, 'entity'>;

async function withFeatures(
  reader: Reader,
  rows: readonly FeatureBundleRow[],
): Promise<readonly Recorded<FeatureBundle>[]> {
  const found = await reader
    .selectFrom('featureBundleFeature')
    .innerJoin('feature', 'feature.id', 'featureBundleFeature.featureId')
    .select(['featureBundleFeature.featureBundleId', 'feature.featureId', 'featureBundleFeature.count'])
    .where('featureBundleFeature.featureBundleId', '=', sql<number>`any(${rows.map((row) => row.id)})`)
    .orderBy('featureBundleFeature.position')
    .execute();
  const featuresOf = Map.groupBy(found, (row) => row.featureBundleId);
  return rows.map(({ id, version, createdAt, createdBy, updatedAt, updatedBy, state, ...columns }) => {
    const features = (featuresOf.get(id) ?? []).map(({ featureId, count }) => ({ featureId, count }));
    return { id, version, entity: { ...columns, features, state }, createdAt, createdBy, updatedAt, updatedBy };
  });
}
