import { sql } from 'kysely';
import { allocateIds, insertRows, updateRows, type Reader, type Transaction } from '../platform/database.ts';
import type { HistorySource } from '../platform/history.ts';
import type { Change, Recorder } from '../platform/recording.ts';
import { rowAt, rowOf } from '../platform/row-of.ts';
import type { AccountRecord } from './account-schemas.ts';
import { lockAccounts } from './account-store.ts';
import { reasonsAgainstAccount, type Account, type AccountFacts } from './rules/account.ts';
import { firstGiven, withoutUndefined } from '../shared/objects.ts';

interface Facts extends AccountFacts {
  readonly idOf: ReadonlyMap<string, number>;
  readonly standing: ReadonlySet<string>;
}

/** Records accounts (reference 1.3). */
export const accountRecorder: Recorder<AccountRecord, Account, Facts> = {
  entity: 'account',
  keyOf: (account) => account.accountId,
  find: lockAccounts,
  learn: learnAboutAccounts,
  complete: completeAccount,
  inStoredOrder: (account) => ({ ...account, parents: [...new Set(account.parents)].toSorted() }),
  reasonsAgainst: (account, facts) => reasonsAgainstAccount(account, facts, facts.standing.has(account.accountId)),
  insert: insertAccounts,
  update: updateAccounts,
};

function completeAccount(input: AccountRecord, stored: Account | undefined): Account {
  const before: Partial<Account> = stored ?? {};
  return {
    accountId: input.accountId,
    name: input.name,
    type: firstGiven(input.type, before.type, 'customer'),
    description: firstGiven(input.description, before.description, null),
    parents: firstGiven(input.parents, before.parents, []),
    address: firstGiven(input.address && withoutUndefined(input.address), before.address, {}),
    attributes: firstGiven(input.attributes, before.attributes, {}),
  };
}

async function learnAboutAccounts(transaction: Transaction, accounts: readonly Account[]): Promise<Facts> {
  const named = [...new Set(accounts.flatMap((account) => account.parents))];
  await lockTreeForMoves(transaction, accounts);
  const idOf = await accountIds(transaction, named);
  const standing = await transaction
    .selectFrom('account')
    .select('account.accountId')
    .where('account.standing', '=', true)
    .execute();
  // Records of one batch are decided side by side: each must see the parents that the others are given.
  const parentsOf = await selectParentsAbove(transaction, named);
  for (const { accountId, parents } of accounts) parentsOf.set(accountId, parents);
  const ancestors = new Map([...idOf.keys()].map((key) => [key, ancestorsOf(key, parentsOf)]));
  return { idOf, ancestors, standing: new Set(standing.map((row) => row.accountId)) };
}

// Who puts an account below another reads what is above that first; two at once would each miss the other's half of a
// circle. A new account waits for nobody: no one else can name it yet, so nothing that they write leads to it.
async function lockTreeForMoves(transaction: Transaction, accounts: readonly Account[]): Promise<void> {
  const below = accounts.filter((account) => account.parents.length > 0).map((account) => account.accountId);
  if ((await accountIds(transaction, below)).size === 0) return;
  await sql`select pg_advisory_xact_lock(hashtext('licet'), hashtext('account tree'))`.execute(transaction);
}

/** The parents of accounts and of everything above them, by key. */
async function selectParentsAbove(
  transaction: Transaction,
  keys: readonly string[],
): Promise<Map<string, readonly string[]>> {
  const { rows } = await sql<{ child: string; parent: string }>`
    with recursive above (id) as (
      select account.id from account where account.account_id = any(${keys})
      union
      select account_parent.parent_id from above join account_parent on account_parent.account_id = above.id
    )
    select child.account_id as child, parent.account_id as parent
      from above
      join account_parent on account_parent.account_id = above.id
      join account child on child.id = account_parent.account_id
      join account parent on parent.id = account_parent.parent_id`.execute(transaction);
  return new Map(
    [...Map.groupBy(rows, (row) => row.child)].map(([child, found]) => [child, found.map((row) => row.parent)]),
  );
}

function ancestorsOf(key: string, parentsOf: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [key];
  for (let next = open.pop(); next !== undefined; next = open.pop())
    for (const parent of parentsOf.get(next) ?? []) {
      if (!found.has(parent)) open.push(parent);
      found.add(parent);
    }
  return found;
}

/** The rows of accounts by their keys; keys that name nothing are left out. */
export async function accountIds(transaction: Reader, keys: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await transaction
    .selectFrom('account')
    .select(['account.id', 'account.accountId'])
    .where('account.accountId', '=', sql<string>`any(${keys})`)
    .execute();
  return new Map(rows.map((row) => [row.accountId, row.id]));
}

async function insertAccounts(
  transaction: Transaction,
  source: HistorySource,
  accounts: readonly Account[],
  facts: Facts,
): Promise<readonly number[]> {
  const ids = await allocateIds(transaction, 'account', accounts.length);
  const kept = accounts.map((account, index) => ({ account, id: rowAt(ids, index) }));
  await insertRows(
    transaction,
    'account',
    kept.map(({ account: { parents: _, ...columns }, id }) => ({
      id,
      ...columns,
      createdBy: source.name,
      updatedBy: source.name,
    })),
  );
  await insertParents(transaction, kept, facts);
  return ids;
}

async function updateAccounts(
  transaction: Transaction,
  source: HistorySource,
  changes: readonly Change<Account>[],
  facts: Facts,
): Promise<void> {
  await updateRows(
    transaction,
    'account',
    'version',
    changes.map(({ id, after: { parents: _, ...columns } }) => ({ id, ...columns, updatedBy: source.name })),
  );
  const kept = changes.map((change) => ({ account: change.after, id: change.id }));
  await transaction
    .deleteFrom('accountParent')
    .where('accountParent.accountId', '=', sql<number>`any(${kept.map((one) => one.id)})`)
    .execute();
  await insertParents(transaction, kept, facts);
}

async function insertParents(
  transaction: Transaction,
  kept: readonly { account: Account; id: number }[],
  facts: Facts,
): Promise<void> {
  const rows = kept.flatMap(({ account, id }) =>
    account.parents.map((parent) => ({ accountId: id, parentId: rowOf(facts.idOf, parent) })),
  );
  await insertRows(transaction, 'accountParent', rows);
}
