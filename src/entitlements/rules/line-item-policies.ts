import type { Reason } from '../../shared/decision.ts';
import { policyNames, type PolicyName } from '../../shared/vocabulary.ts';
import type { EntitlementFacts, LineItem } from './entitlement.ts';

type Item = Pick<LineItem, 'licenseModels' | 'policies'>;
type Facts = Pick<EntitlementFacts, 'licenseModels'>;

/** What speaks against the policies that a line item gives: its license models do not leave them to it. */
export function reasonsAgainstPolicies(item: Item, pointer: string, facts: Facts): readonly Reason[] {
  const { policies } = item;
  // Whoever names an unknown model hears of that.
  if (policies === null || !item.licenseModels.every((key) => facts.licenseModels.has(key))) return [];
  const open = openPolicies(item, facts);
  return policyNames
    .filter((name) => policies[name] !== null && !open.has(name))
    .map((name) => ({
      code: 'policy_not_open',
      message: `The license model says what holds for ${name}, and leaves it to no line item.`,
      remedy: open.size === 0 ? 'Leave it away.' : `Leave it away; asked for are ${[...open].join(', ')}.`,
      pointer: `${pointer}/policies/${name}`,
    }));
}

/** What speaks against deploying a line item: a policy that its license models leave to it is missing. */
export function reasonsAgainstMissingPolicies(item: Item, pointer: string, facts: Facts): readonly Reason[] {
  return [...openPolicies(item, facts)]
    .filter((name) => (item.policies?.[name] ?? null) === null)
    .map((name) => ({
      code: 'policy_required',
      message: `The license model leaves ${name} to the line item, which does not say it.`,
      remedy: 'Give it in policies.',
      pointer: `${pointer}/policies/${name}`,
    }));
}

function openPolicies({ licenseModels }: Item, facts: Facts): ReadonlySet<PolicyName> {
  return new Set(licenseModels.flatMap((key) => facts.licenseModels.get(key)?.policies.atEntitlement ?? []));
}
