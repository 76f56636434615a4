import type { Reason } from '../../shared/decision.ts';
import type { CatalogState, ProductKind, RelationshipType } from '../../shared/vocabulary.ts';
import { unknownReference } from './catalog-names.ts';
import { reasonsAgainstWithdrawn } from './withdrawn.ts';

/** From one product to another: what it can become, or what maintains it (reference 1.7). */
export interface ProductRelationship {
  readonly fromProductId: string;
  readonly toProductId: string;
  readonly type: RelationshipType;
  readonly defaultLicenseModelId: string | null;
}

/** The key of a relationship: from, type and to, as a JSON list. */
export function relationshipKey(
  relationship: Pick<ProductRelationship, 'fromProductId' | 'type' | 'toProductId'>,
): string {
  return JSON.stringify([relationship.fromProductId, relationship.type, relationship.toProductId]);
}

export interface RelationshipFacts {
  /** the kinds and states of the products, and the states of the license models, that are named and exist */
  readonly productKinds: ReadonlyMap<string, ProductKind>;
  readonly productStates: ReadonlyMap<string, CatalogState>;
  readonly licenseModelStates: ReadonlyMap<string, CatalogState>;
}

/** What speaks against a relationship (reference 1.7): both products exist and are of the kinds that it connects. */
export function reasonsAgainstRelationship(
  relationship: ProductRelationship,
  facts: RelationshipFacts,
): readonly Reason[] {
  const reasons: Reason[] = [];
  for (const side of ['fromProductId', 'toProductId'] as const) {
    const kind = facts.productKinds.get(relationship[side]);
    const wanted = side === 'toProductId' && relationship.type === 'maintenance';
    if (kind === undefined) reasons.push(unknownReference('product', relationship[side], `/${side}`));
    else if ((kind === 'maintenance') !== wanted)
      reasons.push({
        code: 'wrong_product_kind',
        message: `${relationship[side]} is ${kind === 'maintenance' ? 'a maintenance product' : 'no maintenance product'}, which does not fit this side of a relationship of type ${relationship.type}.`,
        pointer: `/${side}`,
      });
  }
  const model = relationship.defaultLicenseModelId;
  if (model !== null && !facts.licenseModelStates.has(model))
    reasons.push(unknownReference('license model', model, '/defaultLicenseModelId'));
  if (model !== null && relationship.type !== 'upgrade' && relationship.type !== 'upsell')
    reasons.push({
      code: 'default_model_not_allowed',
      message: 'Only upgrade and upsell relationships have a default license model.',
      pointer: '/defaultLicenseModelId',
    });
  return reasons;
}

/** What speaks against a new relationship: it connects products that are draft or deployed (reference 1.7). */
export function reasonsAgainstWithdrawnSides(
  relationship: ProductRelationship,
  facts: RelationshipFacts,
): readonly Reason[] {
  const { fromProductId, toProductId, defaultLicenseModelId: model } = relationship;
  return [
    ...reasonsAgainstWithdrawn('product', fromProductId, facts.productStates.get(fromProductId), '/fromProductId'),
    ...reasonsAgainstWithdrawn('product', toProductId, facts.productStates.get(toProductId), '/toProductId'),
    ...reasonsAgainstWithdrawnModel(model, facts),
  ];
}

/** What speaks against another default license model: the product that it starts from is withdrawn, or the model is. */
export function reasonsAgainstChangedRelationship(
  relationship: ProductRelationship,
  facts: RelationshipFacts,
): readonly Reason[] {
  const state = facts.productStates.get(relationship.fromProductId);
  return [
    ...(state === undefined ? [] : reasonsAgainstTouching([{ key: relationship.fromProductId, state }])),
    ...reasonsAgainstWithdrawnModel(relationship.defaultLicenseModelId, facts),
  ];
}

/** What speaks against changing or deleting a relationship: each of these products is inactive or obsolete (reference 1.6). */
export function reasonsAgainstTouching(
  products: readonly { readonly key: string; readonly state: CatalogState }[],
): readonly Reason[] {
  if (products.some(({ state }) => state === 'draft' || state === 'deployed')) return [];
  return products.map(({ key, state }) => ({
    code: 'not_editable',
    message: `The product ${key} is ${state}, so its relationships stay as they are.`,
    remedy: state === 'inactive' ? 'Deploy it again first.' : 'It stays on record.',
  }));
}

function reasonsAgainstWithdrawnModel(model: string | null, facts: RelationshipFacts): readonly Reason[] {
  if (model === null) return [];
  return reasonsAgainstWithdrawn('license model', model, facts.licenseModelStates.get(model), '/defaultLicenseModelId');
}
