import { weakerState } from '../../entitlements/rules/line-item-states.ts';
import { decide, type Decision, type Reason } from '../../shared/decision.ts';
import type { RightState } from '../../shared/vocabulary.ts';
import type { Fulfillment } from './fulfillment.ts';
import { restOf } from './plan-activation.ts';

export interface ReturnFacts {
  readonly fulfillment: Fulfillment;
  readonly lineItemState: RightState;
  readonly entitlementState: RightState;
  /** for what is left where not all copies are returned */
  readonly newId: string;
}

/** What a return comes to: the fulfillment is obsolete, and what is left of it is a new one. */
export interface ReturnPlan {
  readonly returned: number;
  readonly rest: Fulfillment | null;
}

/** Gives copies of a fulfillment back to its line item (reference 5.4), or every reason against it. */
export function planReturn(count: number | undefined, facts: ReturnFacts): Decision<ReturnPlan> {
  const { fulfillment, newId } = facts;
  const returned = count ?? fulfillment.count;
  return decide([...reasonsAgainstState(facts), ...reasonsAgainstCount(returned, fulfillment)], () => ({
    returned,
    rest: restOf(fulfillment, returned, newId)[0] ?? null,
  }));
}

function reasonsAgainstState({ fulfillment, lineItemState, entitlementState }: ReturnFacts): readonly Reason[] {
  const { fulfillmentId, activationId, state } = fulfillment;
  const reasons: Reason[] = [];
  if (state === 'obsolete' || state === 'inactive')
    reasons.push({ code: 'not_active', message: `${fulfillmentId} is ${state}; it holds nothing to return.` });
  if (weakerState(entitlementState, lineItemState) === 'inactive')
    reasons.push({
      code: 'line_item_inactive',
      message: `${activationId} or its entitlement is inactive, so nothing of it is returned.`,
      remedy: 'Deploy it again first.',
    });
  return reasons;
}

function reasonsAgainstCount(returned: number, { fulfillmentId, count }: Fulfillment): readonly Reason[] {
  if (returned <= count) return [];
  return [
    {
      code: 'insufficient_copies',
      message: `${fulfillmentId} holds ${count} copies, not ${returned}.`,
      pointer: '/count',
    },
  ];
}
