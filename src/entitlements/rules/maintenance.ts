import type { Reason } from '../../shared/decision.ts';
import type { Entitlement, EntitlementFacts, MaintenanceLineItem } from './entitlement.ts';
import { reasonsAgainstParent } from './parent.ts';

/** What speaks against a maintenance line item as it stands (reference 2.6): its product, dates, parent and coverage. */
export function reasonsAgainstMaintenance(
  item: MaintenanceLineItem,
  pointer: string,
  entitlement: Entitlement,
  facts: EntitlementFacts,
): readonly Reason[] {
  return [
    ...reasonsAgainstProduct(item, pointer, facts),
    ...reasonsAgainstDates(item, pointer),
    ...reasonsAgainstParent(item, 'maintenanceLineItem', entitlement.maintenanceLineItems, pointer, facts),
    ...item.covers.flatMap((covered, index): readonly Reason[] => {
      const known = entitlement.lineItems.some((one) => one.activationId === covered);
      return known
        ? []
        : [
            {
              code: 'unknown_reference',
              message: `There is no line item ${covered} in this entitlement.`,
              pointer: `${pointer}/covers/${index}`,
            },
          ];
    }),
  ];
}

function reasonsAgainstProduct(item: MaintenanceLineItem, pointer: string, facts: EntitlementFacts): readonly Reason[] {
  const product = facts.products.get(item.productId);
  const at = `${pointer}/productId`;
  if (product === undefined)
    return [
      {
        code: 'unknown_reference',
        message: `There is no product ${item.productId}.`,
        remedy: 'Create it first.',
        pointer: at,
      },
    ];
  if (product.kind === 'maintenance') return [];
  return [
    {
      code: 'not_maintenance',
      message: `${item.productId} is no maintenance product.`,
      remedy: 'Put it into lineItems.',
      pointer: at,
    },
  ];
}

function reasonsAgainstDates(item: MaintenanceLineItem, pointer: string): readonly Reason[] {
  const reasons: Reason[] = [];
  if (item.startDate === null)
    reasons.push({
      code: 'start_date_required',
      message: 'Maintenance needs a startDate.',
      pointer: `${pointer}/startDate`,
    });
  if (item.permanent && item.expirationDate !== null)
    reasons.push({
      code: 'permanent_with_end',
      message: 'Permanent maintenance has no expiration date.',
      pointer: `${pointer}/permanent`,
    });
  if (!item.permanent && item.expirationDate === null)
    reasons.push({
      code: 'end_required',
      message: 'Maintenance is permanent, or has an expiration date.',
      pointer: `${pointer}/expirationDate`,
    });
  if (item.startDate !== null && item.expirationDate !== null && item.startDate > item.expirationDate)
    reasons.push({
      code: 'start_after_end',
      message: `startDate ${item.startDate} is after expirationDate ${item.expirationDate}.`,
      pointer: `${pointer}/startDate`,
    });
  return reasons;
}
