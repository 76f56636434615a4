import { sql } from 'kysely';
import type { Transaction } from '../platform/database.ts';
import { isHolding } from './chain-copies-store.ts';

/**
 * How many copies of some line items are activated and not returned, by activation ID, also where their licenses are past their end;
 * who has none is not among them. How many are free on a day is another question: `selectCopyCounts`.
 */
export async function selectActivatedCopies(
  transaction: Transaction,
  activationIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ activationId: string; copies: number }>`
    select line_item.activation_id, sum(fulfillment.count)::integer as copies
      from line_item join fulfillment on fulfillment.line_item_id = line_item.id and ${isHolding('fulfillment')}
     where line_item.activation_id = any(${activationIds})
     group by line_item.activation_id`.execute(transaction);
  return new Map(rows.map((row) => [row.activationId, row.copies]));
}

/** Those among some line items of which something was ever activated, by activation ID. */
export async function selectEverActivated(
  transaction: Transaction,
  activationIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ activationId: string }>`
    select line_item.activation_id from line_item
     where line_item.activation_id = any(${activationIds})
       and exists (select 1 from fulfillment where fulfillment.line_item_id = line_item.id)`.execute(transaction);
  return new Set(rows.map((row) => row.activationId));
}

/** The fulfillments of line items by their rows: what is deleted along with these. */
export async function selectFulfillmentKeys(transaction: Transaction, lineItems: readonly number[]) {
  return transaction
    .selectFrom('fulfillment')
    .select(['fulfillment.id', 'fulfillment.fulfillmentId'])
    .where('fulfillment.lineItemId', '=', sql<number>`any(${lineItems})`)
    .orderBy('fulfillment.id')
    .execute();
}
