import { weakerState } from '../../entitlements/rules/line-item-states.ts';
import { countCopies, type ChainItem } from '../../entitlements/rules/copies.ts';
import type { LineItem } from '../../entitlements/rules/entitlement.ts';
import type { Day } from '../../shared/day.ts';
import { decide, type Decision, type Reason } from '../../shared/decision.ts';
import type { FulfillmentSource, LineItemType, RightState, SupportType } from '../../shared/vocabulary.ts';
import { activationDates, reasonsAgainstDates, type FixedDates } from './activation-dates.ts';
import { copiesHeld, type Fulfillment, type Host } from './fulfillment.ts';

/** What is to be activated where. */
export interface ActivationWish {
  readonly activationId: string;
  readonly host: Host;
  readonly count: number;
  /** for line items that ask for it */
  readonly startDate?: Day | undefined;
  readonly source: FulfillmentSource;
}

export interface ActivationFacts {
  readonly today: Day;
  readonly entitlementId: string;
  readonly entitlementState: RightState;
  readonly item: LineItem;
  /** what it continues, the nearest first */
  readonly ancestors: readonly LineItem[];
  /** the whole chain */
  readonly chain: readonly ChainItem[];
  /** the fulfillments of its ancestors on the same host */
  readonly onHost: readonly Fulfillment[];
  /** IDs for what is made: one more than there are fulfillments on the host */
  readonly newIds: readonly string[];
}

/** What an activation comes to. */
export interface ActivationPlan {
  readonly made: Fulfillment;
  /** what it takes over, obsolete from now on */
  readonly replaced: readonly { readonly fulfillmentId: string; readonly supportType: SupportType }[];
  /** what is left of those that it takes over in part */
  readonly rests: readonly Fulfillment[];
  /** copies that it takes over from ancestors on the host; the others were not active anywhere */
  readonly takenOver: number;
  /** the dates that the first activation fixes */
  readonly fixed: FixedDates | null;
}

/**
 * An activation (`product.md` 4, reference 5.3, 5.5): takes over what the ancestors have active on the same host, the nearest first,
 * then copies that are active nowhere; never any from another host. Or every reason against it.
 */
export function planActivation(wish: ActivationWish, facts: ActivationFacts): Decision<ActivationPlan> {
  const taken = takeOver(wish, facts);
  const dates = activationDates(wish.startDate, facts.item, facts.today);
  const reasons = [
    ...reasonsAgainstState(facts),
    ...reasonsAgainstDates(wish.startDate, facts.item, dates, facts.today),
    ...reasonsAgainstReplacing(facts, taken),
    ...reasonsAgainstCopies(wish, facts, taken),
  ];
  return decide(reasons, () => {
    const [id = '', ...restIds] = facts.newIds;
    const replaced = taken.map(({ fulfillment }) => fulfillment);
    // There is no gap: what is renewed on a host was valid there from the beginning.
    const starts = isSameLicense(facts) ? replaced.map((one) => one.startDate) : [];
    const [startDate = dates.startDate] = [...starts, dates.startDate].toSorted();
    const { activationId, host, count, source } = wish;
    return {
      made: {
        fulfillmentId: id,
        activationId,
        host,
        count,
        startDate,
        expirationDate: dates.expirationDate,
        state: facts.item.state === 'test' ? 'test' : 'active',
        supportType: 'master',
        parentFulfillmentId: replaced[0]?.fulfillmentId ?? null,
        source,
      },
      replaced: replaced.map(({ fulfillmentId }) => ({ fulfillmentId, supportType: supportTypeOf[facts.item.type] })),
      rests: taken.flatMap(({ fulfillment, copies }, index) => restOf(fulfillment, copies, restIds[index] ?? '')),
      takenOver: copiesOf(taken),
      fixed: dates.fixed,
    };
  });
}

const supportTypeOf: Readonly<Record<LineItemType, SupportType>> = {
  new: 'master',
  renewal: 'renew',
  upgrade: 'upgrade',
  upsell: 'upsell',
};

/** What is left of a fulfillment of which copies are taken: nothing, or a new one with the others. */
export function restOf(fulfillment: Fulfillment, copies: number, fulfillmentId: string): readonly Fulfillment[] {
  if (copies >= fulfillment.count) return [];
  const { fulfillmentId: parentFulfillmentId, count } = fulfillment;
  return [{ ...fulfillment, fulfillmentId, parentFulfillmentId, count: count - copies, supportType: 'master' }];
}

interface Taken {
  readonly fulfillment: Fulfillment;
  readonly copies: number;
}

function takeOver({ count }: ActivationWish, { ancestors, onHost, today }: ActivationFacts): readonly Taken[] {
  const nearest = ancestors.flatMap(({ activationId }) => onHost.filter((one) => one.activationId === activationId));
  let open = count;
  return nearest.flatMap((fulfillment) => {
    const copies = Math.min(open, copiesHeld(fulfillment, today));
    open -= copies;
    return copies === 0 ? [] : [{ fulfillment, copies }];
  });
}

function copiesOf(taken: readonly Taken[]): number {
  return taken.reduce((sum, { copies }) => sum + copies, 0);
}

function reasonsAgainstState({ entitlementId, entitlementState, item }: ActivationFacts): readonly Reason[] {
  const state = weakerState(entitlementState, item.state);
  if (state === 'deployed' || state === 'test') return [];
  const what = item.state === state ? `The line item ${item.activationId}` : `The entitlement ${entitlementId}`;
  return [
    {
      code: 'not_deployed',
      message: `${what} is ${state}, and only what is deployed is activated.`,
      remedy: state === 'obsolete' ? 'It is final; activate what continues it.' : 'Deploy it first.',
    },
  ];
}

// Another product does not take the place of the one that is used before it begins.
function reasonsAgainstReplacing(facts: ActivationFacts, taken: readonly Taken[]): readonly Reason[] {
  const { startDate, activationId } = facts.item;
  if (taken.length === 0 || isSameLicense(facts) || startDate === null || startDate <= facts.today) return [];
  return [
    {
      code: 'not_started',
      message: `${activationId} begins on ${startDate}, and until then what it replaces on this host is used.`,
      remedy: 'Activate it from that day on.',
    },
  ];
}

/** True where a child has the products and license models of what it continues. */
function isSameLicense({ item, ancestors }: ActivationFacts): boolean {
  return ancestors.slice(0, 1).every((parent) => sameLicense(item) === sameLicense(parent));
}

function sameLicense({ products, licenseModels }: LineItem): string {
  const held = products.map(({ productId, quantityPerCopy }) => JSON.stringify([productId, quantityPerCopy]));
  return JSON.stringify([held.toSorted(), licenseModels.toSorted()]);
}

function reasonsAgainstCopies(
  { activationId, count }: ActivationWish,
  { chain }: ActivationFacts,
  taken: readonly Taken[],
): readonly Reason[] {
  const freed = Map.groupBy(taken, ({ fulfillment }) => fulfillment.activationId);
  const then = chain.map((item) => ({ ...item, active: item.active - copiesOf(freed.get(item.activationId) ?? []) }));
  const available = countCopies(then).get(activationId)?.available ?? 0;
  if (count <= available) return [];
  return [
    {
      code: 'insufficient_copies',
      message: `${available} copies of ${activationId} can be activated on this host, not ${count}.`,
      remedy: 'Return others first: copies that are active on another host are never taken from there.',
      pointer: '/count',
    },
  ];
}
