import type { LicensePolicies, Overdraft } from '../../catalog/rules/license-model.ts';
import type { LineItemPolicies } from './given-policies.ts';

/** What decides how many copies beyond those that were bought may be active. */
export interface ExtraCopiesFacts {
  readonly quantity: number;
  /** what the line item says itself, where its model leaves that to it */
  readonly policies: LineItemPolicies | null;
  /** of its first license model; null where it has none */
  readonly model: {
    readonly policies: Pick<LicensePolicies, 'extraActivations' | 'atEntitlement'>;
    readonly overdraft: Overdraft;
  } | null;
}

/** The copies beyond its quantity that a line item's license model allows: extra activations and overdraft (`product.md` 4). */
export function extraCopiesOf({ quantity, policies, model }: ExtraCopiesFacts): number {
  if (model === null) return 0;
  const isGiven = model.policies.atEntitlement.includes('extraActivations');
  const extra = isGiven ? (policies?.extraActivations ?? 0) : model.policies.extraActivations;
  return extra + overdraftOf(model.overdraft, quantity);
}

function overdraftOf(overdraft: Overdraft, quantity: number): number {
  if (overdraft === null) return 0;
  if ('unlimited' in overdraft) return Infinity;
  return 'count' in overdraft ? overdraft.count : Math.floor((quantity * overdraft.percent) / 100);
}
