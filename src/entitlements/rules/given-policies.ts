import type { Allowance, LicensePolicies } from '../../catalog/rules/license-model.ts';
import type { Term } from '../../shared/day.ts';
import { policyNames } from '../../shared/vocabulary.ts';

/** How often something is allowed, or as often as they like: null says nothing, and so leaves it to the license model. */
type GivenAllowance = Allowance | { readonly unlimited: true };

/** The policies that the license models leave to the line item (reference 1.9); null where the model says it. */
export interface LineItemPolicies {
  readonly returns: GivenAllowance | null;
  readonly repairs: GivenAllowance | null;
  readonly rehosts: GivenAllowance | null;
  readonly extraActivations: LicensePolicies['extraActivations'] | null;
  readonly cancelLicense: LicensePolicies['cancelLicense'] | null;
}

type AskedAllowance =
  | { readonly allowedCount: number; readonly term?: Term | null | undefined }
  | { readonly unlimited: true }
  | null
  | undefined;

interface AskedPolicies {
  readonly returns?: AskedAllowance;
  readonly repairs?: AskedAllowance;
  readonly rehosts?: AskedAllowance;
  readonly extraActivations?: number | null | undefined;
  readonly cancelLicense?: boolean | null | undefined;
}

/** What was given, with null for what was not; null where nothing was. Undefined stays: it leaves things as they are. */
export function completePolicies(given: AskedPolicies | null | undefined): LineItemPolicies | null | undefined {
  if (given === null || given === undefined) return given;
  const { extraActivations = null, cancelLicense = null } = given;
  const policies: LineItemPolicies = {
    returns: completeAllowance(given.returns),
    repairs: completeAllowance(given.repairs),
    rehosts: completeAllowance(given.rehosts),
    extraActivations,
    cancelLicense,
  };
  return policyNames.every((name) => policies[name] === null) ? null : policies;
}

function completeAllowance(given: AskedAllowance): GivenAllowance | null {
  if (given === null || given === undefined) return null;
  return 'unlimited' in given ? given : { allowedCount: given.allowedCount, term: given.term ?? null };
}
