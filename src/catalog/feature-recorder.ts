import { sql } from 'kysely';
import { allocateIds, insertRows, updateRows, type Transaction } from '../platform/database.ts';
import type { Recorder } from '../platform/recording.ts';
import { rowAt } from '../platform/row-of.ts';
import { firstGiven } from '../shared/objects.ts';
import type { FeatureRecord } from './catalog-schemas.ts';
import { lockFeatures } from './feature-store.ts';
import { nameKey, reasonsAgainstFeature, type Feature, type TakenNames } from './rules/product.ts';

/** Records features (reference 1.6). */
export const featureRecorder: Recorder<FeatureRecord, Feature, TakenNames> = {
  entity: 'feature',
  keyOf: (feature) => feature.featureId,
  find: lockFeatures,
  learn: learnFeatureNames,
  complete: (input, stored) => ({
    featureId: input.featureId,
    name: input.name,
    versionFormat: firstGiven(input.versionFormat, stored?.versionFormat, 'fixed'),
    version: firstGiven(input.version, stored?.version, null),
    description: firstGiven(input.description, stored?.description, null),
    state: firstGiven(input.state, stored?.state, 'draft'),
  }),
  reasonsAgainst: reasonsAgainstFeature,
  insert: async (transaction, source, features) => {
    const ids = await allocateIds(transaction, 'feature', features.length);
    const common = { createdBy: source.name, updatedBy: source.name };
    await insertRows(
      transaction,
      'feature',
      features.map((feature, index) => ({
        id: rowAt(ids, index),
        ...feature,
        version: feature.version ?? '',
        ...common,
      })),
    );
    return ids;
  },
  update: (transaction, source, changes) =>
    updateRows(
      transaction,
      'feature',
      'recordVersion',
      changes.map(({ id, after }) => ({ id, ...after, version: after.version ?? '', updatedBy: source.name })),
    ),
};

async function learnFeatureNames(transaction: Transaction, features: readonly Feature[]): Promise<TakenNames> {
  const rows = await transaction
    .selectFrom('feature')
    .select(['feature.featureId', 'feature.name', 'feature.version'])
    .where('feature.name', '=', sql<string>`any(${features.map((feature) => feature.name)})`)
    .execute();
  return new Map(rows.map((row) => [nameKey(row.name, row.version), row.featureId]));
}
