import type { Day, Term } from '../../shared/day.ts';
import type { ItemKind, LineItemType, RightState, StartDateOption } from '../../shared/vocabulary.ts';

/** A child of an item that may cover it. Each is judged for itself; grandchildren do not count. */
export interface CoveringChild {
  readonly type: Exclude<LineItemType, 'new'>;
  readonly state: RightState;
  readonly entitlementState: RightState;
  /** copies that it draws from its parent */
  readonly drawn: number;
  readonly permanent: boolean;
  /** null for never, or for a day that is not known yet */
  readonly expirationDate: Day | null;
}

/** A line item or maintenance line item that may have to be renewed. */
export interface ExpiringItem {
  readonly id: number;
  readonly kind: ItemKind;
  readonly activationId: string;
  readonly entitlementId: string;
  readonly state: RightState;
  readonly entitlementState: RightState;
  readonly permanent: boolean;
  readonly startDateOption: StartDateOption | null;
  readonly expirationDate: Day | null;
  /** null for maintenance, which has no quantity */
  readonly quantity: number | null;
  readonly autoRenew: { readonly term: Term } | { readonly expirationDate: Day } | null;
  readonly children: readonly CoveringChild[];
}

/** What is left to be renewed of an item: `covered`, or its uncovered copies (null for maintenance). */
export type Uncovered = { readonly covered: true } | { readonly covered: false; readonly quantity: number | null };

/**
 * The copies of an item that no deployed child takes care of (`product.md` 5.1, step 2): those drawn by an upgrade or an
 * upsell belong to that child whatever its end; those drawn by a renewal are covered where it ends later, never, or on a
 * day not yet known. Maintenance is covered wholly or not at all.
 */
export function uncovered(item: ExpiringItem): Uncovered {
  const covering = item.children.filter((child) => isDeployed(child) && takesCare(item, child));
  if (item.quantity === null) return covering.length > 0 ? { covered: true } : { covered: false, quantity: null };
  const left = item.quantity - covering.reduce((sum, child) => sum + child.drawn, 0);
  return left > 0 ? { covered: false, quantity: left } : { covered: true };
}

/**
 * True where an item will renew itself: the job that does it is active, and there is a next period. Whether that counts
 * as covered is for the caller to say.
 */
export function willRenewItself(item: ExpiringItem, autoRenewalIsActive: boolean): boolean {
  if (item.autoRenew === null || !autoRenewalIsActive || item.expirationDate === null) return false;
  return 'term' in item.autoRenew || item.autoRenew.expirationDate > item.expirationDate;
}

/** True where an item and its entitlement are deployed. */
export function isDeployed(item: { readonly state: RightState; readonly entitlementState: RightState }): boolean {
  return item.state === 'deployed' && item.entitlementState === 'deployed';
}

function takesCare(item: ExpiringItem, child: CoveringChild): boolean {
  if (child.type !== 'renewal') return true;
  return (
    child.permanent ||
    child.expirationDate === null ||
    (item.expirationDate !== null && child.expirationDate > item.expirationDate)
  );
}
