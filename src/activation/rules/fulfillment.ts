import type { Day } from '../../shared/day.ts';
import type { Reason } from '../../shared/decision.ts';
import type { FulfillmentSource, FulfillmentState, RightState, SupportType } from '../../shared/vocabulary.ts';

/** Where copies are activated: a machine, a user, a license server. */
export interface Host {
  readonly type: string;
  readonly id: string;
  readonly name: string | null;
}

/** An activation of copies of a line item on a host (reference 5.1). */
export interface Fulfillment {
  readonly fulfillmentId: string;
  readonly activationId: string;
  readonly host: Host;
  readonly count: number;
  readonly startDate: Day;
  /** the last valid day; null where it never ends */
  readonly expirationDate: Day | null;
  readonly state: FulfillmentState;
  readonly supportType: SupportType;
  /** the one that it replaced, or the rest of which it is */
  readonly parentFulfillmentId: string | null;
  readonly source: FulfillmentSource;
}

const holding: readonly FulfillmentState[] = ['active', 'onHold', 'test'];

/** The copies that a fulfillment holds on a day: none once it is returned, replaced, or past its end (`product.md` 4). */
export function copiesHeld(
  { state, expirationDate, count }: Pick<Fulfillment, 'state' | 'expirationDate' | 'count'>,
  today: Day,
): number {
  const isPast = expirationDate !== null && expirationDate < today;
  return holding.includes(state) && !isPast ? count : 0;
}

export interface FulfillmentFacts {
  /** the states of the line items that are named and exist */
  readonly lineItems: ReadonlyMap<string, RightState>;
  /** which fulfillments among those that are named as parents exist */
  readonly parents: ReadonlySet<string>;
}

/** What speaks against a fulfillment as a file says it is, but for its copies. */
export function reasonsAgainstFulfillment(
  fulfillment: Fulfillment,
  facts: FulfillmentFacts,
  stored: Fulfillment | undefined,
): readonly Reason[] {
  const { activationId, startDate, expirationDate } = fulfillment;
  const reasons: Reason[] = [...reasonsAgainstParent(fulfillment, facts)];
  const lineItem = facts.lineItems.get(activationId);
  if (lineItem === undefined)
    reasons.push({
      code: 'unknown_reference',
      message: `There is no line item ${activationId}.`,
      remedy: 'Create it first.',
      pointer: '/activationId',
    });
  else reasons.push(...reasonsAgainstState(fulfillment, lineItem));
  if (stored !== undefined && stored.activationId !== activationId)
    reasons.push({
      code: 'line_item_cannot_change',
      message: `${fulfillment.fulfillmentId} is of ${stored.activationId}, which cannot be changed.`,
      remedy: 'Record it under another fulfillmentId.',
      pointer: '/activationId',
    });
  if (expirationDate !== null && startDate > expirationDate)
    reasons.push({
      code: 'start_after_end',
      message: `startDate ${startDate} is after expirationDate ${expirationDate}.`,
      pointer: '/startDate',
    });
  return reasons;
}

function reasonsAgainstParent(
  { fulfillmentId, parentFulfillmentId: parent }: Fulfillment,
  { parents }: FulfillmentFacts,
): readonly Reason[] {
  if (parent === null || (parents.has(parent) && parent !== fulfillmentId)) return [];
  const message = parent === fulfillmentId ? `${parent} cannot replace itself.` : `There is no fulfillment ${parent}.`;
  return [{ code: 'unknown_reference', message, remedy: 'Record it first.', pointer: '/parentFulfillmentId' }];
}

// Test stays among tests, and a draft was never activated.
function reasonsAgainstState({ state, activationId }: Fulfillment, lineItem: RightState): readonly Reason[] {
  const isHeld = holding.includes(state);
  const isWrong = isHeld && (lineItem === 'draft' || (state === 'test') !== (lineItem === 'test'));
  if (!isWrong) return [];
  return [
    {
      code: 'state_combination',
      message: `${activationId} is ${lineItem}, so no fulfillment of it is ${state}.`,
      pointer: '/state',
    },
  ];
}
