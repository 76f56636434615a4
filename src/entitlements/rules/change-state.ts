import { decide, type Decision, type Reason } from '../../shared/decision.ts';
import type { RightState } from '../../shared/vocabulary.ts';
import type { Entitlement, EntitlementFacts, LineItem, MaintenanceLineItem } from './entitlement.ts';
import { cascade, mayHold, reasonsAgainstArrow, type ItemStateChange } from './line-item-states.ts';
import { reasonsAgainstDeploying, reasonsAgainstMaintenanceProduct } from './selling.ts';
import { reasonsAgainstObsolete, reasonsAgainstWithActivations, type StatePolicy } from './states-with-activations.ts';

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
  readonly policy: StatePolicy;
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
    ...reasonsAgainstObsolete(to, facts.policy),
    ...items.flatMap((item, index) => {
      const [pointer, change] = [pointerOf(entitlement, index), changed.get(item.activationId)];
      // What was activated keeps its entitlement from being draft, also where it is inactive or obsolete itself and stays so.
      return change === undefined
        ? reasonsAgainstWithActivations(item.activationId, to === 'draft' ? to : undefined, pointer, facts.policy)
        : reasonsAgainstItem(item, change.to, pointer, facts);
    }),
  ];
  return decide(reasons, () => ({ from: entitlement.state, to, items: changes }));
}

export interface ItemStateOptions {
  /** also the descendants in the same entitlement that are not obsolete */
  readonly includeChildren?: boolean | undefined;
  /** activation IDs of descendants about which something else is said */
  readonly except?: ReadonlySet<string> | undefined;
}

/** The plan of one line item's change of state, or every reason against it. The weaker of entitlement and line item wins. */
export function planItemState(
  entitlement: Entitlement,
  item: LineItem | MaintenanceLineItem,
  to: RightState,
  facts: StateFacts,
  { includeChildren = false, except = new Set() }: ItemStateOptions = {},
): Decision<StatePlan> {
  // A descendant that is there already has no way to go.
  const descendants = includeChildren
    ? liveDescendants(entitlement, item).filter((one) => one.state !== to && !except.has(one.activationId))
    : [];
  const reasons = [
    ...reasonsAgainstHolding(entitlement, to),
    ...reasonsAgainstObsolete(to, facts.policy),
    ...[item, ...descendants].flatMap((one) => reasonsAgainstStep(one, to, facts)),
  ];
  const change = ({ activationId, state: from }: LineItem | MaintenanceLineItem): ItemStateChange => ({
    activationId,
    from,
    to,
    restoreDeployed: false,
  });
  return decide(reasons, () => ({ from: item.state, to, items: [item, ...descendants].map(change) }));
}

function reasonsAgainstHolding({ entitlementId, state }: Entitlement, to: RightState): readonly Reason[] {
  if (mayHold(state, to)) return [];
  return [
    {
      code: 'entitlement_state',
      message: `The entitlement ${entitlementId} is ${state} and holds nothing in state ${to}.`,
      remedy: `Change the state of the entitlement first.`,
    },
  ];
}

function reasonsAgainstStep(
  item: LineItem | MaintenanceLineItem,
  to: RightState,
  facts: StateFacts,
): readonly Reason[] {
  const arrow = reasonsAgainstArrow(item.activationId, item.state, to);
  return arrow.length === 0 ? reasonsAgainstItem(item, to, '', facts) : arrow;
}

/** The descendants of an item in its entitlement that are not obsolete; those below an obsolete one count as well. */
function liveDescendants(
  { lineItems, maintenanceLineItems }: Entitlement,
  item: LineItem | MaintenanceLineItem,
): readonly (LineItem | MaintenanceLineItem)[] {
  const siblings: readonly (LineItem | MaintenanceLineItem)[] = 'products' in item ? lineItems : maintenanceLineItems;
  const childrenOf = Map.groupBy(siblings, (one) => one.parentActivationId);
  const descendants: (LineItem | MaintenanceLineItem)[] = [];
  const open = [item];
  for (let above = open.pop(); above !== undefined; above = open.pop()) {
    const children = childrenOf.get(above.activationId) ?? [];
    descendants.push(...children);
    open.push(...children);
  }
  return descendants.filter((one) => one.state !== 'obsolete');
}

function reasonsAgainstItem(
  item: LineItem | MaintenanceLineItem,
  to: RightState,
  pointer: string,
  facts: StateFacts,
): readonly Reason[] {
  if (to === 'deployed')
    return 'products' in item
      ? reasonsAgainstDeploying(item, pointer, facts)
      : reasonsAgainstMaintenanceProduct(item, pointer, false, facts);
  const activations = reasonsAgainstWithActivations(item.activationId, to, pointer, facts.policy);
  if (to !== 'draft' || !facts.withChildren.has(item.activationId)) return activations;
  return [
    ...activations,
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
