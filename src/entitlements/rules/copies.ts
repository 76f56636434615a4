import type { Reason } from '../../shared/decision.ts';
import type { RightState } from '../../shared/vocabulary.ts';

/** One line item of a chain as the law of copies sees it (`product.md` 4). */
export interface ChainItem {
  readonly activationId: string;
  readonly parentActivationId: string | null;
  readonly state: RightState;
  readonly quantity: number;
  /** sold with it; all other copies of a child are drawn from its parent */
  readonly additionalCopies: number;
  /** copies beyond its quantity that its license models allow: extra activations and overdraft */
  readonly extraCopies: number;
  /** copies that its fulfillments hold today */
  readonly active: number;
}

/** How the copies of one line item stand. */
export interface CopyCount {
  readonly activationId: string;
  readonly quantity: number;
  /** active on it */
  readonly active: number;
  /** active on it, and on its descendants in copies drawn through it */
  readonly load: number;
  /** of the load, what is drawn from its parent: its own copies are used first, extra ones last */
  readonly drawnActive: number;
  /** drawn by children that are not obsolete, active or not */
  readonly drawnByChildren: number;
  /** what another child may draw */
  readonly left: number;
  /** how many more can become active on it now, without taking any over from a host; Infinity where an overdraft has no end */
  readonly available: number;
  /** of those, what is not beyond its quantity */
  readonly remaining: number;
}

/**
 * Counts the copies of a whole chain: a root and all its descendants, in any order. Each copy that is active counts on its
 * line item and, where it is drawn, on every ancestor up to the one that owns it.
 */
export function countCopies(chain: readonly ChainItem[]): ReadonlyMap<string, CopyCount> {
  const childrenOf = Map.groupBy(chain, (item) => item.parentActivationId);
  const known = new Set(chain.map((item) => item.activationId));
  const counted = new Map<string, CopyCount>();
  const tops = chain.filter((item) => item.parentActivationId === null || !known.has(item.parentActivationId));
  for (const top of tops) {
    const order = downwards(top, childrenOf);
    const loads = loadsOf(order, childrenOf);
    for (const item of order) counted.set(item.activationId, countOf(item, childrenOf, loads, counted));
  }
  return counted;
}

/** What speaks against the copies that are active in a chain: each line item that holds more than it has. */
export function reasonsAgainstActiveCopies(chain: readonly ChainItem[]): readonly Reason[] {
  const counted = countCopies(chain);
  return chain.flatMap((item) => {
    const load = counted.get(item.activationId)?.load ?? 0;
    const most = item.quantity + item.extraCopies;
    if (load <= most) return [];
    const reason: Reason = {
      code: 'too_many_active_copies',
      message: `${load} copies of ${item.activationId} are active, with those of its descendants, but it has ${most}.`,
      remedy: `Return ${load - most} of them.`,
    };
    return [reason];
  });
}

type Children = ReadonlyMap<string | null, readonly ChainItem[]>;

function downwards(top: ChainItem, childrenOf: Children): readonly ChainItem[] {
  const order = [top];
  for (const item of order) order.push(...(childrenOf.get(item.activationId) ?? []));
  return order;
}

function loadsOf(order: readonly ChainItem[], childrenOf: Children): ReadonlyMap<string, number> {
  const loads = new Map<string, number>();
  for (const item of order.toReversed()) {
    const below = (childrenOf.get(item.activationId) ?? []).map((child) =>
      drawnActive(child, loads.get(child.activationId) ?? 0),
    );
    loads.set(item.activationId, item.active + sum(below));
  }
  return loads;
}

/** Of so many active copies, those that a line item draws from its parent. */
function drawnActive(item: ChainItem, load: number): number {
  return Math.min(Math.max(0, load - ownCopies(item)), item.quantity - ownCopies(item));
}

function ownCopies(item: ChainItem): number {
  return item.parentActivationId === null ? item.quantity : item.additionalCopies;
}

function countOf(
  item: ChainItem,
  childrenOf: Children,
  loads: ReadonlyMap<string, number>,
  above: ReadonlyMap<string, CopyCount>,
): CopyCount {
  const { activationId, active, quantity, extraCopies } = item;
  const load = loads.get(activationId) ?? 0;
  const live = (childrenOf.get(activationId) ?? []).filter((child) => child.state !== 'obsolete');
  const drawnByChildren = sum(live.map((child) => child.quantity - child.additionalCopies));
  const parent = item.parentActivationId === null ? undefined : above.get(item.parentActivationId);
  const fromAbove = parent === undefined ? Infinity : moreThatDraw(item, load, parent.available);
  const available = Math.max(0, Math.min(quantity + extraCopies - load, fromAbove));
  return {
    activationId,
    quantity,
    active,
    load,
    drawnActive: drawnActive(item, load),
    drawnByChildren,
    left: Math.max(0, quantity - drawnByChildren),
    available,
    remaining: Math.min(available, Math.max(0, quantity - load)),
  };
}

// Own copies ask nobody; drawn ones need as many of the parent; extra ones come only after those.
function moreThatDraw(item: ChainItem, load: number, availableAbove: number): number {
  const ownLeft = Math.max(0, ownCopies(item) - load);
  const drawnLeft = item.quantity - ownCopies(item) - drawnActive(item, load);
  return availableAbove >= drawnLeft ? Infinity : ownLeft + availableAbove;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
