import type { LicenseTechnology, RightState } from '../shared/vocabulary.ts';
import type { FirstLineItem } from './entitlement-list-store.ts';
import type { StoredEntitlement, StoredLineItem } from './entitlement-store.ts';
import type { CopyCount } from './rules/copies.ts';
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
  /** copies of it that are active today */
  readonly activatedCount: number;
  /** how many more can become active on it, of those that were bought */
  readonly remainingCopies: number;
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

/** What is told of line items beside what is stored of them, by their rows. */
export interface BesideLineItems {
  /** activation IDs of the maintenance that covers each */
  readonly maintenanceOf: ReadonlyMap<number, readonly string[]>;
  readonly copiesOf: ReadonlyMap<number, CopyCount>;
}

/** Presents a stored entitlement with what is told of its line items. */
export function presentEntitlement(stored: StoredEntitlement, beside: BesideLineItems): EntitlementView {
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
    lineItems: [...stored.lineItems.values()].map((item) => presentLineItem(item, owner, beside)),
    maintenanceLineItems: [...stored.maintenanceLineItems.values()].map((item) =>
      presentMaintenanceLineItem(item, owner),
    ),
  };
}

/** Presents a stored line item under its entitlement. */
export function presentLineItem(
  item: StoredLineItem<LineItem>,
  owner: Owner,
  { maintenanceOf, copiesOf }: BesideLineItems,
): LineItemView {
  const { products, ...entity } = item.entity;
  const copies = copiesOf.get(item.id);
  return {
    ...entity,
    products: products.map((product, index) => ({ ...product, ...nameAt(item, index) })),
    technologies: item.technologies,
    activatedCount: copies?.active ?? 0,
    remainingCopies: copies?.remaining ?? entity.quantity,
    ...keptOf(item),
    ...ownerOf(owner),
    maintenance: maintenanceOf.get(item.id) ?? [],
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
