import { sql } from 'kysely';
import type { Recorded } from '../platform/recording.ts';
import { byKey, byName, type ListOrder, type SortKey } from '../platform/sorting.ts';
import type { RelatedAccount } from './account-relation-store.ts';
import type { StoredAccount } from './account-store.ts';
import type { User } from './rules/user.ts';

export type AccountSort = 'createdAt' | 'name' | 'accountId';

/** The orders in which accounts are listed. */
export const accountOrder: ListOrder<AccountSort, StoredAccount> = {
  row: 'account.id',
  usual: 'createdAt',
  keys: [
    ['createdAt', 'row'],
    ['name', byName('account.name', ({ entity }) => entity.name)],
    ['accountId', byKey('account.account_id', ({ entity }) => entity.accountId)],
  ],
};

/** The order in which related accounts are listed. */
export const relatedOrder: ListOrder<'accountId', RelatedAccount> = {
  row: 'account.id',
  usual: 'accountId',
  keys: [['accountId', byKey('account.account_id', ({ accountId }) => accountId)]],
};

export type UserSort = 'createdAt' | 'userName' | 'lastName';

/** Contacts without a user name come first. */
const byUserName: SortKey<Recorded<User>> = {
  ...byName('licet_user.user_name', ({ entity }) => entity.userName ?? ''),
  expression: sql`coalesce(licet_user.user_name, '') collate "und-x-icu"`,
};

/** The orders in which users are listed. */
export const userOrder: ListOrder<UserSort, Recorded<User>> = {
  row: 'licet_user.id',
  usual: 'createdAt',
  keys: [
    ['createdAt', 'row'],
    ['userName', byUserName],
    ['lastName', byName('licet_user.last_name', ({ entity }) => entity.lastName)],
  ],
};
