import type { StoredEntitlement, StoredLineItem } from './entitlement-store.ts';
import type { Entitlement, LineItem, MaintenanceLineItem } from './rules/entitlement.ts';

interface Kept {
  readonly version: number;
  readonly createdAt: string;
  readonly createdBy: string;
}

/** A line item as everybody sees it. */
export interface LineItemView extends LineItem, Kept {
  readonly entitlementId: string;
  readonly accountId: string;
  /** activation IDs of the maintenance that covers it, in the order of their text */
  readonly maintenance: readonly string[];
}

export interface MaintenanceLineItemView extends MaintenanceLineItem, Kept {
  readonly entitlementId: string;
  readonly accountId: string;
}

/** An entitlement as everybody sees it. */
export interface EntitlementView extends Omit<Entitlement, 'lineItems' | 'maintenanceLineItems'>, Kept {
  readonly updatedAt: string;
  readonly updatedBy: string;
  readonly lineItems: readonly LineItemView[];
  readonly maintenanceLineItems: readonly MaintenanceLineItemView[];
}

/** Presents a stored entitlement; `maintenanceOf` tells the maintenance of each of its line items, by row. */
export function presentEntitlement(
  stored: StoredEntitlement,
  maintenanceOf: ReadonlyMap<number, readonly string[]>,
): EntitlementView {
  const { entity } = stored;
  return {
    ...entity,
    version: stored.version,
    createdAt: stored.createdAt.toISOString(),
    createdBy: stored.createdBy,
    updatedAt: stored.updatedAt.toISOString(),
    updatedBy: stored.updatedBy,
    lineItems: [...stored.lineItems.values()].map((item) =>
      presentLineItem(item, entity, maintenanceOf.get(item.id) ?? []),
    ),
    maintenanceLineItems: [...stored.maintenanceLineItems.values()].map((item) =>
      presentMaintenanceLineItem(item, entity),
    ),
  };
}

type Owner = Pick<Entitlement, 'entitlementId' | 'accountId'>;

/** Presents a stored line item under its entitlement. */
export function presentLineItem(
  item: StoredLineItem<LineItem>,
  owner: Owner,
  maintenance: readonly string[],
): LineItemView {
  return {
    ...item.entity,
    ...keptOf(item),
    entitlementId: owner.entitlementId,
    accountId: owner.accountId,
    maintenance,
  };
}

/** Presents a stored maintenance line item under its entitlement. */
export function presentMaintenanceLineItem(
  item: StoredLineItem<MaintenanceLineItem>,
  owner: Owner,
): MaintenanceLineItemView {
  return { ...item.entity, ...keptOf(item), entitlementId: owner.entitlementId, accountId: owner.accountId };
}

function keptOf(item: StoredLineItem<unknown>): Kept {
  return { version: item.version, createdAt: item.createdAt.toISOString(), createdBy: item.createdBy };
}
