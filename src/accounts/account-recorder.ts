import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { askingForRequiredAttributes, learnDefinedAttributes } from '../custom-attributes/defined-attributes.ts';
import { reasonsAgainstAttributes, type DefinedAttributes } from '../custom-attributes/rules/attribute-values.ts';
import { allocateIds, insertRows, updateRows, type Reader, type Transaction } from '../platform/database.ts';
import type { HistorySource } from '../platform/history.ts';
import type { Change, Recorder } from '../platform/recording.ts';
import { rowAt, rowOf } from '../platform/row-of.ts';
import type { AccountRecord } from './account-schemas.ts';
import { deleteRelationsOf, insertRelations, type Relation } from './account-relation-store.ts';
import { lockAccounts } from './account-store.ts';
import {
  ancestorsOf,
  lockAccountTree,
  selectNamedAccounts,
  selectParentsAbove,
  selectUsersInLine,
  type NamedRow,
} from './account-tree-store.ts';
import { reasonsAgainstAccount, type Account, type AccountFacts } from './rules/account.ts';
import { firstGiven, withoutUndefined } from '../shared/objects.ts';

interface Facts extends AccountFacts {
  readonly named: ReadonlyMap<string, NamedRow>;
  readonly standing: ReadonlySet<string>;
  readonly definedAttributes: DefinedAttributes;
}

/** Records accounts (reference 1.3). */
export const accountRecorder: Recorder<AccountRecord, Account, Facts> = {
  entity: 'account',
  keyOf: (account) => account.accountId,
  find: lockAccounts,
  learn: learnAboutAccounts,
  complete: completeAccount,
  inStoredOrder: (account) => ({
    ...account,
    parents: [...new Set(account.parents)].toSorted(),
    relatedAccounts: [...new Set(account.relatedAccounts)].toSorted(),
  }),
  reasonsAgainst: (account, facts, stored) => [
    ...reasonsAgainstAccount(account, facts, {
      standing: facts.standing.has(account.accountId),
      stored: stored?.entity,
    }),
    ...reasonsAgainstAttributes(
      { entity: 'account', attributes: account.attributes, before: stored?.entity.attributes },
      facts.definedAttributes,
    ),
  ],
  insert: insertAccounts,
  update: updateAccounts,
};

/** Records accounts by hand: also asks for the attributes that are required. */
export const ownAccountRecorder = askingForRequiredAttributes(accountRecorder, 'account');

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
    visibleToOthers: firstGiven(input.visibleToOthers, before.visibleToOthers, true),
    relatedAccounts: firstGiven(input.relatedAccounts, before.relatedAccounts, []),
  };
}

async function learnAboutAccounts(transaction: Transaction, accounts: readonly Account[]): Promise<Facts> {
  const parents = [...new Set(accounts.flatMap((account) => account.parents))];
  const keys = accounts.map(({ accountId }) => accountId);
  const stored = await selectNamedAccounts(transaction, keys);
  // Who puts an account below another reads what is above that first; two at once would each miss the other's half of a
  // circle. A new account waits for nobody: no one else can name it yet, so nothing that they write leads to it.
  if (accounts.some(({ accountId, parents: given }) => given.length > 0 && stored.has(accountId)))
    await lockAccountTree(transaction);
  const named = await selectNamedAccounts(transaction, [...parents, ...accounts.flatMap((one) => one.relatedAccounts)]);
  const parentsOf = await selectParentsAbove(transaction, [...parents, ...keys]);
  const moved = accounts.filter(
    ({ accountId, parents: given }) =>
      stored.has(accountId) && given.some((parent) => parentsOf.get(accountId)?.includes(parent) !== true),
  );
  // Records of one batch are decided side by side: each must see the parents that the others are given.
  for (const account of accounts) parentsOf.set(account.accountId, account.parents);
  const moves = moved.map(({ accountId }) => ({ accountId, above: [...ancestorsOf(accountId, parentsOf)] }));
  return {
    named,
    ancestors: new Map(parents.filter((key) => named.has(key)).map((key) => [key, ancestorsOf(key, parentsOf)])),
    usersInLine: await selectUsersInLine(transaction, moves),
    standing: new Set([...stored.values()].filter((one) => one.standing).map((one) => one.accountId)),
    definedAttributes: await learnDefinedAttributes(
      transaction,
      new Map([['account', accounts.map((account) => account.attributes)]]),
    ),
  };
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
    kept.map(({ account: { parents: _, relatedAccounts: _others, ...columns }, id }) => ({
      id,
      ...columns,
      createdBy: source.name,
      updatedBy: source.name,
    })),
  );
  await insertParents(transaction, kept, facts);
  await insertRelations(transaction, relationsOf(kept, facts));
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
    changes.map(({ id, after: { parents: _, relatedAccounts: _others, ...columns } }) => ({
      id,
      ...columns,
      updatedBy: source.name,
    })),
  );
  const kept = changes.map((change) => ({ account: change.after, id: change.id }));
  await transaction
    .deleteFrom('accountParent')
    .where('accountParent.accountId', '=', sql<number>`any(${kept.map((one) => one.id)})`)
    .execute();
  await insertParents(transaction, kept, facts);
  const related = changes
    .filter(({ before, after }) => !isDeepStrictEqual(before.relatedAccounts, after.relatedAccounts))
    .map(({ id, after }) => ({ account: after, id }));
  await deleteRelationsOf(
    transaction,
    related.map(({ id }) => id),
  );
  await insertRelations(transaction, relationsOf(related, facts));
}

function relationsOf(kept: readonly { account: Account; id: number }[], { named }: Facts): readonly Relation[] {
  return kept.flatMap(({ account, id }) =>
    account.relatedAccounts.map((other) => ({ accountId: id, relatedId: rowOf(named, other) })),
  );
}

async function insertParents(
  transaction: Transaction,
  kept: readonly { account: Account; id: number }[],
  facts: Facts,
): Promise<void> {
  const rows = kept.flatMap(({ account, id }) =>
    account.parents.map((parent) => ({ accountId: id, parentId: rowOf(facts.named, parent) })),
  );
  await insertRows(transaction, 'accountParent', rows);
}
