import { sql } from 'kysely';
import { allocateIds, insertRows, updateRows, type Transaction } from '../platform/database.ts';
import type { Recorder, Stored } from '../platform/recording.ts';
import { licenseModelRows, productRows } from './catalog-lookups.ts';
import type { ProductRelationshipRecord } from './catalog-schemas.ts';
import { reasonsAgainstRelationship, type ProductRelationship, type RelationshipFacts } from './rules/product.ts';

interface Facts extends RelationshipFacts {
  readonly productIdOf: ReadonlyMap<string, number>;
  readonly licenseModelIdOf: ReadonlyMap<string, number>;
}

/** The key of a relationship: from, type and to, as a JSON list. */
export function relationshipKey(relationship: Pick<ProductRelationship, 'fromProductId' | 'type' | 'toProductId'>): string {
  return JSON.stringify([relationship.fromProductId, relationship.type, relationship.toProductId]);
}

/** Records relationships between products (reference 1.7). */
export const productRelationshipRecorder: Recorder<ProductRelationshipRecord, ProductRelationship, Facts> = {
  entity: 'productRelationship',
  keyOf: relationshipKey,
  find: findRelationships,
  learn: learnAboutRelationships,
  complete: (input, stored) => ({
    fromProductId: input.fromProductId,
    toProductId: input.toProductId,
    type: input.type,
    defaultLicenseModelId: input.defaultLicenseModelId === undefined ? (stored?.defaultLicenseModelId ?? null) : input.defaultLicenseModelId,
  }),
  reasonsAgainst: reasonsAgainstRelationship,
  insert: async (transaction, source, relationships, facts) => {
    const ids = await allocateIds(transaction, 'productRelationship', relationships.length);
    const common = { createdBy: source.name, updatedBy: source.name };
    await insertRows(
      transaction,
      'productRelationship',
      relationships.map((relationship, index) => ({ id: ids[index] ?? 0, ...columnsOf(relationship, facts), ...common })),
    );
    return ids;
  },
  update: (transaction, source, changes, facts) =>
    updateRows(
      transaction,
      'productRelationship',
      'recordVersion',
      changes.map(({ id, after }) => ({ id, ...columnsOf(after, facts), updatedBy: source.name })),
    ),
};

function columnsOf(relationship: ProductRelationship, facts: Facts) {
  const model = relationship.defaultLicenseModelId;
  return {
    fromProductId: facts.productIdOf.get(relationship.fromProductId) ?? 0,
    toProductId: facts.productIdOf.get(relationship.toProductId) ?? 0,
    type: relationship.type,
    defaultLicenseModelId: model === null ? null : (facts.licenseModelIdOf.get(model) ?? null),
  };
}

async function findRelationships(transaction: Transaction, keys: readonly string[]): Promise<ReadonlyMap<string, Stored<ProductRelationship>>> {
  const { rows } = await sql<ProductRelationship & { id: number; recordVersion: number }>`
    select product_relationship.id, product_relationship.record_version, origin.product_id as from_product_id,
           target.product_id as to_product_id, product_relationship.type, license_model.license_model_id as default_license_model_id
      from jsonb_array_elements(cast(${JSON.stringify(keys.map((key): unknown => JSON.parse(key)))} as jsonb)) as named
      join product origin on origin.product_id = named ->> 0
      join product target on target.product_id = named ->> 2
      join product_relationship on product_relationship.from_product_id = origin.id
       and product_relationship.to_product_id = target.id and product_relationship.type = named ->> 1
      left join license_model on license_model.id = product_relationship.default_license_model_id
     order by product_relationship.id
       for no key update of product_relationship`.execute(transaction);
  return new Map(rows.map(({ id, recordVersion, ...entity }) => [relationshipKey(entity), { id, version: recordVersion, entity }]));
}

async function learnAboutRelationships(transaction: Transaction, inputs: readonly ProductRelationshipRecord[]): Promise<Facts> {
  const products = await productRows(transaction, inputs.flatMap((input) => [input.fromProductId, input.toProductId]));
  const models = await licenseModelRows(transaction, inputs.flatMap((input) => (input.defaultLicenseModelId ? [input.defaultLicenseModelId] : [])));
  return {
    productKinds: new Map([...products].map(([key, product]) => [key, product.kind])),
    productIdOf: new Map([...products].map(([key, product]) => [key, product.id])),
    licenseModelIds: new Set(models.keys()),
    licenseModelIdOf: new Map([...models].map(([key, model]) => [key, model.id])),
  };
}
