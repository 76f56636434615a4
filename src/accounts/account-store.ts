import { sql } from 'kysely';
import type { Reader, Transaction } from '../platform/database.ts';
import type { Recorded } from '../platform/recording.ts';
import type { SortedPage } from '../platform/sorting.ts';
import { contains } from '../platform/text-search.ts';
import type { AccountType } from '../shared/vocabulary.ts';
import { inScope } from './account-scope.ts';
import type { Account } from './rules/account.ts';
import { everyAccount, type AccountScope } from './rules/permissions.ts';

export interface AccountFilter {
  readonly type?: AccountType | undefined;
  readonly parentId?: string | undefined;
  /** part of the key or the name */
  readonly q?: string | undefined;
}

/** Accounts by their keys, locked against other writers. */
export async function lockAccounts(
  transaction: Transaction,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Recorded<Account>>> {
  const rows = await accountQuery(transaction, everyAccount)
    .where('account.accountId', '=', sql<string>`any(${keys})`)
    .orderBy('account.id')
    .forNoKeyUpdate()
    .execute();
  const accounts = await withParents(transaction, everyAccount, rows);
  return new Map(accounts.map((account) => [account.entity.accountId, account]));
}

/** One account that the caller may see. */
export async function selectAccount(
  reader: Reader,
  scope: AccountScope,
  accountId: string,
): Promise<Recorded<Account> | undefined> {
  const rows = await accountQuery(reader, scope).where('account.accountId', '=', accountId).execute();
  return (await withParents(reader, scope, rows))[0];
}

/** One page of the accounts that the caller may see. */
export async function selectAccounts(
  reader: Reader,
  scope: AccountScope,
  filter: AccountFilter,
  page: SortedPage<Recorded<Account>>,
): Promise<readonly Recorded<Account>[]> {
  const { type, parentId } = filter;
  const rows = await accountQuery(reader, scope)
    .$if(type !== undefined, (query) => query.where('account.type', '=', type ?? 'customer'))
    .$if(parentId !== undefined, (query) => query.where('account.id', 'in', childrenOf(reader, scope, parentId ?? '')))
    .where(contains(sql`search_fold(account.account_id || ' ' || account.name)`, filter.q))
    .where(page.isAfter)
    .orderBy(page.order)
    .limit(page.rows)
    .execute();
  return withParents(reader, scope, rows);
}

function accountQuery(reader: Reader, scope: AccountScope) {
  return reader.selectFrom('account').selectAll('account').where(inScope(scope, 'account.id'));
}

function childrenOf(reader: Reader, scope: AccountScope, parentId: string) {
  return reader
    .selectFrom('accountParent')
    .innerJoin('account as parent', 'parent.id', 'accountParent.parentId')
    .select('accountParent.accountId')
    .where('parent.accountId', '=', parentId)
    .where(inScope(scope, 'parent.id'));
}

type AccountRow = Omit<Account, 'parents'> & Omit<Recorded<unknown>, 'entity'>;

async function withParents(
  reader: Reader,
  scope: AccountScope,
  rows: readonly AccountRow[],
): Promise<readonly Recorded<Account>[]> {
  const parents = await selectParents(
    reader,
    scope,
    rows.map((row) => row.id),
  );
  return rows.map((row) => {
    const {
      id,
      version,
      createdAt,
      createdBy,
      updatedAt,
      updatedBy,
      accountId,
      name,
      type,
      description,
      address,
      attributes,
    } = row;
    const entity = { accountId, name, type, description, parents: parents.get(id) ?? [], address, attributes };
    return { id, version, entity, createdAt, createdBy, updatedAt, updatedBy };
  });
}

/** The keys of the parents of accounts, by row, in the order of their text. */
async function selectParents(
  reader: Reader,
  scope: AccountScope,
  ids: readonly number[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  const rows = await reader
    .selectFrom('accountParent')
    .innerJoin('account as parent', 'parent.id', 'accountParent.parentId')
    .select(['accountParent.accountId', 'parent.accountId as key'])
    .where('accountParent.accountId', '=', sql<number>`any(${ids})`)
    .where(inScope(scope, 'parent.id'))
    .orderBy('parent.accountId')
    .execute();
  return new Map(
    [...Map.groupBy(rows, (row) => row.accountId)].map(([id, found]) => [id, found.map((row) => row.key)]),
  );
}
