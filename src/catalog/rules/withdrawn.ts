import type { Reason } from '../../shared/decision.ts';
import type { CatalogState } from '../../shared/vocabulary.ts';
import type { Product, ProductFacts, ProductRelationship, RelationshipFacts } from './product.ts';

/** What speaks against a new product: inactive and obsolete features and models take no new references (reference 1.6). */
export function reasonsAgainstWithdrawnParts(product: Product, facts: ProductFacts): readonly Reason[] {
  return [
    ...product.features.flatMap(({ featureId }, index) =>
      reasonsAgainstWithdrawn('feature', featureId, facts.featureStates.get(featureId), `/features/${index}/featureId`),
    ),
    ...product.licenseModels.flatMap((key, index) =>
      reasonsAgainstWithdrawn('license model', key, facts.licenseModelStates.get(key), `/licenseModels/${index}`),
    ),
  ];
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
    ...(model === null
      ? []
      : reasonsAgainstWithdrawn('license model', model, facts.licenseModelStates.get(model), '/defaultLicenseModelId')),
  ];
}

function reasonsAgainstWithdrawn(
  what: string,
  key: string,
  state: CatalogState | undefined,
  pointer: string,
): readonly Reason[] {
  if (state !== 'inactive' && state !== 'obsolete') return [];
  const remedy = state === 'inactive' ? 'Deploy it again first, or name another.' : 'Name another.';
  return [
    { code: 'withdrawn', message: `The ${what} ${key} is ${state}, so nothing new can refer to it.`, remedy, pointer },
  ];
}
