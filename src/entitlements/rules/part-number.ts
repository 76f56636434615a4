import type { Reason } from '../../shared/decision.ts';
import type { EntitlementFacts, LineItem } from './entitlement.ts';

/** What speaks against the part number that a line item is sold under: it exists, and fits the products and models (reference 2.4). */
export function reasonsAgainstPartNumber(
  item: Pick<LineItem, 'partNumber' | 'products' | 'licenseModels'>,
  pointer: string,
  { partNumbers }: Pick<EntitlementFacts, 'partNumbers'>,
): readonly Reason[] {
  const { partNumber } = item;
  if (partNumber === null) return reasonsAgainstNoProducts(item, pointer);
  const part = partNumbers.get(partNumber);
  const at = `${pointer}/partNumber`;
  if (part === undefined)
    return [
      {
        code: 'unknown_reference',
        message: `There is no part number ${partNumber}.`,
        remedy: 'Create it first.',
        pointer: at,
      },
    ];
  const { productId, licenseModelId } = part;
  const isOtherProduct = productId !== null && !item.products.some((one) => one.productId === productId);
  const isOtherModel = licenseModelId !== null && !item.licenseModels.includes(licenseModelId);
  return [
    ...(isOtherProduct ? [misfit('product', partNumber, productId, at)] : reasonsAgainstNoProducts(item, pointer)),
    ...(isOtherModel ? [misfit('license model', partNumber, licenseModelId, at)] : []),
  ];
}

function misfit(what: 'product' | 'license model', partNumber: string, key: string, pointer: string): Reason {
  return {
    code: what === 'product' ? 'part_number_of_other_product' : 'part_number_of_other_model',
    message: `The part number ${partNumber} stands for the ${what} ${key}, which the line item does not name.`,
    remedy: `Name ${key}, or another part number.`,
    pointer,
  };
}

function reasonsAgainstNoProducts({ products }: Pick<LineItem, 'products'>, pointer: string): readonly Reason[] {
  if (products.length > 0) return [];
  return [
    {
      code: 'products_required',
      message: 'A line item is for at least one product.',
      remedy: 'Name its products, or a part number that stands for one.',
      pointer: `${pointer}/products`,
    },
  ];
}
