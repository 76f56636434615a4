import { sql } from 'kysely';
import { insertRows, type Reader, type Transaction } from '../platform/database.ts';
import type { SortedPage } from '../platform/sorting.ts';
import type { AccountType } from '../shared/vocabulary.ts';
import { inScope } from './account-scope.ts';
import type { NamedAccount } from './rules/account-relation.ts';
import type { AccountScope, Actor } from './rules/permissions.ts';

/** Two accounts that have to do with each other, by their rows. */
export interface Relation {
  readonly accountId: number;
  readonly relatedId: number;
}

/** Keeps relations, from both ends; those that are there stay. */
export async function insertRelations(transaction: Transaction, relations: readonly Relation[]): Promise<void> {
  const ends = relations.flatMap(({ accountId, relatedId }) => [
    { accountId, relatedId },
    { accountId: relatedId, relatedId: accountId },
  ]);
  const once = new Map(ends.map((one) => [`${one.accountId} ${one.relatedId}`, one]));
  await insertRows(transaction, 'accountRelation', [...once.values()]);
}

/** Ends a relation, from both ends. */
export async function deleteRelation(transaction: Transaction, { accountId, relatedId }: Relation): Promise<void> {
  await transaction
    .deleteFrom('accountRelation')
    .where((is) => is.or([is.and({ accountId, relatedId }), is.and({ accountId: relatedId, relatedId: accountId })]))
    .execute();
}

/** Ends all relations of accounts. */
export async function deleteRelationsOf(transaction: Transaction, accounts: readonly number[]): Promise<void> {
  if (accounts.length === 0) return;
  await sql`delete from account_relation
    where account_relation.account_id = any(${accounts}) or account_relation.related_id = any(${accounts})`.execute(
    transaction,
  );
}

/** True where two accounts are related. */
export async function hasRelation(reader: Reader, { accountId, relatedId }: Relation): Promise<boolean> {
  const found = await reader
    .selectFrom('accountRelation')
    .select('accountRelation.accountId')
    .where('accountRelation.accountId', '=', accountId)
    .where('accountRelation.relatedId', '=', relatedId)
    .executeTakeFirst();
  return found !== undefined;
}

/** The keys of the accounts to which accounts are related, by row, in the order of their text. */
export async function selectRelatedKeys(
  reader: Reader,
  accounts: readonly number[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  const rows = await reader
    .selectFrom('accountRelation')
    .innerJoin('account as other', 'other.id', 'accountRelation.relatedId')
    .select(['accountRelation.accountId', 'other.accountId as key'])
    .where('accountRelation.accountId', '=', sql<number>`any(${accounts})`)
    .orderBy('other.accountId')
    .execute();
  return new Map(
    [...Map.groupBy(rows, (row) => row.accountId)].map(([id, found]) => [id, found.map((row) => row.key)]),
  );
}

/** One end of a relation, with its row and version. */
export interface RelationEnd extends NamedAccount {
  readonly id: number;
  readonly version: number;
  readonly name: string;
}

/** Accounts by their keys, locked against other writers. */
export async function lockEnds(
  transaction: Transaction,
  keys: readonly string[],
): Promise<ReadonlyMap<string, RelationEnd>> {
  const rows = await transaction
    .selectFrom('account')
    .select(['account.id', 'account.accountId', 'account.name', 'account.type', 'account.standing', 'account.version'])
    .where('account.accountId', '=', sql<string>`any(${keys})`)
    .orderBy('account.id')
    .forNoKeyUpdate()
    .execute();
  return new Map(rows.map((row) => [row.accountId, row]));
}

/** An account by what it is called. */
export interface RelatedAccount {
  readonly id: number;
  readonly accountId: string;
  readonly name: string;
  readonly type: AccountType;
}

/**
 * The accounts related to one, as somebody may see them: end users see those that may be seen by others, people of the producer those
 * of their scope.
 */
export async function selectRelatedAccounts(
  reader: Reader,
  { audience, scope }: Pick<Actor, 'audience' | 'scope'>,
  accountId: string,
  page: SortedPage<RelatedAccount>,
): Promise<readonly RelatedAccount[]> {
  return reader
    .selectFrom('account as one')
    .innerJoin('accountRelation', 'accountRelation.accountId', 'one.id')
    .innerJoin('account', 'account.id', 'accountRelation.relatedId')
    .select(['account.id', 'account.accountId', 'account.name', 'account.type'])
    .where('one.accountId', '=', accountId)
    .where(isShown(audience, scope))
    .where(page.isAfter)
    .orderBy(page.order)
    .limit(page.rows)
    .execute();
}

function isShown(audience: Actor['audience'], scope: AccountScope) {
  const isOwn = inScope(scope, 'account.id');
  return audience === 'producer' ? isOwn : sql<boolean>`(account.visible_to_others or ${isOwn})`;
}
