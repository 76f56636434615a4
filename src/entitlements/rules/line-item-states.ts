import type { Reason } from '../../shared/decision.ts';
import type { RightState } from '../../shared/vocabulary.ts';

/** The arrows of entitlements, line items and maintenance line items (reference 2.7); no other line knows them. */
const arrows: Readonly<Record<RightState, readonly RightState[]>> = {
  draft: ['deployed'],
  deployed: ['draft', 'inactive', 'obsolete'],
  inactive: ['draft', 'deployed', 'obsolete'],
  onHold: ['deployed'],
  test: [],
  obsolete: [],
};

/** Which states of line items an entitlement in a state can hold. */
const holds: Readonly<Record<RightState, readonly RightState[]>> = {
  draft: ['draft', 'inactive', 'obsolete'],
  deployed: ['draft', 'deployed', 'inactive', 'obsolete'],
  inactive: ['draft', 'inactive', 'obsolete'],
  onHold: ['draft', 'onHold', 'inactive', 'obsolete'],
  test: ['test'],
  obsolete: ['obsolete'],
};

/** True where an entitlement in one state can hold a line item in the other. */
export function mayHold(entitlement: RightState, item: RightState): boolean {
  return holds[entitlement].includes(item);
}

// From the weakest to the strongest: what may be done with a line item and its entitlement.
const strengths: readonly RightState[] = ['obsolete', 'inactive', 'onHold', 'draft', 'deployed', 'test'];

/** The weaker one of the states of an entitlement and of what it holds, which decides what may be done (`product.md` 3). */
export function weakerState(one: RightState, other: RightState): RightState {
  return strengths.indexOf(one) < strengths.indexOf(other) ? one : other;
}

/** True for the states that nothing leads out of. */
export function isFinal(state: RightState): boolean {
  return arrows[state].length === 0;
}

/** What speaks against a change of state, of the arrows alone. */
export function reasonsAgainstArrow(what: string, from: RightState, to: RightState): readonly Reason[] {
  if (from === to) return [{ code: 'same_state', message: `${what} is ${from} already.` }];
  if (arrows[from].includes(to)) return [];
  const possible = arrows[from];
  const remedy = possible.length === 0 ? `${from} is final.` : `From ${from} it can become ${possible.join(', ')}.`;
  return [{ code: 'state_not_reachable', message: `${what} cannot go from ${from} to ${to}.`, remedy }];
}

export interface ItemState {
  readonly activationId: string;
  readonly state: RightState;
  /** it was deployed when its entitlement was made inactive */
  readonly restoreDeployed: boolean;
}

export interface ItemStateChange {
  readonly activationId: string;
  readonly from: RightState;
  readonly to: RightState;
  readonly restoreDeployed: boolean;
}

/** What a change of the entitlement's state does to the line items under it (`product.md` 3). */
export function cascade(from: RightState, to: RightState, items: readonly ItemState[]): readonly ItemStateChange[] {
  return items.flatMap((item) => {
    const next = nextItemState(from, to, item);
    if (next === undefined || next === item.state) return [];
    return [
      {
        activationId: item.activationId,
        from: item.state,
        to: next,
        restoreDeployed: to === 'inactive' && item.state === 'deployed',
      },
    ];
  });
}

function nextItemState(from: RightState, to: RightState, item: ItemState): RightState | undefined {
  if (item.state === 'obsolete') return undefined;
  return followers[to]?.(item, from) === true ? to : undefined;
}

/** Which items follow their entitlement into a state. Those that do not, stay as they are. */
const followers: Readonly<Partial<Record<RightState, (item: ItemState, from: RightState) => boolean>>> = {
  obsolete: () => true,
  inactive: (item) => item.state === 'deployed',
  draft: (item) => item.state === 'deployed' || item.restoreDeployed,
  deployed: (item, from) =>
    from === 'inactive' ? item.restoreDeployed : item.state === 'draft' || item.state === 'onHold',
};
