import type { Reason } from '../../shared/decision.ts';
import type { AccountType, JsonObject } from '../../shared/vocabulary.ts';

/** The standing account for an end customer who is not known yet. */
export const unknownAccountId = 'unknown';

export interface Account {
  readonly accountId: string;
  readonly name: string;
  readonly type: AccountType;
  readonly description: string | null;
  /** keys of the accounts above it, in the order of their text */
  readonly parents: readonly string[];
  readonly address: Readonly<Record<string, string>>;
  readonly attributes: JsonObject;
}

export interface AccountFacts {
  /** every account that is named as a parent and exists, with its ancestors */
  readonly ancestors: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What speaks against keeping an account (reference 1.3): its parents exist, no circles, standing accounts stay. */
export function reasonsAgainstAccount(account: Account, facts: AccountFacts, standing: boolean): readonly Reason[] {
  const reasons: Reason[] = [];
  if (standing)
    reasons.push({
      code: 'standing_account',
      message: `${account.accountId} is a standing account that cannot be changed.`,
      remedy: 'Choose another accountId.',
    });
  account.parents.forEach((parent, index) => {
    const pointer = `/parents/${index}`;
    const ancestors = facts.ancestors.get(parent);
    if (ancestors === undefined)
      reasons.push({
        code: 'unknown_reference',
        message: `There is no account ${parent}.`,
        remedy: 'Create it first.',
        pointer,
      });
    if (parent === account.accountId || ancestors?.has(account.accountId) === true)
      reasons.push({
        code: 'account_circle',
        message: `${parent} is below ${account.accountId}, so it cannot be above it too.`,
        pointer,
      });
  });
  return reasons;
}
