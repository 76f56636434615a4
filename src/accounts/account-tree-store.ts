import { sql } from 'kysely';
import type { Reader, Transaction } from '../platform/database.ts';
import type { NamedAccount } from './rules/account-relation.ts';

/** An account that is named, with its row. */
export interface NamedRow extends NamedAccount {
  readonly id: number;
}

/** Accounts by their keys; keys that name nothing are left out. */
export async function selectNamedAccounts(
  reader: Reader,
  keys: readonly string[],
): Promise<ReadonlyMap<string, NamedRow>> {
  const rows = await reader
    .selectFrom('account')
    .select(['account.id', 'account.accountId', 'account.type', 'account.standing'])
    .where('account.accountId', '=', sql<string>`any(${[...new Set(keys)]})`)
    .execute();
  return new Map(rows.map((row) => [row.accountId, row]));
}

/** Who puts an account elsewhere in the tree, or takes one out, does so alone. */
export async function lockAccountTree(transaction: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('licet'), hashtext('account tree'))`.execute(transaction);
}

/** The parents of accounts and of everything above them, by key. */
export async function selectParentsAbove(
  transaction: Transaction,
  keys: readonly string[],
): Promise<Map<string, readonly string[]>> {
  if (keys.length === 0) return new Map();
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

/** Everything above an account. */
export function ancestorsOf(key: string, parentsOf: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [key];
  for (let next = open.pop(); next !== undefined; next = open.pop())
    for (const parent of parentsOf.get(next) ?? []) {
      if (!found.has(parent)) open.push(parent);
      found.add(parent);
    }
  return found;
}

/** An account that is put below others, and everything that will be above it. */
export interface Move {
  readonly accountId: string;
  readonly above: readonly string[];
}

/** Users who belong to an account that moves, or to one below it, and to one that will be above: their keys, by the account. */
export async function selectUsersInLine(
  transaction: Transaction,
  moves: readonly Move[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const pairs = moves.flatMap(({ accountId, above }) => above.map((key) => ({ accountId, key })));
  if (pairs.length === 0) return new Map();
  const { rows } = await sql<{ accountId: string; userId: string }>`
    with recursive below (root, id) as (
      select account.id, account.id from account where account.account_id = any(${moves.map((one) => one.accountId)})
      union
      select below.root, account_parent.account_id from below join account_parent on account_parent.parent_id = below.id
    )
    select distinct root.account_id, licet_user.user_id
      from unnest(${pairs.map((one) => one.accountId)}::text[], ${pairs.map((one) => one.key)}::text[]) as pair (moved, above)
      join account root on root.account_id = pair.moved
      join account above on above.account_id = pair.above
      join below on below.root = root.id
      join membership lower_place on lower_place.account_id = below.id
      join membership upper_place on upper_place.account_id = above.id and upper_place.user_id = lower_place.user_id
      join licet_user on licet_user.id = lower_place.user_id
     order by 1, 2
     limit 1000`.execute(transaction);
  return new Map(
    [...Map.groupBy(rows, (row) => row.accountId)].map(([account, found]) => [account, found.map((row) => row.userId)]),
  );
}
