import type { Reason } from '../../shared/decision.ts';
import type { EntitlementFacts, LineItem } from './entitlement.ts';

/**
 * What speaks against the version date of a line item (reference 2.5): a date is given only with the option `now`, a term only
 * with `versionStartDateLater`, which needs one.
 */
export function reasonsAgainstVersionDate(
  {
    versionDateOption: option,
    versionDate,
    versionTerm,
  }: Pick<LineItem, 'versionDateOption' | 'versionDate' | 'versionTerm'>,
  pointer: string,
): readonly Reason[] {
  const reasons: Reason[] = [];
  if (versionDate !== null && option !== 'now')
    reasons.push({
      code: 'version_date_not_allowed',
      message: `With the version date option ${option} the version date is not given here.`,
      remedy: 'Leave versionDate away, or choose the option "now".',
      pointer: `${pointer}/versionDate`,
    });
  if (versionTerm !== null && option !== 'versionStartDateLater')
    reasons.push({
      code: 'version_term_not_allowed',
      message: `The version date option ${option} counts no term.`,
      remedy: 'Leave versionTerm away, or choose the option "versionStartDateLater".',
      pointer: `${pointer}/versionTerm`,
    });
  if (versionTerm === null && option === 'versionStartDateLater')
    reasons.push({
      code: 'version_term_required',
      message: 'The version date is a term after the version start date, which is given at activation.',
      remedy: 'Give versionTerm.',
      pointer: `${pointer}/versionTerm`,
    });
  return reasons;
}

/** What speaks against deploying a line item without a version date: a date-based feature has no version then (reference 1.6). */
export function reasonsAgainstMissingVersionDate(
  item: Pick<LineItem, 'activationId' | 'products' | 'versionDateOption' | 'versionDate'>,
  pointer: string,
  { products }: Pick<EntitlementFacts, 'products'>,
): readonly Reason[] {
  if (item.versionDateOption !== 'now' || item.versionDate !== null) return [];
  const dateBased = item.products.find(({ productId }) => products.get(productId)?.dateBased === true);
  if (dateBased === undefined) return [];
  return [
    {
      code: 'version_date_required',
      message: `${dateBased.productId} has a date-based feature, and ${item.activationId} does not say up to which day.`,
      remedy: 'Give a versionDate, or choose a versionDateOption such as startDate.',
      pointer: `${pointer}/versionDate`,
    },
  ];
}
