import { sql } from 'kysely';
import { allocateIds, insertRows, updateRows, type Reader, type Transaction } from '../platform/database.ts';
import type { HistorySource } from '../platform/history.ts';
import type { Recorded } from '../platform/recording.ts';
import { rowAt, rowOf } from '../platform/row-of.ts';
import type { Fulfillment } from './rules/fulfillment.ts';

/** The rows behind the keys that fulfillments name. */
export interface FulfillmentRows {
  readonly lineItemRow: ReadonlyMap<string, number>;
  readonly fulfillmentRow: ReadonlyMap<string, number>;
}

/** Fulfillments by their keys, locked against other writers. */
export async function lockFulfillments(
  transaction: Transaction,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Recorded<Fulfillment>>> {
  const rows = await fulfillments(transaction)
    .where('fulfillment.fulfillmentId', '=', sql<string>`any(${keys})`)
    .orderBy('fulfillment.id')
    .forNoKeyUpdate('fulfillment')
    .execute();
  return new Map(rows.map((row) => [row.fulfillmentId, storedFulfillment(row)]));
}

/** What line items, by their rows, have on a host, locked: the oldest first. */
export async function lockFulfillmentsOnHost(
  transaction: Transaction,
  lineItems: readonly number[],
  host: Pick<Fulfillment['host'], 'type' | 'id'>,
): Promise<readonly Recorded<Fulfillment>[]> {
  const rows = await fulfillments(transaction)
    .where('fulfillment.lineItemId', '=', sql<number>`any(${lineItems})`)
    .where('fulfillment.hostType', '=', host.type)
    .where('fulfillment.hostId', '=', host.id)
    .orderBy('fulfillment.id')
    .forNoKeyUpdate('fulfillment')
    .execute();
  return rows.map(storedFulfillment);
}

/** Fulfillments with the key of their line item and of the one that they replaced. */
export function fulfillments(reader: Reader) {
  return reader
    .selectFrom('fulfillment')
    .innerJoin('lineItem', 'lineItem.id', 'fulfillment.lineItemId')
    .leftJoin('fulfillment as replaced', 'replaced.id', 'fulfillment.parentId')
    .selectAll('fulfillment')
    .select(['lineItem.activationId', 'replaced.fulfillmentId as parentFulfillmentId']);
}

type FulfillmentRow = Awaited<ReturnType<ReturnType<typeof fulfillments>['execute']>>[number];

/** A row as what is recorded. */
export function storedFulfillment(row: FulfillmentRow): Recorded<Fulfillment> {
  const { id, version, createdAt, createdBy, updatedAt, updatedBy } = row;
  const { fulfillmentId, activationId, hostType, hostId, hostName, count, startDate, expirationDate } = row;
  const { state, supportType, parentFulfillmentId, source } = row;
  const host = { type: hostType, id: hostId, name: hostName };
  const held = { fulfillmentId, activationId, host, count, startDate, expirationDate };
  const entity = { ...held, state, supportType, parentFulfillmentId, source };
  return { id, version, entity, createdAt, createdBy, updatedAt, updatedBy };
}

/** Inserts new fulfillments; answers their rows, in their order. One may replace another of them. */
export async function insertFulfillments(
  transaction: Transaction,
  source: HistorySource,
  made: readonly Fulfillment[],
  known: FulfillmentRows,
): Promise<readonly number[]> {
  const ids = await allocateIds(transaction, 'fulfillment', made.length);
  const rows = new Map([
    ...known.fulfillmentRow,
    ...made.map((one, index) => [one.fulfillmentId, rowAt(ids, index)] as const),
  ]);
  const by = { createdBy: source.name, updatedBy: source.name };
  const columns = made.map((one, index) => ({
    id: rowAt(ids, index),
    ...columnsOf(one, { ...known, fulfillmentRow: rows }),
    ...by,
  }));
  await insertRows(transaction, 'fulfillment', columns);
  return ids;
}

/** Changes stored fulfillments. */
export async function updateFulfillments(
  transaction: Transaction,
  source: HistorySource,
  changes: readonly { readonly id: number; readonly after: Fulfillment }[],
  known: FulfillmentRows,
): Promise<void> {
  await updateRows(
    transaction,
    'fulfillment',
    'version',
    changes.map(({ id, after }) => ({ id, ...columnsOf(after, known), updatedBy: source.name })),
  );
}

function columnsOf(fulfillment: Fulfillment, { lineItemRow, fulfillmentRow }: FulfillmentRows) {
  const { activationId, host, parentFulfillmentId, ...columns } = fulfillment;
  return {
    ...columns,
    lineItemId: rowOf(lineItemRow, activationId),
    hostType: host.type,
    hostId: host.id,
    hostName: host.name,
    parentId: parentFulfillmentId === null ? null : rowOf(fulfillmentRow, parentFulfillmentId),
  };
}

/** The rows of fulfillments by their keys; those that are not there are left out. */
export async function selectFulfillmentRows(
  reader: Reader,
  keys: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await reader
    .selectFrom('fulfillment')
    .select(['fulfillment.id', 'fulfillment.fulfillmentId'])
    .where('fulfillment.fulfillmentId', '=', sql<string>`any(${[...new Set(keys)]})`)
    .execute();
  return new Map(rows.map((row) => [row.fulfillmentId, row.id]));
}

/** The rows and states of line items by their activation IDs. */
export async function selectLineItemStates(reader: Reader, keys: readonly string[]) {
  const rows = await reader
    .selectFrom('lineItem')
    .select(['lineItem.id', 'lineItem.activationId', 'lineItem.state'])
    .where('lineItem.activationId', '=', sql<string>`any(${[...new Set(keys)]})`)
    .execute();
  return new Map(rows.map((row) => [row.activationId, row]));
}
