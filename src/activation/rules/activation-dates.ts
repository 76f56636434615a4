import type { LineItem } from '../../entitlements/rules/entitlement.ts';
import { endOfTerm, type Day } from '../../shared/day.ts';
import type { Reason } from '../../shared/decision.ts';

/** The dates that a first activation gives to its line item for good. */
export interface FixedDates {
  readonly startDate: Day;
  readonly expirationDate: Day | null;
}

/** From when to when a license is valid. */
export interface ActivationDates extends FixedDates {
  /** what is written back; null where the line item has its dates, or every activation its own */
  readonly fixed: FixedDates | null;
}

type Item = Pick<LineItem, 'activationId' | 'startDateOption' | 'startDate' | 'term' | 'permanent' | 'expirationDate'>;

/** The dates of an activation by the start date option of its line item (reference 2.5). */
export function activationDates(given: Day | undefined, item: Item, today: Day): ActivationDates {
  const asksFor = item.startDateOption === 'atFirstActivation' || item.startDateOption === 'atEachActivation';
  const startDate = item.startDate ?? (asksFor ? (given ?? today) : today);
  const own = item.startDate === null ? endFrom(item, startDate) : item.expirationDate;
  const dates = { startDate, expirationDate: item.permanent ? null : own };
  const isFixing = item.startDateOption === 'atFirstActivation' || item.startDateOption === 'firstActivationDate';
  return { ...dates, fixed: isFixing && item.startDate === null ? dates : null };
}

function endFrom({ term, expirationDate }: Item, startDate: Day): Day | null {
  return term === null ? expirationDate : (endOfTerm(startDate, term) ?? null);
}

/** What speaks against the dates: the line item has ended, or takes no other start. */
export function reasonsAgainstDates(
  given: Day | undefined,
  item: Item,
  { startDate, expirationDate }: ActivationDates,
  today: Day,
): readonly Reason[] {
  if (expirationDate !== null && expirationDate < today)
    return [
      {
        code: 'expired',
        message: `${item.activationId} ended on ${expirationDate}.`,
        remedy: 'Renew it, and activate the renewal.',
      },
    ];
  if (expirationDate !== null && startDate > expirationDate)
    return [
      {
        code: 'start_after_end',
        message: `${item.activationId} ends on ${expirationDate}, before ${startDate}.`,
        pointer: '/startDate',
      },
    ];
  if (given === undefined || given === startDate) return [];
  return [
    {
      code: 'start_date_not_allowed',
      message: `${item.activationId} begins on ${startDate}, whatever is asked at activation.`,
      remedy: 'Leave startDate away.',
      pointer: '/startDate',
    },
  ];
}

type ChainedItem = Item & Pick<LineItem, 'type' | 'parentActivationId'>;

/**
 * The line items to which a first activation gives dates: the one that is activated, and those with the same time that it upgrades or
 * that upgrade it, as an upgrade never buys time (`product.md` 5.3).
 */
export function sharingDates<Chained extends ChainedItem>(
  item: Chained,
  chain: readonly Chained[],
): readonly Chained[] {
  const byId = new Map(chain.map((one) => [one.activationId, one]));
  const topOf = (one: ChainedItem): string => {
    const parent = isReplacement(one) ? byId.get(one.parentActivationId ?? '') : undefined;
    return parent === undefined ? one.activationId : topOf(parent);
  };
  const isAlike = (one: Chained): boolean =>
    one.startDate === null && one.startDateOption === item.startDateOption && one.term === item.term;
  return chain.filter((one) => one.activationId === item.activationId || (isAlike(one) && topOf(one) === topOf(item)));
}

function isReplacement({ type }: ChainedItem): boolean {
  return type === 'upgrade' || type === 'upsell';
}
