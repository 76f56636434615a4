import type { Reason } from '../../shared/decision.ts';
import type { CatalogState, ProductKind } from '../../shared/vocabulary.ts';
import { unknownReference } from './catalog-names.ts';
import { reasonsAgainstWithdrawn } from './withdrawn.ts';

/** What an order system calls a product, or a product with one of its license models (reference 1.6). */
export interface PartNumber {
  readonly partNumber: string;
  readonly description: string | null;
  /** null for a number that is not mapped yet */
  readonly productId: string | null;
  readonly licenseModelId: string | null;
}

export interface PartNumberFacts {
  /** the products and license models that are named and exist */
  readonly products: ReadonlyMap<
    string,
    { readonly kind: ProductKind; readonly state: CatalogState; readonly licenseModels: readonly string[] }
  >;
  readonly licenseModels: ReadonlyMap<string, { readonly state: CatalogState }>;
  /** activation IDs of line items that use a part number and would not fit its new mapping, the first of each */
  readonly misfits: ReadonlyMap<string, string>;
}

/** What speaks against a part number: what it maps to exists and belongs together, and what was sold under it still fits. */
export function reasonsAgainstPartNumber(part: PartNumber, facts: PartNumberFacts): readonly Reason[] {
  const { productId, licenseModelId } = part;
  const unknown = [
    ...(productId !== null && !facts.products.has(productId)
      ? [unknownReference('product', productId, '/productId')]
      : []),
    ...(licenseModelId !== null && !facts.licenseModels.has(licenseModelId)
      ? [unknownReference('license model', licenseModelId, '/licenseModelId')]
      : []),
  ];
  return [...unknown, ...reasonsAgainstPair(part, facts), ...reasonsAgainstMisfit(part, facts)];
}

/** What speaks against mapping a part number now: inactive and obsolete products and models take no new references. */
export function reasonsAgainstWithdrawnMapping(
  { productId, licenseModelId }: PartNumber,
  facts: PartNumberFacts,
): readonly Reason[] {
  return [
    ...(productId === null
      ? []
      : reasonsAgainstWithdrawn('product', productId, facts.products.get(productId)?.state, '/productId')),
    ...(licenseModelId === null
      ? []
      : reasonsAgainstWithdrawn(
          'license model',
          licenseModelId,
          facts.licenseModels.get(licenseModelId)?.state,
          '/licenseModelId',
        )),
  ];
}

function reasonsAgainstPair({ productId, licenseModelId }: PartNumber, facts: PartNumberFacts): readonly Reason[] {
  if (licenseModelId === null) return [];
  const pointer = '/licenseModelId';
  if (productId === null)
    return [
      {
        code: 'product_required',
        message: 'A part number with a license model needs the product that it belongs to.',
        pointer: '/productId',
      },
    ];
  const product = facts.products.get(productId);
  const isKnown = product !== undefined && facts.licenseModels.has(licenseModelId);
  if (!isKnown || product.licenseModels.includes(licenseModelId)) return [];
  return [
    {
      code: 'license_model_not_of_product',
      message: `The product ${productId} is not linked to the license model ${licenseModelId}.`,
      remedy:
        product.licenseModels.length === 0
          ? 'Link one to the product first.'
          : `Choose one of ${product.licenseModels.join(', ')}.`,
      pointer,
    },
  ];
}

function reasonsAgainstMisfit({ partNumber }: PartNumber, { misfits }: PartNumberFacts): readonly Reason[] {
  const misfit = misfits.get(partNumber);
  if (misfit === undefined) return [];
  return [
    {
      code: 'sold_otherwise',
      message: `The line item ${misfit} was sold under this part number with something else.`,
      remedy: 'Make another part number for the new mapping.',
      pointer: '/productId',
    },
  ];
}
