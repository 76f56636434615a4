import { sql } from 'kysely';
import type { LicensePolicies, Overdraft } from '../catalog/rules/license-model.ts';
import type { Database, Transaction } from '../platform/database.ts';
import type { Day } from '../shared/day.ts';
import { countCopies, type ChainItem, type CopyCount } from './rules/copies.ts';
import { extraCopiesOf } from './rules/extra-copies.ts';
import type { LineItemPolicies } from './rules/given-policies.ts';

type Reader = Database | Transaction;

/** A line item of a chain with its row and the row of its root. */
export interface ChainRow extends ChainItem {
  readonly id: number;
  readonly rootId: number;
}

/** True for fulfillments that have not been returned or replaced: `table` is how a statement calls them. */
export const isHolding = (table: string) => sql<boolean>`${sql.ref(`${table}.state`)} in ('active', 'onHold', 'test')`;

/** True for fulfillments that hold copies on a day: those past their end hold none (`product.md` 4). */
export const holdsOn = (table: string, today: Day) =>
  sql<boolean>`(${isHolding(table)} and coalesce(${sql.ref(`${table}.expiration_date`)} >= ${today}, true))`;

/** Every line item of whole chains, by the rows of their roots, with the copies that are active on each. */
export async function selectChains(reader: Reader, roots: readonly number[], today: Day): Promise<readonly ChainRow[]> {
  const { rows } = await sql<ChainSqlRow>`
    select item.id, item.root_id, item.activation_id, parent.activation_id as parent_activation_id, item.state,
           item.quantity, item.additional_copies, item.policies, model.model,
           coalesce((select sum(fulfillment.count) from fulfillment
                      where fulfillment.line_item_id = item.id and ${holdsOn('fulfillment', today)}), 0)::integer as active
      from line_item item left join line_item parent on parent.id = item.parent_id
      left join lateral (
        select jsonb_build_object('policies', license_model.policies, 'overdraft', license_model.overdraft) as model
          from line_item_license_model link join license_model on license_model.id = link.license_model_id
         where link.line_item_id = item.id order by link.position limit 1) model on true
     where item.root_id = any(${[...new Set(roots)]}::bigint[])
     order by item.id`.execute(reader);
  return rows.map(({ policies, model, ...row }) => ({
    ...row,
    extraCopies: extraCopiesOf({ quantity: row.quantity, policies, model }),
  }));
}

interface ChainSqlRow extends Omit<ChainRow, 'extraCopies'> {
  readonly policies: LineItemPolicies | null;
  readonly model: { readonly policies: LicensePolicies; readonly overdraft: Overdraft } | null;
}

/** How the copies of line items stand, by their rows; whole chains are read, in two queries whatever their number. */
export async function selectCopyCounts(
  reader: Reader,
  lineItems: readonly number[],
  today: Day,
): Promise<ReadonlyMap<number, CopyCount>> {
  const chain = await selectChains(reader, await selectRoots(reader, lineItems), today);
  const counts = countCopies(chain);
  return new Map(
    chain.flatMap(({ id, activationId }): readonly (readonly [number, CopyCount])[] => {
      const count = counts.get(activationId);
      return count === undefined ? [] : [[id, count]];
    }),
  );
}

async function selectRoots(reader: Reader, lineItems: readonly number[]): Promise<readonly number[]> {
  const rows = await reader
    .selectFrom('lineItem')
    .select('lineItem.rootId')
    .distinct()
    .where('lineItem.id', '=', sql<number>`any(${lineItems})`)
    .execute();
  return rows.map((row) => row.rootId);
}

/**
 * Locks whole chains, by the rows of some of their line items, and reads them: the roots first, then the others, in the order of
 * their rows. Whoever touches copies does that first, so no two of them count the same copies as free.
 */
export async function lockChains(
  transaction: Transaction,
  lineItems: readonly number[],
  today: Day,
): Promise<readonly ChainRow[]> {
  const roots = (await selectRoots(transaction, lineItems)).toSorted((a, b) => a - b);
  await sql`select root.id from line_item root where root.id = any(${roots}::bigint[]) order by root.id for no key update`.execute(
    transaction,
  );
  await sql`
    select item.id from line_item item
     where item.root_id = any(${roots}::bigint[]) and item.id <> all(${roots}::bigint[]) order by item.id for no key update`.execute(
    transaction,
  );
  return selectChains(transaction, roots, today);
}
