import type {
  EntitlementRecord,
  LineItemRecord,
  MaintenanceLineItemRecord,
} from '../entitlements/entitlement-schemas.ts';
import type { Entitlement, LineItem, MaintenanceLineItem } from '../entitlements/rules/entitlement.ts';
import type { ChildPlan } from './rules/child.ts';

/** A plan with the line item that it continues. */
export interface PlannedChild {
  readonly parent: LineItem;
  readonly plan: ChildPlan;
}

/** The number of the child that a place in such a record is about: its own, or that of its parent behind it. */
export function requestAt(place: number): number {
  return Math.floor(place / 2);
}

/**
 * Children of line items of one entitlement as one record of it: each child with its parent behind it, and the maintenance that covers
 * more than before.
 */
export function recordOfChildren(entitlement: Entitlement, planned: readonly PlannedChild[]): EntitlementRecord {
  return {
    entitlementId: entitlement.entitlementId,
    lineItems: planned.flatMap(({ parent, plan }) => [childRecord(plan.child), parentRecord(parent, plan.parent)]),
    maintenanceLineItems: entitlement.maintenanceLineItems.flatMap((item) => coverRecord(item, planned)),
  };
}

function childRecord({ products, licenseModels, policies, autoRenew, ...child }: LineItem): LineItemRecord {
  return {
    ...child,
    products: products.map((one) => ({ ...one })),
    licenseModels: [...licenseModels],
    policies,
    autoRenew,
  };
}

function parentRecord({ activationId, quantity }: LineItem, { state, autoRenew }: ChildPlan['parent']): LineItemRecord {
  return { activationId, quantity, state, autoRenew };
}

function coverRecord(
  { activationId, productId, covers }: MaintenanceLineItem,
  planned: readonly PlannedChild[],
): readonly MaintenanceLineItemRecord[] {
  const more = planned.filter(({ plan }) => plan.coveredBy.includes(activationId));
  if (more.length === 0) return [];
  return [{ activationId, productId, covers: [...covers, ...more.map(({ plan }) => plan.child.activationId)] }];
}
