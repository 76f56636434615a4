import { policyNames } from '../../../../src/shared/vocabulary.ts';
import type { AnswerOf } from '../../../shared/api/call.ts';
import { noTerm, termText, termWishOf, type TermWish } from '../../entitlements/forms/term-wish.ts';

export type LicensePolicies = AnswerOf<'getLicenseModel'>['policies'];

/** What customers do with what they activated, which can be counted. */
export const countedPolicies = ['returns', 'repairs', 'rehosts'] as const;
export type CountedPolicy = (typeof countedPolicies)[number];

export const allowanceKinds = ['unlimited', 'counted', 'atEntitlement'] as const;

/** How often customers may do something, as somebody types it. */
export interface AllowanceWish {
  readonly kind: (typeof allowanceKinds)[number];
  readonly count: string;
  /** empty: in all */
  readonly term: TermWish;
}

export interface PoliciesWish {
  readonly returns: AllowanceWish;
  readonly repairs: AllowanceWish;
  readonly rehosts: AllowanceWish;
  readonly extraActivations: { readonly kind: 'counted' | 'atEntitlement'; readonly count: string };
  readonly cancelLicense: 'yes' | 'no' | 'atEntitlement';
}

const unlimited: AllowanceWish = { kind: 'unlimited', count: '1', term: noTerm };

export const usualPoliciesWish: PoliciesWish = {
  returns: unlimited,
  repairs: unlimited,
  rehosts: unlimited,
  extraActivations: { kind: 'counted', count: '0' },
  cancelLicense: 'yes',
};

export function policiesWishOf(policies: LicensePolicies): PoliciesWish {
  const open = new Set<string>(policies.atEntitlement);
  const allowance = (name: CountedPolicy): AllowanceWish => {
    const stored = policies[name];
    if (open.has(name)) return { ...unlimited, kind: 'atEntitlement' };
    if (stored === null) return unlimited;
    return { kind: 'counted', count: String(stored.allowedCount), term: termWishOf(stored.term) };
  };
  return {
    returns: allowance('returns'),
    repairs: allowance('repairs'),
    rehosts: allowance('rehosts'),
    extraActivations: {
      kind: open.has('extraActivations') ? 'atEntitlement' : 'counted',
      count: String(policies.extraActivations),
    },
    cancelLicense: open.has('cancelLicense') ? 'atEntitlement' : yesOrNo(policies.cancelLicense),
  };
}

/** The policies as the server takes them; what is left to line items has its usual value here. */
export function policiesOf(wish: PoliciesWish) {
  const { extraActivations, cancelLicense } = wish;
  return {
    returns: allowanceOf(wish.returns),
    repairs: allowanceOf(wish.repairs),
    rehosts: allowanceOf(wish.rehosts),
    extraActivations: extraActivations.kind === 'counted' ? Number(extraActivations.count) : 0,
    cancelLicense: cancelLicense !== 'no',
    atEntitlement: policyNames.filter((name) => isOpen(wish[name])),
  };
}

function isOpen(part: PoliciesWish[keyof PoliciesWish]): boolean {
  return (typeof part === 'string' ? part : part.kind) === 'atEntitlement';
}

function allowanceOf({ kind, count, term }: AllowanceWish) {
  return kind === 'counted' ? { allowedCount: Number(count), term: termText(term) } : null;
}

function yesOrNo(value: boolean): 'yes' | 'no' {
  return value ? 'yes' : 'no';
}
