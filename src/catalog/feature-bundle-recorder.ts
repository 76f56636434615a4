import { sql } from 'kysely';
import { allocateIds, insertRows, updateRows, type Transaction } from '../platform/database.ts';
import { changedNames, type Recorder } from '../platform/recording.ts';
import { rowAt, rowOf } from '../platform/row-of.ts';
import { firstGiven } from '../shared/objects.ts';
import { featureRows } from './catalog-lookups.ts';
import type { FeatureBundleRecord } from './catalog-schemas.ts';
import { lockFeatureBundles } from './feature-bundle-store.ts';
import { reasonsAgainstEditing } from './rules/catalog-editing.ts';
import { nameKey } from './rules/catalog-names.ts';
import {
  reasonsAgainstFeatureBundle,
  reasonsAgainstNewFeatures,
  type FeatureBundle,
  type FeatureBundleFacts,
} from './rules/feature-bundle.ts';

interface Facts extends FeatureBundleFacts {
  readonly featureIdOf: ReadonlyMap<string, number>;
}

/** Records feature bundles (reference 1.6). */
export const featureBundleRecorder: Recorder<FeatureBundleRecord, FeatureBundle, Facts> = {
  entity: 'featureBundle',
  keyOf: (bundle) => bundle.featureBundleId,
  find: lockFeatureBundles,
  learn: learnAboutBundles,
  complete: (input, stored) => ({
    featureBundleId: input.featureBundleId,
    name: input.name,
    description: firstGiven(input.description, stored?.description, null),
    features: firstGiven(
      input.features?.map(({ featureId, count }) => ({ featureId, count: count ?? 1 })),
      stored?.features,
      [],
    ),
    state: firstGiven(input.state, stored?.state, 'draft'),
  }),
  reasonsAgainst: reasonsAgainstFeatureBundle,
  insert: async (transaction, source, bundles, facts) => {
    const ids = await allocateIds(transaction, 'featureBundle', bundles.length);
    const kept = bundles.map((bundle, index) => ({ bundle, id: rowAt(ids, index) }));
    const common = { createdBy: source.name, updatedBy: source.name };
    await insertRows(
      transaction,
      'featureBundle',
      kept.map(({ bundle: { features: _, ...columns }, id }) => ({ id, ...columns, ...common })),
    );
    await insertFeatures(transaction, kept, facts);
    return ids;
  },
  update: async (transaction, source, changes, facts) => {
    const kept = changes.map(({ id, after }) => ({ bundle: after, id }));
    await updateRows(
      transaction,
      'featureBundle',
      'version',
      kept.map(({ bundle: { features: _, ...columns }, id }) => ({ id, ...columns, updatedBy: source.name })),
    );
    await transaction
      .deleteFrom('featureBundleFeature')
      .where('featureBundleFeature.featureBundleId', '=', sql<number>`any(${kept.map((one) => one.id)})`)
      .execute();
    await insertFeatures(transaction, kept, facts);
  },
};

/** Records feature bundles by hand: also asks that nothing they name now is withdrawn, and what their state lets change. */
export const ownFeatureBundleRecorder: typeof featureBundleRecorder = {
  ...featureBundleRecorder,
  reasonsAgainst: (bundle, facts, stored) => [
    ...(stored === undefined
      ? []
      : reasonsAgainstEditing('feature bundle', stored.entity.state, changedNames(stored.entity, bundle))),
    ...reasonsAgainstFeatureBundle(bundle, facts),
    ...reasonsAgainstNewFeatures(bundle, facts, stored?.entity),
  ],
};

async function learnAboutBundles(transaction: Transaction, bundles: readonly FeatureBundle[]): Promise<Facts> {
  const named = bundles.flatMap((bundle) => bundle.features.map((one) => one.featureId));
  const features = await featureRows(transaction, named, { hold: true });
  const rows = await transaction
    .selectFrom('featureBundle')
    .select(['featureBundle.featureBundleId', 'featureBundle.name'])
    .where('featureBundle.name', '=', sql<string>`any(${bundles.map((bundle) => bundle.name)})`)
    .execute();
  return {
    featureIdOf: new Map([...features].map(([key, feature]) => [key, feature.id])),
    featureStates: new Map([...features].map(([key, feature]) => [key, feature.state])),
    taken: new Map(rows.map((row) => [nameKey(row.name, null), row.featureBundleId])),
  };
}

async function insertFeatures(
  transaction: Transaction,
  kept: readonly { bundle: FeatureBundle; id: number }[],
  facts: Facts,
): Promise<void> {
  await insertRows(
    transaction,
    'featureBundleFeature',
    kept.flatMap(({ bundle, id }) =>
      bundle.features.map(({ featureId, count }, position) => ({
        featureBundleId: id,
        featureId: rowOf(facts.featureIdOf, featureId),
        count,
        position,
      })),
    ),
  );
}
