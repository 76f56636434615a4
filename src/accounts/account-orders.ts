import type { Recorded } from '../platform/recording.ts';
import { byKey, byName, type ListOrder } from '../platform/sorting.ts';
import type { Account } from './rules/account.ts';
import type { User } from './rules/user.ts';

export type AccountSort = 'createdAt' | 'name' | 'accountId';

/** The orders in which accounts are listed. */
export const accountOrder: ListOrder<AccountSort, Recorded<Account>> = {
  row: 'account.id',
  usual: 'createdAt',
  keys: [
    ['createdAt', 'row'],
    ['name', byName('account.name', ({ entity }) => entity.name)],
    ['accountId', byKey('account.account_id', ({ entity }) => entity.accountId)],
  ],
};

export type UserSort = 'createdAt' | 'userName' | 'lastName';

/** The orders in which users are listed. */
export const userOrder: ListOrder<UserSort, Recorded<User>> = {
  row: 'licet_user.id',
  usual: 'createdAt',
  keys: [
    ['createdAt', 'row'],
    ['userName', byName('licet_user.user_name', ({ entity }) => entity.userName)],
    ['lastName', byName('licet_user.last_name', ({ entity }) => entity.lastName)],
  ],
};
