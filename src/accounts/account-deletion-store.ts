import { sql } from 'kysely';
import { updateRows, type Transaction } from '../platform/database.ts';
import type { AccountType } from '../shared/vocabulary.ts';
import type { AccountUse, CountedUse } from './rules/deleting.ts';

/** An account that may be deleted. */
export interface DoomedAccount {
  readonly id: number;
  readonly accountId: string;
  readonly type: AccountType;
  readonly standing: boolean;
  readonly version: number;
}

/** Accounts by their rows, locked against other writers and against whoever would refer to them. */
export async function lockDoomedAccounts(
  transaction: Transaction,
  ids: readonly number[],
): Promise<readonly DoomedAccount[]> {
  return transaction
    .selectFrom('account')
    .select(['account.id', 'account.accountId', 'account.type', 'account.standing', 'account.version'])
    .where('account.id', '=', sql<number>`any(${ids})`)
    .orderBy('account.id')
    .forUpdate()
    .execute();
}

/** The parents of everything below an account, by row, of so many at most. */
export async function selectParentsBelow(
  transaction: Transaction,
  root: number,
  accountsMax: number,
): Promise<ReadonlyMap<number, readonly number[]>> {
  const { rows } = await sql<{ id: number; parents: readonly number[] }>`
    with recursive below (id) as (
      select account_parent.account_id from account_parent where account_parent.parent_id = ${root}
      union
      select account_parent.account_id from below join account_parent on account_parent.parent_id = below.id
    )
    select below.id, jsonb_agg(account_parent.parent_id) as parents
      from (select below.id from below limit ${accountsMax}) below
      join account_parent on account_parent.account_id = below.id
     group by below.id`.execute(transaction);
  return new Map(rows.map((row) => [row.id, row.parents]));
}

/** How often something refers to accounts, each kind for each account. */
export async function countUsesOfAccounts(
  transaction: Transaction,
  ids: readonly number[],
): Promise<readonly CountedUse<AccountUse>[]> {
  const { rows } = await sql<CountedUse<AccountUse>>`
    select account.account_id as key, used.kind, count(*) as count
      from (
        select 'endCustomer' as kind, entitlement.account_id as id from entitlement where entitlement.account_id = any(${ids})
        union all select 'channelPartner', partner.account_id from entitlement_channel_partner partner where partner.account_id = any(${ids})
        union all select 'renewalRequest', renewal_request.account_id from renewal_request where renewal_request.account_id = any(${ids})
        union all select 'limitedRole', role_account.account_id from role_account where role_account.account_id = any(${ids})
        union all select 'email', email.account_id from email where email.account_id = any(${ids})
        union all select 'lonelyUser', membership.account_id
          from membership join licet_user on licet_user.id = membership.user_id and licet_user.deleted_at is null
         where membership.account_id = any(${ids})
           and not exists (select from membership other where other.user_id = membership.user_id and other.account_id <> all(${ids}))
      ) used join account on account.id = used.id
     group by account.account_id, used.kind
     order by account.account_id, used.kind`.execute(transaction.withoutPlugins());
  return rows;
}

/** The keys of the users with a membership in accounts. */
export async function selectMembersOf(transaction: Transaction, ids: readonly number[]): Promise<readonly string[]> {
  const rows = await transaction
    .selectFrom('membership')
    .innerJoin('licetUser', 'licetUser.id', 'membership.userId')
    .select('licetUser.userId')
    .distinct()
    .where('membership.accountId', '=', sql<number>`any(${ids})`)
    .orderBy('licetUser.userId')
    .execute();
  return rows.map((row) => row.userId);
}

/** The keys of the accounts right below others, but for these themselves. */
export async function selectChildrenOf(transaction: Transaction, ids: readonly number[]): Promise<readonly string[]> {
  const rows = await transaction
    .selectFrom('accountParent')
    .innerJoin('account', 'account.id', 'accountParent.accountId')
    .select('account.accountId')
    .distinct()
    .where('accountParent.parentId', '=', sql<number>`any(${ids})`)
    .where('account.id', '<>', sql<number>`all(${ids})`)
    .orderBy('account.accountId')
    .execute();
  return rows.map((row) => row.accountId);
}

/** Deletes accounts with their places in the tree, their memberships and their emails. Relations and marks go with them. */
export async function deleteAccounts(transaction: Transaction, ids: readonly number[]): Promise<void> {
  await sql`delete from email where email.account_id = any(${ids})`.execute(transaction);
  await sql`delete from membership where membership.account_id = any(${ids})`.execute(transaction);
  await sql`delete from account_parent where account_parent.parent_id = any(${ids})`.execute(transaction);
  await sql`delete from account where account.id = any(${ids})`.execute(transaction);
}

/** Notes who changed rows of accounts or users beside their own columns: each gets another version. */
export async function touchRows(
  transaction: Transaction,
  table: 'account' | 'licetUser',
  ids: readonly number[],
  updatedBy: string,
): Promise<void> {
  await updateRows(
    transaction,
    table,
    'version',
    ids.map((id) => ({ id, updatedBy })),
  );
}
