import { sql } from 'kysely';
import { allocateIds, insertRows, updateRows, type Transaction } from '../platform/database.ts';
import type { Recorder } from '../platform/recording.ts';
import { rowAt } from '../platform/row-of.ts';
import { firstGiven } from '../shared/objects.ts';
import type { LicenseModelRecord } from './catalog-schemas.ts';
import { lockLicenseModels } from './license-model-store.ts';
import { nameKey, reasonsAgainstLicenseModel, type LicenseModel, type TakenNames } from './rules/product.ts';

/** Records license models (reference 1.9). */
export const licenseModelRecorder: Recorder<LicenseModelRecord, LicenseModel, TakenNames> = {
  entity: 'licenseModel',
  keyOf: (model) => model.licenseModelId,
  find: lockLicenseModels,
  learn: learnModelNames,
  complete: (input, stored) => ({
    licenseModelId: input.licenseModelId,
    name: input.name,
    technology: input.technology,
    counting: input.counting,
    lock: input.lock,
    description: firstGiven(input.description, stored?.description, null),
    state: firstGiven(input.state, stored?.state, 'draft'),
  }),
  reasonsAgainst: reasonsAgainstLicenseModel,
  insert: async (transaction, source, models) => {
    const ids = await allocateIds(transaction, 'licenseModel', models.length);
    const common = { createdBy: source.name, updatedBy: source.name };
    await insertRows(
      transaction,
      'licenseModel',
      models.map((model, index) => ({ id: rowAt(ids, index), ...model, ...common })),
    );
    return ids;
  },
  update: (transaction, source, changes) =>
    updateRows(
      transaction,
      'licenseModel',
      'version',
      changes.map(({ id, after }) => ({ id, ...after, updatedBy: source.name })),
    ),
};

async function learnModelNames(transaction: Transaction, models: readonly LicenseModel[]): Promise<TakenNames> {
  const rows = await transaction
    .selectFrom('licenseModel')
    .select(['licenseModel.licenseModelId', 'licenseModel.name'])
    .where('licenseModel.name', '=', sql<string>`any(${models.map((model) => model.name)})`)
    .execute();
  return new Map(rows.map((row) => [nameKey(row.name, null), row.licenseModelId]));
}
