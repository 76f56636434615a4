import { sql } from 'kysely';
import { allocateIds, insertRows, updateRows, type Transaction } from '../platform/database.ts';
import { changedNames, type Recorder } from '../platform/recording.ts';
import { rowAt } from '../platform/row-of.ts';
import { firstGiven } from '../shared/objects.ts';
import { dupGroups } from '../shared/vocabulary.ts';
import type { FeatureRecord } from './catalog-schemas.ts';
import { lockFeatures } from './feature-store.ts';
import { reasonsAgainstEditing } from './rules/catalog-editing.ts';
import { nameKey, type TakenNames } from './rules/catalog-names.ts';
import { reasonsAgainstFeature, type Feature } from './rules/feature.ts';

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
    vendorString: firstGiven(input.vendorString, stored?.vendorString, null),
    notice: firstGiven(input.notice, stored?.notice, null),
    serialNumber: firstGiven(input.serialNumber, stored?.serialNumber, null),
    dupGroup: inUsualOrder(firstGiven(input.dupGroup, stored?.dupGroup, null)),
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

/** Records features by hand: also asks what their state lets change. */
export const ownFeatureRecorder: typeof featureRecorder = {
  ...featureRecorder,
  reasonsAgainst: (feature, taken, stored) => [
    ...(stored === undefined
      ? []
      : reasonsAgainstEditing('feature', stored.entity.state, changedNames(stored.entity, feature))),
    ...reasonsAgainstFeature(feature, taken),
  ],
};

function inUsualOrder(groups: Feature['dupGroup']): Feature['dupGroup'] {
  return groups === null ? null : dupGroups.filter((group) => groups.includes(group));
}

async function learnFeatureNames(transaction: Transaction, features: readonly Feature[]): Promise<TakenNames> {
  const rows = await transaction
    .selectFrom('feature')
    .select(['feature.featureId', 'feature.name', 'feature.version'])
    .where('feature.name', '=', sql<string>`any(${features.map((feature) => feature.name)})`)
    .execute();
  return new Map(rows.map((row) => [nameKey(row.name, row.version), row.featureId]));
}
