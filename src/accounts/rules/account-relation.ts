import type { Reason } from '../../shared/decision.ts';
import type { AccountType } from '../../shared/vocabulary.ts';

/** An account as far as relations depend on it. */
export interface NamedAccount {
  readonly accountId: string;
  readonly type: AccountType;
  readonly standing: boolean;
}

const relatable: readonly AccountType[] = ['partner', 'customer'];

/**
 * What speaks against relating two accounts (reference 1.3): one is a partner and the other a customer or a partner, they are two, and
 * none of them is a standing account.
 */
export function reasonsAgainstRelating(one: NamedAccount, other: NamedAccount, pointer?: string): readonly Reason[] {
  const at = pointer === undefined ? {} : { pointer };
  const types = [one.type, other.type];
  const fits = types.includes('partner') && types.every((type) => relatable.includes(type));
  return [
    ...(one.accountId === other.accountId
      ? [{ code: 'related_to_itself', message: 'An account is not related to itself.', ...at }]
      : []),
    ...[one, other]
      .filter(({ standing }) => standing)
      .map(({ accountId }) => ({
        code: 'standing_account',
        message: `${accountId} is a standing account, which has no relations.`,
        ...at,
      })),
    ...(fits
      ? []
      : [
          {
            code: 'related_account_types',
            message: `${one.accountId} is of type ${one.type}, and ${other.accountId} of type ${other.type}.`,
            remedy: 'Relate a partner with a customer or with another partner.',
            ...at,
          },
        ]),
  ];
}

/** The same of all that an account names; what it names exists. */
export function reasonsAgainstRelated(
  account: Pick<NamedAccount, 'accountId' | 'type'> & { readonly relatedAccounts: readonly string[] },
  named: ReadonlyMap<string, NamedAccount>,
): readonly Reason[] {
  return account.relatedAccounts.flatMap((key, index) => {
    const pointer = `/relatedAccounts/${index}`;
    const one = { ...account, standing: false };
    const other = key === account.accountId ? one : named.get(key);
    if (other !== undefined) return reasonsAgainstRelating(one, other, pointer);
    const message = `There is no account ${key}.`;
    return [{ code: 'unknown_reference', message, remedy: 'Create it first.', pointer }];
  });
}
