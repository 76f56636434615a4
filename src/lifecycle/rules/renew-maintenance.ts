import type { MaintenanceLineItem } from '../../entitlements/rules/entitlement.ts';
import { addDays, endOfTerm, type Day, type Term } from '../../shared/day.ts';
import { decide, type Decision, type Reason } from '../../shared/decision.ts';
import { withGiven } from '../../shared/objects.ts';
import type { RightState } from '../../shared/vocabulary.ts';

type Settled = 'activationId' | 'productId' | 'parentActivationId' | 'covers' | 'state';

/** How maintenance is asked to be renewed. */
export interface MaintenanceRenewalWish {
  readonly activationId: string;
  readonly deploy?: boolean | undefined;
  /** how long it lasts from its start; maintenance itself keeps no term */
  readonly term?: Term | undefined;
  readonly copyOrderId?: boolean | undefined;
  readonly fields: {
    readonly [Name in Exclude<keyof MaintenanceLineItem, Settled>]?: MaintenanceLineItem[Name] | undefined;
  };
}

export interface MaintenanceRenewalFacts {
  readonly entitlementId: string;
  readonly entitlementState: RightState;
  readonly parent: MaintenanceLineItem;
}

/**
 * Renews maintenance by a child that covers the same for a later time, from the day after its parent's end unless told; or every
 * reason against it (reference 2.6, 3.1).
 */
export function planMaintenanceRenewal(
  wish: MaintenanceRenewalWish,
  facts: MaintenanceRenewalFacts,
): Decision<MaintenanceLineItem> {
  const { parent } = facts;
  const dayAfter = parent.expirationDate === null ? null : addDays(parent.expirationDate, 1);
  const startDate = wish.fields.startDate ?? dayAfter;
  const reasons = [...reasonsAgainstState(facts), ...reasonsAgainstDates(wish, parent, startDate)];
  return decide(reasons, () => {
    const order = wish.copyOrderId === true ? {} : { orderId: null, orderLineNumber: null };
    const child = withGiven<MaintenanceLineItem>({ ...parent, ...order, permanent: false }, wish.fields);
    return {
      ...child,
      startDate,
      expirationDate: wish.fields.expirationDate ?? endOf(wish.term, startDate),
      activationId: wish.activationId,
      parentActivationId: parent.activationId,
      state: stateOfChild(wish, facts),
    };
  });
}

function endOf(term: Term | undefined, startDate: Day | null): Day | null {
  return term === undefined || startDate === null ? null : (endOfTerm(startDate, term) ?? null);
}

function stateOfChild({ deploy }: MaintenanceRenewalWish, { entitlementState }: MaintenanceRenewalFacts): RightState {
  if (entitlementState === 'test') return 'test';
  return deploy === true ? 'deployed' : 'draft';
}

function reasonsAgainstState({ entitlementId, entitlementState, parent }: MaintenanceRenewalFacts): readonly Reason[] {
  const states = [
    { what: `The maintenance ${parent.activationId}`, state: parent.state },
    { what: `The entitlement ${entitlementId}`, state: entitlementState },
  ];
  return states
    .filter(({ state }) => state !== 'deployed' && state !== 'test')
    .map(({ what, state }) => ({
      code: 'not_deployed',
      message: `${what} is ${state}, and only what is deployed is renewed.`,
      remedy: state === 'obsolete' ? 'It is final; sell a new one.' : 'Deploy it first.',
    }));
}

function reasonsAgainstDates(
  { term, fields }: MaintenanceRenewalWish,
  { activationId }: MaintenanceLineItem,
  startDate: Day | null,
): readonly Reason[] {
  const reasons: Reason[] = [];
  const isPermanent = fields.permanent === true;
  const hasDate = fields.expirationDate !== undefined && fields.expirationDate !== null;
  const ends = [isPermanent, hasDate, term !== undefined].filter(Boolean).length;
  if (ends !== 1)
    reasons.push({
      code: ends === 0 ? 'end_required' : 'term_or_expiration',
      message: 'A renewal of maintenance has either a term, or an expirationDate, or is permanent.',
      remedy: ends === 0 ? 'Give one of them.' : 'Leave the others away.',
      pointer: '/expirationDate',
    });
  if (startDate === null)
    reasons.push({
      code: 'end_unknown',
      message: `${activationId} never ends, so there is no day after it.`,
      remedy: 'Give a startDate.',
      pointer: '/startDate',
    });
  return reasons;
}
