import type { Reason } from '../../shared/decision.ts';
import type { Entitlement, EntitlementFacts, LineItem } from './entitlement.ts';
import { reasonsAgainstAttributeValues } from './license-model-attributes.ts';
import { reasonsAgainstPolicies } from './line-item-policies.ts';
import { reasonsAgainstParent } from './parent.ts';
import { reasonsAgainstPartNumber } from './part-number.ts';
import { reasonsAgainstVersionDate } from './version-date.ts';

/** What speaks against a line item as it stands (reference 2.4, 2.5): its products, models, dates and parent. */
export function reasonsAgainstLineItem(
  item: LineItem,
  pointer: string,
  entitlement: Entitlement,
  facts: EntitlementFacts,
): readonly Reason[] {
  return [
    ...reasonsAgainstProducts(item, pointer, facts),
    ...reasonsAgainstPartNumber(item, pointer, facts),
    ...reasonsAgainstLicenseModels(item, pointer, facts),
    ...reasonsAgainstAttributeValues(item, pointer, facts),
    ...reasonsAgainstPolicies(item, pointer, facts),
    ...reasonsAgainstEnd(item, pointer),
    ...reasonsAgainstStart(item, pointer),
    ...reasonsAgainstVersionDate(item, pointer),
    ...reasonsAgainstAutoRenew(item, pointer),
    ...reasonsAgainstType(item, pointer),
    ...reasonsAgainstParent(item, 'lineItem', entitlement.lineItems, pointer, facts),
  ];
}

function reasonsAgainstProducts(item: LineItem, pointer: string, facts: EntitlementFacts): readonly Reason[] {
  return item.products.flatMap(({ productId }, index): readonly Reason[] => {
    const at = `${pointer}/products/${index}/productId`;
    const product = facts.products.get(productId);
    if (product === undefined)
      return [
        {
          code: 'unknown_reference',
          message: `There is no product ${productId}.`,
          remedy: 'Create it first.',
          pointer: at,
        },
      ];
    if (product.kind === 'maintenance')
      return [
        {
          code: 'maintenance_not_licensed',
          message: `${productId} is a maintenance product.`,
          remedy: 'Put it into maintenanceLineItems.',
          pointer: at,
        },
      ];
    if (item.products.findIndex((one) => one.productId === productId) < index)
      return [
        {
          code: 'repeated',
          message: `The product ${productId} is named twice.`,
          remedy: 'Name it once, with its quantityPerCopy.',
          pointer: at,
        },
      ];
    return [];
  });
}

function reasonsAgainstLicenseModels(item: LineItem, pointer: string, facts: EntitlementFacts): readonly Reason[] {
  const seen = new Set<string>();
  return item.licenseModels.flatMap((key, index): readonly Reason[] => {
    const at = `${pointer}/licenseModels/${index}`;
    const model = facts.licenseModels.get(key);
    if (model === undefined)
      return [
        {
          code: 'unknown_reference',
          message: `There is no license model ${key}.`,
          remedy: 'Create it first.',
          pointer: at,
        },
      ];
    const again = seen.has(model.technology);
    seen.add(model.technology);
    return again
      ? [
          {
            code: 'several_models_of_technology',
            message: `${key} is the second license model of the technology ${model.technology}; a line item has one for each at most.`,
            pointer: at,
          },
        ]
      : [];
  });
}

function reasonsAgainstEnd(item: LineItem, pointer: string): readonly Reason[] {
  const reasons: Reason[] = [];
  if (item.permanent && (item.term !== null || item.expirationDate !== null))
    reasons.push({
      code: 'permanent_with_end',
      message: 'A permanent line item has neither a term nor an expiration date.',
      pointer: `${pointer}/permanent`,
    });
  if (!item.permanent && item.term === null && item.expirationDate === null)
    reasons.push({
      code: 'end_required',
      message: 'A line item is permanent, or has a term or an expiration date.',
      pointer: `${pointer}/expirationDate`,
    });
  if (item.term !== null && item.startDate !== null && item.expirationDate === null && !item.permanent)
    reasons.push({
      code: 'date_out_of_range',
      message: 'The term ends after the year 9999.',
      remedy: 'Make it permanent.',
      pointer: `${pointer}/term`,
    });
  return reasons;
}

function reasonsAgainstStart(item: LineItem, pointer: string): readonly Reason[] {
  const reasons: Reason[] = [];
  if (item.startDateOption === 'now' && item.startDate === null)
    reasons.push({
      code: 'start_date_required',
      message: 'The start date option "now" needs a startDate.',
      pointer: `${pointer}/startDate`,
    });
  if (
    (item.startDateOption === 'atEachActivation' || item.startDateOption === 'eachActivationDate') &&
    item.startDate !== null
  )
    reasons.push({
      code: 'start_date_not_allowed',
      message: 'Every activation has its own start; the line item has none.',
      pointer: `${pointer}/startDate`,
    });
  if (item.startDate !== null && item.expirationDate !== null && item.startDate > item.expirationDate)
    reasons.push({
      code: 'start_after_end',
      message: `startDate ${item.startDate} is after expirationDate ${item.expirationDate}.`,
      pointer: `${pointer}/startDate`,
    });
  return reasons;
}

function reasonsAgainstAutoRenew(item: LineItem, pointer: string): readonly Reason[] {
  if (item.autoRenew === null) return [];
  const at = `${pointer}/autoRenew`;
  if (item.permanent)
    return [{ code: 'auto_renew_permanent', message: 'A permanent line item needs no renewal.', pointer: at }];
  const until = 'expirationDate' in item.autoRenew ? item.autoRenew.expirationDate : null;
  if (until !== null && item.expirationDate !== null && until < item.expirationDate)
    return [
      {
        code: 'auto_renew_before_end',
        message: `The line item would renew to ${until}, which is before its end ${item.expirationDate}.`,
        pointer: at,
      },
    ];
  return [];
}

function reasonsAgainstType(item: LineItem, pointer: string): readonly Reason[] {
  const reasons: Reason[] = [];
  if (item.type === 'new' && item.parentActivationId !== null)
    reasons.push({
      code: 'parent_not_allowed',
      message: 'A line item of type new has no parent.',
      remedy: 'Give the type renewal, upgrade or upsell.',
      pointer: `${pointer}/type`,
    });
  if (item.type !== 'new' && item.parentActivationId === null)
    reasons.push({
      code: 'parent_required',
      message: `A line item of type ${item.type} needs its parentActivationId.`,
      pointer: `${pointer}/parentActivationId`,
    });
  if (item.additionalCopies > item.quantity)
    reasons.push({
      code: 'too_many_additional_copies',
      message: 'additionalCopies are part of quantity and cannot be more.',
      pointer: `${pointer}/additionalCopies`,
    });
  if (item.parentActivationId === null && item.additionalCopies > 0)
    reasons.push({
      code: 'additional_copies_not_allowed',
      message: 'Only a child of another line item has additional copies.',
      pointer: `${pointer}/additionalCopies`,
    });
  return reasons;
}
