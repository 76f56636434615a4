import type { LineItem } from '../../entitlements/rules/entitlement.ts';
import { addDays, type Day, type Term } from '../../shared/day.ts';
import { decide, type Decision, type Reason } from '../../shared/decision.ts';
import type { ChildPlan, ChildWish, GivenFields, ParentFacts } from './child.ts';
import { continuationOf, parentAfter } from './continuation.ts';
import { renewedPeriod } from './next-period.ts';
import { reasonsAgainstChild } from './reasons-against-child.ts';

export interface RenewalFacts extends ParentFacts {
  /** true where one of the parent's products has a feature whose version is a date */
  readonly hasDateBasedFeature: boolean;
  /** the first day of the chain of periods that the parent continues; null where it begins one */
  readonly anchorDate: Day | null;
}

/**
 * A renewal of a line item (reference 3.1, `product.md` 2): the same products for a later time, from the day after the
 * parent's end unless told; of a permanent one, a later version date. Or every reason against it.
 */
export function planRenewal(wish: ChildWish, facts: RenewalFacts): Decision<ChildPlan> {
  const end = endOf(wish.fields, facts.parent);
  const isPermanent = end.permanent && end.term === null && end.expirationDate === null;
  const dates = isPermanent ? permanentDates(wish.fields, facts) : limitedDates(wish.fields, facts, end);
  const reasons = [...reasonsAgainstChild('renewal', wish, facts), ...reasonsAgainstPermanent(facts), ...dates.reasons];
  return decide(reasons, () => {
    return {
      child: continuationOf('renewal', wish, facts, dates.fields),
      anchorDate: dates.anchorDate,
      coveredBy: facts.maintenance.map(({ item }) => item.activationId),
      parent: parentAfter(wish, facts),
    };
  });
}

function reasonsAgainstPermanent({ parent, hasDateBasedFeature }: RenewalFacts): readonly Reason[] {
  if (!parent.permanent || hasDateBasedFeature) return [];
  return [
    {
      code: 'permanent_without_date_based_feature',
      message: `${parent.activationId} is permanent, and none of its products has a date-based feature: there is nothing to renew.`,
      remedy: 'Upgrade or upsell it instead.',
    },
  ];
}

type End = Pick<LineItem, 'permanent' | 'term' | 'expirationDate'>;

/** How the renewal ends: as it was given, else as the parent did. */
function endOf(given: GivenFields, parent: LineItem): End {
  const { permanent = false, term = null, expirationDate = null } = given;
  // What contradicts itself is kept as it was given, for the rules of line items to say so.
  if (permanent || term !== null || expirationDate !== null) return { permanent, term, expirationDate };
  return { permanent: parent.permanent && given.permanent !== false, term: parent.term, expirationDate: null };
}

interface Dates {
  readonly reasons: readonly Reason[];
  readonly fields: Partial<LineItem>;
  readonly anchorDate: Day | null;
}

function limitedDates(given: GivenFields, facts: RenewalFacts, end: End): Dates {
  const { parent } = facts;
  const startDateOption = given.startDateOption ?? 'now';
  if (end.term === null && end.expirationDate === null) return refused(endRequired(parent));
  if (startDateOption !== 'now')
    return { reasons: [], fields: { ...end, startDateOption, startDate: given.startDate ?? null }, anchorDate: null };
  const dayAfter = parent.expirationDate === null ? null : addDays(parent.expirationDate, 1);
  const startDate = given.startDate ?? dayAfter;
  if (startDate === null) return refused(endUnknown(parent));
  if (end.term === null) return { reasons: [], fields: { ...end, startDateOption, startDate }, anchorDate: null };
  return termDates({ ...parent, anchorDate: facts.anchorDate }, end, { term: end.term, startDate });
}

function termDates(
  parent: LineItem & { readonly anchorDate: Day | null },
  end: End,
  { term, startDate }: { readonly term: Term; readonly startDate: Day },
): Dates {
  const { expirationDate, anchorDate } = renewedPeriod(parent, term, startDate);
  const fields = {
    ...end,
    startDateOption: 'now' as const,
    startDate,
    expirationDate: end.expirationDate ?? expirationDate,
  };
  return { reasons: [], fields, anchorDate };
}

// What never ends has no next period; its version date moves on, so that it works with later releases.
function permanentDates(given: GivenFields, facts: RenewalFacts): Dates {
  const { parent, today } = facts;
  const dayAfter = parent.expirationDate === null ? null : addDays(parent.expirationDate, 1);
  const startDate = given.startDate ?? (parent.permanent ? today : dayAfter);
  if (startDate === null) return refused(endUnknown(parent));
  const ends = { permanent: true, term: null, expirationDate: null, startDateOption: 'now' as const, startDate };
  if (!parent.permanent) return { reasons: [], fields: ends, anchorDate: null };
  const versionDateOption = given.versionDateOption ?? parent.versionDateOption;
  const versionDate = versionDateOption === 'now' ? (given.versionDate ?? today) : null;
  const isLater = versionDate === null || parent.versionDate === null || versionDate > parent.versionDate;
  return {
    reasons: isLater ? [] : [versionDateNotLater(parent, versionDate)],
    fields: { ...ends, versionDateOption, versionDate },
    anchorDate: null,
  };
}

function refused(reason: Reason): Dates {
  return { reasons: [reason], fields: {}, anchorDate: null };
}

function endRequired({ activationId }: LineItem): Reason {
  return {
    code: 'end_required',
    message: `${activationId} has no term that a renewal could repeat.`,
    remedy: 'Give a term, an expirationDate, or permanent.',
    pointer: '/expirationDate',
  };
}

function endUnknown({ activationId }: LineItem): Reason {
  return {
    code: 'end_unknown',
    message: `The end of ${activationId} is not known yet, so there is no day after it.`,
    remedy: 'Give a startDate, or another startDateOption.',
    pointer: '/startDate',
  };
}

function versionDateNotLater({ activationId, versionDate }: LineItem, asked: Day): Reason {
  return {
    code: 'version_date_not_later',
    message: `The version date ${asked} is not after that of ${activationId}, ${versionDate ?? 'which has none'}.`,
    remedy: 'Give a later versionDate: it is what a renewal of a permanent line item buys.',
    pointer: '/versionDate',
  };
}
