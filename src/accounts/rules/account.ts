import type { Reason } from '../../shared/decision.ts';
import type { AccountType, JsonObject } from '../../shared/vocabulary.ts';
import { reasonsAgainstRelated, type NamedAccount } from './account-relation.ts';

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
  /** false: users of other accounts do not see it by way of a relation */
  readonly visibleToOthers: boolean;
  /** keys of the accounts that it has to do with beside the tree, in the order of their text */
  readonly relatedAccounts: readonly string[];
}

export interface AccountFacts {
  /** every account that is named and exists */
  readonly named: ReadonlyMap<string, NamedAccount>;
  /** every account that is named as a parent and exists, with its ancestors */
  readonly ancestors: ReadonlyMap<string, ReadonlySet<string>>;
  /** users who would belong to an account and to another above or below it, by the account that moves */
  readonly usersInLine: ReadonlyMap<string, readonly string[]>;
}

/**
 * What speaks against keeping an account (reference 1.3): its parents exist and fit, no circles, it stays of its type, standing
 * accounts stay.
 */
export function reasonsAgainstAccount(
  account: Account,
  facts: AccountFacts,
  { standing, stored }: { readonly standing: boolean; readonly stored?: Pick<Account, 'type'> | undefined },
): readonly Reason[] {
  const reasons: Reason[] = [];
  if (standing)
    reasons.push({
      code: 'standing_account',
      message: `${account.accountId} is a standing account that cannot be changed.`,
      remedy: 'Choose another accountId.',
    });
  if (stored !== undefined && stored.type !== account.type)
    reasons.push({
      code: 'account_type_fixed',
      message: `${account.accountId} is of type ${stored.type}, and an account keeps its type.`,
      remedy: `Make another account of type ${account.type}.`,
      pointer: '/type',
    });
  account.parents.forEach((parent, index) =>
    reasons.push(...reasonsAgainstParent(account, parent, `/parents/${index}`, facts)),
  );
  return [...reasons, ...reasonsAgainstUsersInLine(account, facts), ...reasonsAgainstRelated(account, facts.named)];
}

function reasonsAgainstParent(
  account: Account,
  parent: string,
  pointer: string,
  { named, ancestors }: AccountFacts,
): readonly Reason[] {
  const reasons: Reason[] = [];
  const above = ancestors.get(parent);
  if (above === undefined)
    reasons.push({
      code: 'unknown_reference',
      message: `There is no account ${parent}.`,
      remedy: 'Create it first.',
      pointer,
    });
  if (parent === account.accountId || above?.has(account.accountId) === true)
    reasons.push({
      code: 'account_circle',
      message: `${parent} is below ${account.accountId}, so it cannot be above it too.`,
      pointer,
    });
  const type = named.get(parent)?.type;
  if (type !== undefined && (type === 'producer') !== (account.type === 'producer'))
    reasons.push({
      code: 'parent_type',
      message: `${parent} is of type ${type}, and ${account.accountId} of type ${account.type}: the producer's accounts are a tree of their own.`,
      remedy: "Put the producer's accounts below the producer's, and others below others.",
      pointer,
    });
  return reasons;
}

// So many are named; whoever has dealt with them hears of the next ones.
const usersMax = 20;

function reasonsAgainstUsersInLine({ accountId }: Account, { usersInLine }: AccountFacts): readonly Reason[] {
  return (usersInLine.get(accountId) ?? []).slice(0, usersMax).map((user) => ({
    code: 'memberships_in_one_line',
    message: `${user} would belong to ${accountId} or what is below it, and to an account above.`,
    remedy: 'End one of the memberships first.',
    pointer: '/parents',
  }));
}
