/**
 * The law of copies as `product.md` 4 writes it, for tests: counted copy by copy, so that the rules are not held against themselves.
 */

/** A line item as far as the law asks, with the copies that are active on it. */
export interface LawfulItem {
  readonly activationId: string;
  readonly parentActivationId: string | null;
  readonly quantity: number;
  readonly additionalCopies: number;
  readonly active: number;
}

/** What each line item of chains carries: what is active on it, and on all descendants drawn through it. Parents come first. */
export function loadsByLaw(chain: readonly LawfulItem[]): ReadonlyMap<string, number> {
  const loads = new Map(chain.map((one) => [one.activationId, 0]));
  // Children come behind their parents, so from the end every load is known before it is passed on.
  for (const one of chain.toReversed()) {
    const load = (loads.get(one.activationId) ?? 0) + one.active;
    loads.set(one.activationId, load);
    if (one.parentActivationId === null) continue;
    // Own copies are used first; beyond its quantity none is drawn any more.
    for (let copy = one.additionalCopies + 1; copy <= Math.min(load, one.quantity); copy++)
      loads.set(one.parentActivationId, (loads.get(one.parentActivationId) ?? 0) + 1);
  }
  return loads;
}

/** True where no line item carries more than it has. */
export function isKeptByLaw(chain: readonly (LawfulItem & { readonly extraCopies?: number })[]): boolean {
  const loads = loadsByLaw(chain);
  return chain.every((one) => (loads.get(one.activationId) ?? 0) <= one.quantity + (one.extraCopies ?? 0));
}
