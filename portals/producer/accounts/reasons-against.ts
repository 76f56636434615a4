import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import type { Reason } from '../../shared/api/problem.ts';
import { useMay } from '../../shared/session.ts';

const reasons: Readonly<Record<'manageAccounts' | 'manageUsers', Reason>> = {
  manageAccounts: {
    code: 'forbidden',
    message: text.needsManageAccounts,
    remedy: text.needsManageAccountsRemedy,
  },
  manageUsers: { code: 'forbidden', message: text.needsManageUsers, remedy: text.needsManageUsersRemedy },
};

/** What speaks against changing accounts or users: the role of who is signed in, or nothing. */
export function useReasonsAgainst(permission: 'manageAccounts' | 'manageUsers'): readonly Reason[] {
  return useMay()(permission) ? [] : [reasons[permission]];
}
