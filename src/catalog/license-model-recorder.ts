import { sql } from 'kysely';
import { allocateIds, insertRows, updateRows, type Transaction } from '../platform/database.ts';
import type { Recorder } from '../platform/recording.ts';
import { rowAt, rowOf } from '../platform/row-of.ts';
import { firstGiven } from '../shared/objects.ts';
import type { LicenseModelRecord } from './license-model-schemas.ts';
import { lockLicenseModels } from './license-model-store.ts';
import { technologyRows } from './license-technology-store.ts';
import { nameKey } from './rules/catalog-names.ts';
import {
  reasonsAgainstLicenseModel,
  usualPolicies,
  type Allowance,
  type LicenseModel,
  type LicenseModelFacts,
  type LicensePolicies,
} from './rules/license-model.ts';

interface Facts extends LicenseModelFacts {
  readonly technologyRow: ReadonlyMap<string, number>;
}

/** Records license models (reference 1.9). */
export const licenseModelRecorder: Recorder<LicenseModelRecord, LicenseModel, Facts> = {
  entity: 'licenseModel',
  keyOf: (model) => model.licenseModelId,
  find: lockLicenseModels,
  learn: learnAboutLicenseModels,
  complete: completeLicenseModel,
  reasonsAgainst: reasonsAgainstLicenseModel,
  insert: async (transaction, source, models, facts) => {
    const ids = await allocateIds(transaction, 'licenseModel', models.length);
    const common = { createdBy: source.name, updatedBy: source.name };
    const rows = models.map((model, index) => ({ id: rowAt(ids, index), ...columnsOf(model, facts), ...common }));
    await insertRows(transaction, 'licenseModel', rows);
    return ids;
  },
  update: (transaction, source, changes, facts) => {
    const rows = changes.map(({ id, after }) => ({ id, ...columnsOf(after, facts), updatedBy: source.name }));
    return updateRows(transaction, 'licenseModel', 'version', rows);
  },
};

function completeLicenseModel(input: LicenseModelRecord, stored: LicenseModel | undefined): LicenseModel {
  const before: Partial<LicenseModel> = stored ?? {};
  const attributes = input.attributes?.map(({ name, type, when, value, required, validValues }) => ({
    name,
    type,
    when,
    value: value ?? null,
    required: required ?? false,
    validValues: validValues ?? [],
  }));
  return {
    licenseModelId: input.licenseModelId,
    name: input.name,
    technology: input.technology,
    licenseTechnologyId: firstGiven(input.licenseTechnologyId, before.licenseTechnologyId, null),
    counting: input.counting,
    lock: input.lock,
    description: firstGiven(input.description, before.description, null),
    attributes: firstGiven(attributes, before.attributes, []),
    policies: completePolicies(input.policies ?? {}, before.policies ?? usualPolicies),
    overdraft: firstGiven(input.overdraft, before.overdraft, null),
    state: firstGiven(input.state, before.state, 'draft'),
  };
}

type GivenPolicies = NonNullable<LicenseModelRecord['policies']>;

function completePolicies(given: GivenPolicies, before: LicensePolicies): LicensePolicies {
  return {
    returns: completeAllowance(given.returns, before.returns),
    repairs: completeAllowance(given.repairs, before.repairs),
    rehosts: completeAllowance(given.rehosts, before.rehosts),
    extraActivations: given.extraActivations ?? before.extraActivations,
    cancelLicense: given.cancelLicense ?? before.cancelLicense,
    atEntitlement: given.atEntitlement === undefined ? before.atEntitlement : [...new Set(given.atEntitlement)],
  };
}

function completeAllowance(given: GivenPolicies['returns'], before: Allowance | null): Allowance | null {
  if (given === undefined) return before;
  return given === null ? null : { allowedCount: given.allowedCount, term: given.term ?? null };
}

function columnsOf({ licenseTechnologyId: key, ...columns }: LicenseModel, { technologyRow }: Facts) {
  return { ...columns, licenseTechnologyId: key === null ? null : rowOf(technologyRow, key) };
}

async function learnAboutLicenseModels(transaction: Transaction, models: readonly LicenseModel[]): Promise<Facts> {
  const technologies = await technologyRows(
    transaction,
    models.flatMap(({ licenseTechnologyId: key }) => (key === null ? [] : [key])),
    { hold: true },
  );
  const rows = await transaction
    .selectFrom('licenseModel')
    .select(['licenseModel.licenseModelId', 'licenseModel.name'])
    .where('licenseModel.name', '=', sql<string>`any(${models.map((model) => model.name)})`)
    .execute();
  return {
    taken: new Map(rows.map((row) => [nameKey(row.name, null), row.licenseModelId])),
    technologies,
    technologyRow: new Map([...technologies].map(([key, row]) => [key, row.id])),
  };
}
