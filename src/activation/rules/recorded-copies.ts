import { countCopies, type ChainItem } from '../../entitlements/rules/copies.ts';
import type { Day } from '../../shared/day.ts';
import type { Reason } from '../../shared/decision.ts';
import { copiesHeld, type Fulfillment } from './fulfillment.ts';

/** A line item of one of several chains. */
export interface RootedItem extends ChainItem {
  readonly rootId: number;
}

/** A fulfillment as it is said to be, and as it is stored. */
export interface RecordedFulfillment {
  readonly fulfillment: Fulfillment;
  readonly stored: Fulfillment | undefined;
}

/**
 * What speaks against recording fulfillments one after the other, by the law of copies: a reason for each that would hold more than
 * is left after those before it. What gives copies back is never refused.
 */
export function reasonsAgainstRecordedCopies(
  recorded: readonly RecordedFulfillment[],
  chains: readonly RootedItem[],
  today: Day,
): ReadonlyMap<string, Reason> {
  const active = new Map(chains.map((item) => [item.activationId, item.active]));
  const rootOf = new Map(chains.map((item) => [item.activationId, item.rootId]));
  const chainOf = Map.groupBy(chains, (item) => item.rootId);
  const refused = new Map<string, Reason>();
  for (const { fulfillment, stored } of recorded) {
    const { activationId, fulfillmentId } = fulfillment;
    const more = copiesHeld(fulfillment, today) - (stored === undefined ? 0 : copiesHeld(stored, today));
    const chain = chainOf.get(rootOf.get(activationId) ?? 0) ?? [];
    const now = chain.map((item) => ({ ...item, active: active.get(item.activationId) ?? 0 }));
    const available = countCopies(now).get(activationId)?.available ?? 0;
    if (more > 0 && more > available) refused.set(fulfillmentId, insufficient(activationId, more, available));
    else active.set(activationId, (active.get(activationId) ?? 0) + more);
  }
  return refused;
}

function insufficient(activationId: string, asked: number, available: number): Reason {
  return {
    code: 'insufficient_copies',
    message: `${asked} more copies of ${activationId} would be active, but ${available} are left.`,
    remedy: 'Return others first, or sell more.',
    pointer: '/count',
  };
}
