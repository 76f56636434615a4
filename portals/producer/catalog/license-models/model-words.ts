import { parseTerm } from '../../../../src/shared/day.ts';
import { modelsText as text } from '../../../messages/en/producer-license-models.ts';
import { technologiesText } from '../../../messages/en/producer-license-technologies.ts';
import { termWishOf } from '../../entitlements/forms/term-wish.ts';
import type { LicenseModelAttribute } from './attribute-wish.ts';
import type { LicenseModel } from './model-wish.ts';
import type { CountedPolicy, LicensePolicies } from './policies-wish.ts';

/** How often customers may do something, in words. */
export function allowanceWords(policies: LicensePolicies, name: CountedPolicy): string {
  const allowance = policies[name];
  if (policies.atEntitlement.includes(name)) return text.atEntitlement;
  if (allowance === null) return text.allowance_unlimited;
  const { allowedCount, term } = allowance;
  return text.timesIn(allowedCount, term === null ? text.all : termWords(term));
}

/** How many copies may be activated beyond those that were bought, in words. */
export function extraWords({ atEntitlement, extraActivations }: LicensePolicies): string {
  if (atEntitlement.includes('extraActivations')) return text.atEntitlement;
  return extraActivations === 0 ? text.noExtra : String(extraActivations);
}

/** Whether a return gives copies back, in words. */
export function cancelWords({ atEntitlement, cancelLicense }: LicensePolicies): string {
  if (atEntitlement.includes('cancelLicense')) return text.atEntitlement;
  return cancelLicense ? text.yes : text.no;
}

function termWords(term: string): string {
  const { count, unit } = termWishOf(term);
  return parseTerm(term) === undefined ? term : text.termWords(Number(count), unit);
}

/** How much more than its count may be in use, in words. */
export function overdraftWords(overdraft: LicenseModel['overdraft']): string {
  if (overdraft === null) return text.overdraft_none;
  if ('unlimited' in overdraft) return text.overdraft_unlimited;
  return 'count' in overdraft ? text.overdraftCount(overdraft.count) : text.overdraftPercent(overdraft.percent);
}

/** The value of an attribute, in words. */
export function valueWords(value: LicenseModelAttribute['value']): string {
  if (value === null) return '';
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'boolean') return value ? text.yes : text.no;
  return String(value);
}

/** What kind of technology makes the licenses, in words. */
export function technologyWords(technology: LicenseModel['technology']): string {
  return technologiesText[`technology_${technology}`];
}

/** All of an attribute, in words. */
export function attributeWords({ type, when, value, required, validValues }: LicenseModelAttribute): string {
  const given = when === 'model' ? `${text.when_model}: ${valueWords(value)}` : text[`when_${when}`];
  return [
    text[`type_${type}`],
    given,
    validValues.length === 0 ? '' : `${text.validValues}: ${validValues.join(', ')}`,
    required ? text.required : '',
  ]
    .filter((part) => part !== '')
    .join('; ');
}
