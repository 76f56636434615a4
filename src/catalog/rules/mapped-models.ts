import type { Reason } from '../../shared/decision.ts';

/** A part number that stands for a product with one of its license models. */
export interface ModelMapping {
  readonly productId: string;
  readonly licenseModelId: string;
  readonly partNumber: string;
}

/** What speaks against taking license models from a product: part numbers that stand for it with one of them. */
export function reasonsAgainstUnlinkingModels(
  { productId, licenseModels }: { readonly productId: string; readonly licenseModels: readonly string[] },
  before: readonly string[],
  mappings: readonly ModelMapping[],
): readonly Reason[] {
  const removed = new Set(before.filter((model) => !licenseModels.includes(model)));
  return mappings
    .filter((mapping) => mapping.productId === productId && removed.has(mapping.licenseModelId))
    .map(({ licenseModelId, partNumber }) => ({
      code: 'in_use',
      message: `The part number ${partNumber} stands for ${productId} with the license model ${licenseModelId}.`,
      remedy: 'Map the part number to another license model first, or delete it.',
      pointer: '/licenseModels',
    }));
}
