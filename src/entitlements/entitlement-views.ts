import type { LicenseTechnology, RightState } from '../shared/vocabulary.ts';
import type { FirstLineItem } from './entitlement-list-store.ts';
import type { StoredEntitlement, StoredLineItem } from './entitlement-store.ts';
import type { Entitlement, LineItem, MaintenanceLineItem } from './rules/entitlement.ts';

interface Kept {
  readonly version: number;
  readonly createdAt: string;
  readonly createdBy: string;
}

/** Whose a right is. */
interface Owner {
  readonly entitlementId: string;
  readonly accountId: string;
  readonly accountName: string;
}

/** A line item as everybody sees it. */
export interface LineItemView extends Omit<LineItem, 'products'>, Kept, Owner {
  readonly products: readonly {
    readonly productId: string;
    readonly name: string;
    readonly version: string;
    readonly quantityPerCopy: number;
  }[];
  readonly technologies: readonly LicenseTechnology[];
  /** activation IDs of the maintenance that covers it, in the order of their text */
  readonly maintenance: readonly string[];
}

export interface MaintenanceLineItemView extends MaintenanceLineItem, Kept, Owner {
  readonly productName: string;
  readonly productVersion: string;
}

/** An entitlement as lists show it. */
export interface EntitlementLineView extends Kept, Owner {
  readonly description: string | null;
  readonly test: boolean;
  readonly state: RightState;
  readonly updatedAt: string;
  readonly lineItemCount: number;
  readonly maintenanceLineItemCount: number;
  /** the first three that are the newest of their chains */
  readonly firstLineItems: readonly FirstLineItem[];
}

/** An entitlement as everybody sees it. */
export interface EntitlementView extends Omit<Entitlement, 'lineItems' | 'maintenanceLineItems'>, Kept, Owner {
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
  const { entity, accountName } = stored;
  const owner = { entitlementId: entity.entitlementId, accountId: entity.accountId, accountName };
  return {
    ...entity,
    accountName,
    version: stored.version,
    createdAt: stored.createdAt.toISOString(),
    createdBy: stored.createdBy,
    updatedAt: stored.updatedAt.toISOString(),
    updatedBy: stored.updatedBy,
    lineItems: [...stored.lineItems.values()].map((item) =>
      presentLineItem(item, owner, maintenanceOf.get(item.id) ?? []),
    ),
    maintenanceLineItems: [...stored.maintenanceLineItems.values()].map((item) =>
      presentMaintenanceLineItem(item, owner),
    ),
  };
}

/** Presents a stored line item under its entitlement. */
export function presentLineItem(
  item: StoredLineItem<LineItem>,
  owner: Owner,
  maintenance: readonly string[],
): LineItemView {
  const { products, ...entity } = item.entity;
  return {
    ...entity,
    products: products.map((product, index) => ({ ...product, ...nameAt(item, index) })),
    technologies: item.technologies,
    ...keptOf(item),
    ...ownerOf(owner),
    maintenance,
  };
}

/** Presents a stored maintenance line item under its entitlement. */
export function presentMaintenanceLineItem(
  item: StoredLineItem<MaintenanceLineItem>,
  owner: Owner,
): MaintenanceLineItemView {
  const { name, version } = nameAt(item, 0);
  return { ...item.entity, productName: name, productVersion: version, ...keptOf(item), ...ownerOf(owner) };
}

function nameAt({ productNames }: StoredLineItem<unknown>, index: number): { name: string; version: string } {
  const { name = '', version = '' } = productNames[index] ?? {};
  return { name, version };
}

function ownerOf({ entitlementId, accountId, accountName }: Owner): Owner {
  return { entitlementId, accountId, accountName };
}

function keptOf(item: StoredLineItem<unknown>): Kept {
  return { version: item.version, createdAt: item.createdAt.toISOString(), createdBy: item.createdBy };
}
