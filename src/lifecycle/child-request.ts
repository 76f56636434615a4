import { completePolicies } from '../entitlements/rules/given-policies.ts';
import { newIdentifier } from '../platform/new-identifier.ts';
import type { Renewal, Replacement } from './child-schemas.ts';
import type { ChildWish, GivenFields } from './rules/child.ts';
import type { ReplacementWish } from './rules/replace.ts';

/** One line item that is to be continued. */
export type ChildRequest = {
  readonly activationId: string;
  readonly expectedVersion?: number | undefined;
} & (
  | { readonly type: 'renewal'; readonly wish: ChildWish }
  | { readonly type: 'upgrade' | 'upsell'; readonly wish: ReplacementWish }
);

interface Asked {
  readonly activationId: string;
  readonly expectedVersion?: number | undefined;
}

/** The request to renew a line item; the child gets an ID unless one is given. */
export function renewalRequest(asked: Asked, renewal: Renewal): ChildRequest {
  const { activationId, expectedVersion } = asked;
  return { activationId, expectedVersion, type: 'renewal', wish: wishOf(renewal) };
}

/** The request to upgrade or upsell a line item. */
export function replacementRequest(
  { activationId, expectedVersion, type }: Asked & { readonly type: 'upgrade' | 'upsell' },
  { productId, createIncompatible, ...renewal }: Replacement,
): ChildRequest {
  return { activationId, expectedVersion, type, wish: { ...wishOf(renewal), productId, createIncompatible } };
}

function wishOf(renewal: Renewal): ChildWish {
  const { activationId = newIdentifier(), isFull, numberOfCopies, additionalCopies, ...more } = renewal;
  const { allowActivationsOnParent, deploy, copyOrderId, licenseModels, policies, ...fields } = more;
  const given: GivenFields = {
    ...fields,
    licenseModels: licenseModels && [...new Set(licenseModels)],
    policies: completePolicies(policies),
  };
  const copies = { isFull, numberOfCopies, additionalCopies };
  return { activationId, ...copies, allowActivationsOnParent, deploy, copyOrderId, fields: given };
}
