import type { Reason } from '../../shared/decision.ts';
import type { EntitlementFacts, LineItem } from './entitlement.ts';

/** What speaks against the start date option of a line item: embedded licenses are not asked for a start at each activation (reference 2.5). */
export function reasonsAgainstStartOption(
  item: Pick<LineItem, 'startDateOption' | 'licenseModels'>,
  pointer: string,
  { licenseModels }: Pick<EntitlementFacts, 'licenseModels'>,
): readonly Reason[] {
  const embedded = item.licenseModels.find((key) => licenseModels.get(key)?.technology === 'embedded');
  if (item.startDateOption !== 'atEachActivation' || embedded === undefined) return [];
  return [
    {
      code: 'start_option_not_for_embedded',
      message: `The license model ${embedded} makes embedded licenses, which cannot be asked for a start at each activation.`,
      remedy: 'Choose another start date option: eachActivationDate starts each license on its own day.',
      pointer: `${pointer}/startDateOption`,
    },
  ];
}
