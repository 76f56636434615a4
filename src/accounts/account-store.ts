import { sql } from 'kysely';
import type { Reader, Transaction } from '../platform/database.ts';
import type { Recorded } from '../platform/recording.ts';
import type { SortedPage } from '../platform/sorting.ts';
import { selectRelatedKeys } from './account-relation-store.ts';
import { inScope } from './account-scope.ts';
import { isAccountFound, type AccountFilter } from './account-search.ts';
import type { Account } from './rules/account.ts';
import { everyAccount, type AccountScope } from './rules/permissions.ts';

/** An account as it is read. A partner may have to do with thousands of others, which are a list of their own. */
export interface StoredAccount extends Recorded<Omit<Account, 'relatedAccounts'>> {
  /** the keys of the product lines that all its members get, in the order of their text */
  readonly productLines: readonly string[];
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
  const related = await selectRelatedKeys(
    transaction,
    rows.map((row) => row.id),
  );
  return new Map(
    accounts.map(({ entity, ...stored }) => [
      entity.accountId,
      { ...stored, entity: { ...entity, relatedAccounts: related.get(stored.id) ?? [] } },
    ]),
  );
}

/** One account that the caller may see. */
export async function selectAccount(
  reader: Reader,
  scope: AccountScope,
  accountId: string,
): Promise<StoredAccount | undefined> {
  const rows = await accountQuery(reader, scope).where('account.accountId', '=', accountId).execute();
  return (await withParents(reader, scope, rows))[0];
}

/** One page of the accounts that the caller may see. */
export async function selectAccounts(
  reader: Reader,
  scope: AccountScope,
  filter: AccountFilter,
  page: SortedPage<StoredAccount>,
): Promise<readonly StoredAccount[]> {
  const rows = await accountQuery(reader, scope)
    .where(await isAccountFound(reader, scope, filter))
    .where(page.isAfter)
    .orderBy(page.order)
    .limit(page.rows)
    .execute();
  return withParents(reader, scope, rows);
}

function accountQuery(reader: Reader, scope: AccountScope) {
  return reader.selectFrom('account').selectAll('account').select(linesOfAccount).where(inScope(scope, 'account.id'));
}

const linesOfAccount = sql<readonly string[]>`array(
  select product_line.product_line_id
    from product_line_account join product_line on product_line.id = product_line_account.product_line_id
   where product_line_account.account_id = account.id order by product_line.product_line_id)`.as('productLines');

type AccountRow = Omit<Account, 'parents' | 'relatedAccounts'> &
  Omit<Recorded<unknown>, 'entity'> &
  Pick<StoredAccount, 'productLines'>;

async function withParents(
  reader: Reader,
  scope: AccountScope,
  rows: readonly AccountRow[],
): Promise<readonly StoredAccount[]> {
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
      visibleToOthers,
      productLines,
    } = row;
    const above = parents.get(id) ?? [];
    const entity = { accountId, name, type, description, parents: above, address, attributes, visibleToOthers };
    return { id, version, entity, productLines, createdAt, createdBy, updatedAt, updatedBy };
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
