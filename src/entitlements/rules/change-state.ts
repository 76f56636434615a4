import { decide, type Decision, type Reason } from '../../shared/decision.ts';
import type { RightState } from '../../shared/vocabulary.ts';
import type { Entitlement, EntitlementFacts, LineItem, MaintenanceLineItem } from './entitlement.ts';
import { cascade, mayHold, reasonsAgainstArrow, type ItemStateChange } from './line-item-states.ts';
import { reasonsAgainstDeploying, reasonsAgainstMaintenanceProduct } from './selling.ts';

/** A change of state with everything that follows from it. */
export interface StatePlan {
  readonly from: RightState;
  readonly to: RightState;
  readonly items: readonly ItemStateChange[];
}

/** What a change of state must know beyond the entitlement itself. */
export interface StateFacts extends Pick<EntitlementFacts, 'products' | 'licenseModels'> {
  /** activation IDs of items that were deployed when the entitlement was made inactive */
  readonly restorable: ReadonlySet<string>;
  /** activation IDs of items that have children which are not obsolete */
  readonly withChildren: ReadonlySet<string>;
}

/** The plan of an entitlement's change of state, with what becomes of its line items, or every reason against it. */
export function planEntitlementState(entitlement: Entitlement, to: RightState, facts: StateFacts): Decision<StatePlan> {
  const items = [...entitlement.lineItems, ...entitlement.maintenanceLineItems];
  const states = items.map(({ activationId, state }) => ({
    activationId,
    state,
    restoreDeployed: facts.restorable.has(activationId),
  }));
  const changes = cascade(entitlement.state, to, states);
  const changed = new Map(changes.map((change) => [change.activationId, change]));
  const reasons = [
    ...reasonsAgainstArrow(`The entitlement ${entitlement.entitlementId}`, entitlement.state, to),
    ...items.flatMap((item, index) =>
      reasonsAgainstItem(item, changed.get(item.activationId)?.to, pointerOf(entitlement, index), facts),
    ),
  ];
  return decide(reasons, () => ({ from: entitlement.state, to, items: changes }));
}

/** The plan of one line item's change of state, or every reason against it. The weaker of entitlement and line item wins. */
export function planItemState(
  entitlement: Entitlement,
  item: LineItem | MaintenanceLineItem,
  to: RightState,
  facts: StateFacts,
): Decision<StatePlan> {
  const arrow = reasonsAgainstArrow(item.activationId, item.state, to);
  const held: readonly Reason[] = mayHold(entitlement.state, to)
    ? []
    : [
        {
          code: 'entitlement_state',
          message: `The entitlement ${entitlement.entitlementId} is ${entitlement.state} and holds nothing in state ${to}.`,
          remedy: `Change the state of the entitlement first.`,
        },
      ];
  const reasons = [...arrow, ...held, ...(arrow.length === 0 ? reasonsAgainstItem(item, to, '', facts) : [])];
  const change = { activationId: item.activationId, from: item.state, to, restoreDeployed: false };
  return decide(reasons, () => ({ from: item.state, to, items: [change] }));
}

function reasonsAgainstItem(
  item: LineItem | MaintenanceLineItem,
  to: RightState | undefined,
  pointer: string,
  facts: StateFacts,
): readonly Reason[] {
  if (to === 'deployed')
    return 'products' in item
      ? reasonsAgainstDeploying(item, pointer, facts)
      : reasonsAgainstMaintenanceProduct(item, pointer, false, facts);
  if (to !== 'draft' || !facts.withChildren.has(item.activationId)) return [];
  return [
    {
      code: 'has_children',
      message: `${item.activationId} has been renewed, upgraded or upsold.`,
      remedy: 'Make its children obsolete first, or make it inactive instead.',
      pointer,
    },
  ];
}

function pointerOf(entitlement: Entitlement, index: number): string {
  const lineItems = entitlement.lineItems.length;
  return index < lineItems ? `/lineItems/${index}` : `/maintenanceLineItems/${index - lineItems}`;
}
