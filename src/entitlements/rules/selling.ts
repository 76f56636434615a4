import { endOfTerm } from '../../shared/day.ts';
import type { Reason } from '../../shared/decision.ts';
import type { CatalogState } from '../../shared/vocabulary.ts';
import type { Entitlement, EntitlementFacts, LineItem, MaintenanceLineItem } from './entitlement.ts';
import { reasonsAgainstMissingValues } from './license-model-attributes.ts';
import { reasonsAgainstMissingPolicies } from './line-item-policies.ts';
import { reasonsAgainstStartOption } from './start-option.ts';
import { reasonsAgainstMissingVersionDate } from './version-date.ts';

type Catalog = Pick<EntitlementFacts, 'products' | 'licenseModels'>;

/**
 * What speaks against selling an entitlement, or adding line items to one, now. Only new line items are asked; what is
 * stored was sold before.
 */
export function reasonsAgainstSelling(
  entitlement: Entitlement,
  stored: Entitlement | undefined,
  facts: Catalog,
): readonly Reason[] {
  const sold = new Set(
    [...(stored?.lineItems ?? []), ...(stored?.maintenanceLineItems ?? [])].map((item) => item.activationId),
  );
  const isNew = (item: { readonly activationId: string }): boolean => !sold.has(item.activationId);
  return [
    ...reasonsAgainstAlone(entitlement),
    ...entitlement.lineItems.flatMap((item, index) =>
      isNew(item) ? reasonsAgainstSellingItem(item, `/lineItems/${index}`, entitlement.test, facts) : [],
    ),
    ...entitlement.maintenanceLineItems.flatMap((item, index) =>
      isNew(item)
        ? reasonsAgainstMaintenanceProduct(item, `/maintenanceLineItems/${index}`, entitlement.test, facts)
        : [],
    ),
  ];
}

/**
 * What speaks against a line item of which something is changed that was sold, in a draft or in what is deployed: what a new
 * one is asked, as far as it concerns these fields.
 */
export function reasonsAgainstChangedSale(
  item: LineItem,
  changed: readonly string[],
  pointer: string,
  test: boolean,
  facts: Catalog,
): readonly Reason[] {
  const isChanged = (...names: readonly (keyof LineItem)[]): boolean => names.some((name) => changed.includes(name));
  const isOther = isChanged('products', 'licenseModels');
  return [
    ...(isOther || item.state !== 'deployed' ? reasonsAgainstCatalogStates(item, pointer, test, facts) : []),
    ...(isOther ? reasonsAgainstForeignModels(item, pointer, facts) : []),
    ...(isChanged('startDateOption', 'startDate', 'permanent', 'term', 'expirationDate')
      ? reasonsAgainstGivenDates(item, pointer)
      : []),
    ...(isOther || isChanged('startDateOption') ? reasonsAgainstStartOption(item, pointer, facts) : []),
    ...(item.state === 'deployed' ? reasonsAgainstIncomplete(item, pointer, facts) : []),
  ];
}

function reasonsAgainstAlone(entitlement: Entitlement): readonly Reason[] {
  if (entitlement.maintenanceLineItems.length === 0 || entitlement.lineItems.length > 0) return [];
  return [
    {
      code: 'maintenance_alone',
      message: 'Maintenance cannot stand alone.',
      remedy: 'Add the line item that it is for.',
      pointer: '/maintenanceLineItems',
    },
  ];
}

function reasonsAgainstSellingItem(item: LineItem, pointer: string, test: boolean, facts: Catalog): readonly Reason[] {
  return [
    ...reasonsAgainstCatalogStates(item, pointer, test, facts),
    ...reasonsAgainstForeignModels(item, pointer, facts),
    ...reasonsAgainstGivenDates(item, pointer),
    ...reasonsAgainstStartOption(item, pointer, facts),
    ...(item.state === 'deployed' ? reasonsAgainstIncomplete(item, pointer, facts) : []),
  ];
}

/** What speaks against selling or deploying maintenance: its product is in production (or the entitlement is a test). */
export function reasonsAgainstMaintenanceProduct(
  item: MaintenanceLineItem,
  pointer: string,
  test: boolean,
  facts: Pick<Catalog, 'products'>,
): readonly Reason[] {
  const state = facts.products.get(item.productId)?.state ?? 'deployed';
  return usableStates(test).includes(state)
    ? []
    : [
        {
          code: 'product_not_deployed',
          message: `The product ${item.productId} is ${state}.`,
          remedy: 'Deploy it first.',
          pointer: `${pointer}/productId`,
        },
      ];
}

function usableStates(test: boolean): readonly CatalogState[] {
  return test ? ['draft', 'deployed'] : ['deployed'];
}

/** What speaks against deploying a line item: it must be known how its licenses are made, from what is in production. */
export function reasonsAgainstDeploying(item: LineItem, pointer: string, facts: Catalog): readonly Reason[] {
  return [
    ...reasonsAgainstCatalogStates(item, pointer, false, facts),
    ...reasonsAgainstIncomplete(item, pointer, facts),
  ];
}

// All that must be known before licenses are made.
function reasonsAgainstIncomplete(item: LineItem, pointer: string, facts: Catalog): readonly Reason[] {
  return [
    ...reasonsAgainstUndeterminedModel(item, pointer),
    ...reasonsAgainstMissingValues(item, pointer, facts),
    ...reasonsAgainstMissingPolicies(item, pointer, facts),
    ...reasonsAgainstMissingVersionDate(item, pointer, facts),
  ];
}

function reasonsAgainstCatalogStates(
  item: LineItem,
  pointer: string,
  test: boolean,
  facts: Catalog,
): readonly Reason[] {
  const usable = usableStates(test);
  const products = item.products.flatMap(({ productId }, index) => {
    const state = facts.products.get(productId)?.state ?? 'deployed';
    return usable.includes(state)
      ? []
      : [
          {
            code: 'product_not_deployed',
            message: `The product ${productId} is ${state}.`,
            remedy: 'Deploy it first.',
            pointer: `${pointer}/products/${index}`,
          },
        ];
  });
  const models = item.licenseModels.flatMap((key, index) => {
    const state = facts.licenseModels.get(key)?.state ?? 'deployed';
    return usable.includes(state)
      ? []
      : [
          {
            code: 'license_model_not_deployed',
            message: `The license model ${key} is ${state}.`,
            remedy: 'Deploy it first.',
            pointer: `${pointer}/licenseModels/${index}`,
          },
        ];
  });
  return [...products, ...models];
}

function reasonsAgainstForeignModels(item: LineItem, pointer: string, facts: Catalog): readonly Reason[] {
  return item.licenseModels.flatMap((model, index) =>
    item.products.flatMap(({ productId }) => {
      const product = facts.products.get(productId);
      return product === undefined || product.licenseModels.includes(model)
        ? []
        : [
            {
              code: 'license_model_not_of_product',
              message: `The product ${productId} is not linked to the license model ${model}.`,
              remedy:
                product.licenseModels.length === 0
                  ? 'Link one to the product first.'
                  : `Choose one of ${product.licenseModels.join(', ')}.`,
              pointer: `${pointer}/licenseModels/${index}`,
            },
          ];
    }),
  );
}

function reasonsAgainstUndeterminedModel(item: LineItem, pointer: string): readonly Reason[] {
  if (item.licenseModels.length > 0) return [];
  return [
    {
      code: 'license_model_undetermined',
      message: `${item.activationId} has no license model.`,
      remedy: 'Name one, as its products have several or none in common.',
      pointer: `${pointer}/licenseModels`,
    },
  ];
}

function reasonsAgainstGivenDates(item: LineItem, pointer: string): readonly Reason[] {
  const reasons: Reason[] = [];
  if (item.startDateOption !== 'now' && item.startDate !== null)
    reasons.push({
      code: 'start_date_not_allowed',
      message: `With the start date option ${item.startDateOption} the first activation decides the start.`,
      remedy: 'Leave startDate away, or choose the option "now".',
      pointer: `${pointer}/startDate`,
    });
  if (item.term !== null && item.expirationDate !== null) {
    const end = item.startDate === null ? undefined : endOfTerm(item.startDate, item.term);
    if (end !== item.expirationDate)
      reasons.push({
        code: 'term_or_expiration',
        message: 'A line item has a term or an expiration date, not both.',
        remedy: 'Leave one away.',
        pointer: `${pointer}/expirationDate`,
      });
  }
  return reasons;
}
