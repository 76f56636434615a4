import { allocateIds, insertRows, updateRows, type Transaction } from '../platform/database.ts';
import type { Recorder } from '../platform/recording.ts';
import { rowAt, rowOf } from '../platform/row-of.ts';
import { firstGiven } from '../shared/objects.ts';
import { licenseModelRows, productRows } from './catalog-lookups.ts';
import type { ProductRelationshipRecord } from './catalog-schemas.ts';
import { lockRelationships } from './product-relationship-store.ts';
import {
  reasonsAgainstChangedRelationship,
  reasonsAgainstRelationship,
  reasonsAgainstWithdrawnSides,
  relationshipKey,
  type ProductRelationship,
  type RelationshipFacts,
} from './rules/product-relationship.ts';

interface Facts extends RelationshipFacts {
  readonly productIdOf: ReadonlyMap<string, number>;
  readonly licenseModelIdOf: ReadonlyMap<string, number>;
}

/** Records relationships between products (reference 1.7). */
export const productRelationshipRecorder: Recorder<ProductRelationshipRecord, ProductRelationship, Facts> = {
  entity: 'productRelationship',
  keyOf: relationshipKey,
  find: lockRelationships,
  learn: learnAboutRelationships,
  complete: (input, stored) => ({
    fromProductId: input.fromProductId,
    toProductId: input.toProductId,
    type: input.type,
    defaultLicenseModelId: firstGiven(input.defaultLicenseModelId, stored?.defaultLicenseModelId, null),
  }),
  reasonsAgainst: reasonsAgainstRelationship,
  insert: async (transaction, source, relationships, facts) => {
    const ids = await allocateIds(transaction, 'productRelationship', relationships.length);
    const common = { createdBy: source.name, updatedBy: source.name };
    await insertRows(
      transaction,
      'productRelationship',
      relationships.map((relationship, index) => ({
        id: rowAt(ids, index),
        ...columnsOf(relationship, facts),
        ...common,
      })),
    );
    return ids;
  },
  update: (transaction, source, changes, facts) =>
    updateRows(
      transaction,
      'productRelationship',
      'version',
      changes.map(({ id, after }) => ({ id, ...columnsOf(after, facts), updatedBy: source.name })),
    ),
};

/** Records relationships by hand: also asks that nothing they name now is withdrawn, and what may still be changed. */
export const ownProductRelationshipRecorder: typeof productRelationshipRecorder = {
  ...productRelationshipRecorder,
  reasonsAgainst: (relationship, facts, stored) => [
    ...reasonsAgainstRelationship(relationship, facts),
    ...(stored === undefined
      ? reasonsAgainstWithdrawnSides(relationship, facts)
      : reasonsAgainstChangedRelationship(relationship, facts)),
  ],
};

function columnsOf(relationship: ProductRelationship, facts: Facts) {
  const model = relationship.defaultLicenseModelId;
  return {
    fromProductId: rowOf(facts.productIdOf, relationship.fromProductId),
    toProductId: rowOf(facts.productIdOf, relationship.toProductId),
    type: relationship.type,
    defaultLicenseModelId: model === null ? null : rowOf(facts.licenseModelIdOf, model),
  };
}

async function learnAboutRelationships(
  transaction: Transaction,
  relationships: readonly ProductRelationship[],
): Promise<Facts> {
  const products = await productRows(
    transaction,
    relationships.flatMap((one) => [one.fromProductId, one.toProductId]),
    { hold: true },
  );
  const models = await licenseModelRows(
    transaction,
    relationships.flatMap((one) => one.defaultLicenseModelId ?? []),
    { hold: true },
  );
  return {
    productKinds: new Map([...products].map(([key, product]) => [key, product.kind])),
    productIdOf: new Map([...products].map(([key, product]) => [key, product.id])),
    productStates: new Map([...products].map(([key, product]) => [key, product.state])),
    licenseModelStates: new Map([...models].map(([key, model]) => [key, model.state])),
    licenseModelIdOf: new Map([...models].map(([key, model]) => [key, model.id])),
  };
}
