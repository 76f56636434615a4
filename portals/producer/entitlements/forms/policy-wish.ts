import type { PolicyName } from '../../../../src/shared/vocabulary.ts';
import { noTerm, termText, termWishOf, type TermWish } from './term-wish.ts';

/** How often customers may do something: not said yet, as often as they like, or so many times (within a term). */
export interface AllowanceWish {
  readonly kind: 'unsaid' | 'unlimited' | 'counted';
  readonly count: string;
  readonly term: TermWish;
}

/** What the license models leave to the line item, as somebody types it. */
export interface PolicyWish {
  readonly returns: AllowanceWish;
  readonly repairs: AllowanceWish;
  readonly rehosts: AllowanceWish;
  readonly extraActivations: string;
  readonly cancelLicense: 'unsaid' | 'yes' | 'no';
}

const unsaid: AllowanceWish = { kind: 'unsaid', count: '1', term: noTerm };

export const noPolicies: PolicyWish = {
  returns: unsaid,
  repairs: unsaid,
  rehosts: unsaid,
  extraActivations: '',
  cancelLicense: 'unsaid',
};

type StoredAllowance = { readonly allowedCount: number; readonly term: string | null } | { readonly unlimited: true };

export interface StoredPolicies {
  readonly returns: StoredAllowance | null;
  readonly repairs: StoredAllowance | null;
  readonly rehosts: StoredAllowance | null;
  readonly extraActivations: number | null;
  readonly cancelLicense: boolean | null;
}

/** The policies of a stored line item, to be typed over. */
export function policyWishOf(policies: StoredPolicies | null): PolicyWish {
  if (policies === null) return noPolicies;
  const { extraActivations, cancelLicense } = policies;
  return {
    returns: allowanceWishOf(policies.returns),
    repairs: allowanceWishOf(policies.repairs),
    rehosts: allowanceWishOf(policies.rehosts),
    extraActivations: extraActivations === null ? '' : String(extraActivations),
    cancelLicense: yesOrNo(cancelLicense),
  };
}

function yesOrNo(value: boolean | null): PolicyWish['cancelLicense'] {
  if (value === null) return 'unsaid';
  return value ? 'yes' : 'no';
}

function allowanceWishOf(stored: StoredAllowance | null): AllowanceWish {
  if (stored === null) return unsaid;
  if ('unlimited' in stored) return { ...unsaid, kind: 'unlimited' };
  return { kind: 'counted', count: String(stored.allowedCount), term: termWishOf(stored.term) };
}

/** The policies as the server takes them; null where nothing is said. */
export function policiesOf({ returns, repairs, rehosts, extraActivations, cancelLicense }: PolicyWish) {
  const policies = {
    returns: allowanceOf(returns),
    repairs: allowanceOf(repairs),
    rehosts: allowanceOf(rehosts),
    extraActivations: extraActivations === '' ? null : Number(extraActivations),
    cancelLicense: cancelLicense === 'unsaid' ? null : cancelLicense === 'yes',
  };
  return Object.values(policies).every((value) => value === null) ? null : policies;
}

function allowanceOf({ kind, count, term }: AllowanceWish) {
  if (kind === 'unsaid') return null;
  return kind === 'unlimited' ? unlimited : { allowedCount: Number(count), term: termText(term) };
}

const unlimited: { readonly unlimited: true } = { unlimited: true };

/** What of the policies is left, where other license models leave other ones open. */
export function onlyOpen(wish: PolicyWish, open: ReadonlySet<PolicyName>): PolicyWish {
  return {
    returns: open.has('returns') ? wish.returns : unsaid,
    repairs: open.has('repairs') ? wish.repairs : unsaid,
    rehosts: open.has('rehosts') ? wish.rehosts : unsaid,
    extraActivations: open.has('extraActivations') ? wish.extraActivations : '',
    cancelLicense: open.has('cancelLicense') ? wish.cancelLicense : 'unsaid',
  };
}
