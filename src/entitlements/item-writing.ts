import { sql } from 'kysely';
import { allocateIds, insertRows, updateRows, type Transaction } from '../platform/database.ts';
import { rowAt, rowOf } from '../platform/row-of.ts';
import type { HistorySource } from '../platform/history.ts';
import type { EntitlementKnowledge } from './entitlement-facts.ts';
import { chainLinks, type ChainLink } from './rules/chain-links.ts';
import type { LineItem, MaintenanceLineItem } from './rules/entitlement.ts';

/** A line item or maintenance line item with the row of its entitlement and its place there. */
export interface Placed<Item> {
  readonly item: Item;
  readonly entitlementRow: number;
  readonly position: number;
}

export interface Kept<Item> {
  readonly id: number;
  readonly item: Item;
}

/** Inserts new line items with their products and license models; answers the row of each activation ID. */
export async function insertLineItems(
  transaction: Transaction,
  source: HistorySource,
  placed: readonly Placed<LineItem>[],
  known: EntitlementKnowledge,
): Promise<ReadonlyMap<string, number>> {
  const { kept, rows } = await findPlaces(transaction, 'lineItem', source, placed, known);
  await insertRows(
    transaction,
    'lineItem',
    kept.map(({ item, place }) => ({ ...place, ...lineItemColumns(item, known) })),
  );
  await insertParts(transaction, kept, known);
  return rows;
}

// What both kinds of items have alike: their row, their place in the entitlement, and what is above them in their chain.
async function findPlaces<Item extends LineItem | MaintenanceLineItem>(
  transaction: Transaction,
  table: 'lineItem' | 'maintenanceLineItem',
  source: HistorySource,
  placed: readonly Placed<Item>[],
  known: EntitlementKnowledge,
) {
  const ids = await allocateIds(transaction, table, placed.length);
  const rows = new Map(placed.map(({ item }, index) => [item.activationId, rowAt(ids, index)]));
  const links = chainLinks(
    placed.map((one) => one.item),
    rows,
    known.itemRows,
  );
  const kept = placed.map(({ item, entitlementRow, position }, index) => {
    const id = rowAt(ids, index);
    const by = { createdBy: source.name, updatedBy: source.name };
    return { id, item, place: { id, entitlementId: entitlementRow, position, ...linkAt(links, index), ...by } };
  });
  return { kept, rows };
}

/** Changes stored line items, with their products and license models. Their parents stay. */
export async function updateLineItems(
  transaction: Transaction,
  source: HistorySource,
  kept: readonly Kept<LineItem>[],
  known: EntitlementKnowledge,
): Promise<void> {
  await updateRows(
    transaction,
    'lineItem',
    'version',
    kept.map(({ item, id }) => ({ id, ...lineItemColumns(item, known), updatedBy: source.name })),
  );
  const ids = kept.map((one) => one.id);
  await transaction
    .deleteFrom('lineItemProduct')
    .where('lineItemProduct.lineItemId', '=', sql<number>`any(${ids})`)
    .execute();
  await transaction
    .deleteFrom('lineItemLicenseModel')
    .where('lineItemLicenseModel.lineItemId', '=', sql<number>`any(${ids})`)
    .execute();
  await insertParts(transaction, kept, known);
}

function linkAt(links: readonly ChainLink[], index: number): ChainLink {
  const link = links[index];
  if (link === undefined) throw new Error(`${links.length} items were linked, so there is none for number ${index}`);
  return link;
}

function lineItemColumns({ partNumber, autoRenew, ...item }: LineItem, known: EntitlementKnowledge) {
  const { parentActivationId: _parent, products: _products, licenseModels: _models, ...columns } = item;
  return {
    ...columns,
    partNumberId: partNumber === null ? null : rowOf(known.partNumberRow, partNumber),
    autoRenewTerm: autoRenew !== null && 'term' in autoRenew ? autoRenew.term : null,
    autoRenewExpirationDate: autoRenew !== null && 'expirationDate' in autoRenew ? autoRenew.expirationDate : null,
  };
}

async function insertParts(
  transaction: Transaction,
  kept: readonly Kept<LineItem>[],
  known: EntitlementKnowledge,
): Promise<void> {
  await insertRows(
    transaction,
    'lineItemProduct',
    kept.flatMap(({ item, id }) =>
      item.products.map(({ productId, quantityPerCopy }, position) => ({
        lineItemId: id,
        productId: rowOf(known.productRow, productId),
        quantityPerCopy,
        position,
      })),
    ),
  );
  await insertRows(
    transaction,
    'lineItemLicenseModel',
    kept.flatMap(({ item, id }) =>
      item.licenseModels.map((key, position) => ({
        lineItemId: id,
        licenseModelId: rowOf(known.licenseModelRow, key),
        position,
      })),
    ),
  );
}

/** Inserts new maintenance line items and links them to what they cover; `lineItemRow` names the line items of this save. */
export async function insertMaintenanceLineItems(
  transaction: Transaction,
  source: HistorySource,
  placed: readonly Placed<MaintenanceLineItem>[],
  known: EntitlementKnowledge,
  lineItemRow: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, number>> {
  const { kept, rows } = await findPlaces(transaction, 'maintenanceLineItem', source, placed, known);
  await insertRows(
    transaction,
    'maintenanceLineItem',
    kept.map(({ item, place }) => ({ ...place, ...maintenanceColumns(item, known) })),
  );
  await insertLinks(transaction, kept, known, lineItemRow);
  return rows;
}

/** Changes stored maintenance line items and what they cover. Their parents stay. */
export async function updateMaintenanceLineItems(
  transaction: Transaction,
  source: HistorySource,
  kept: readonly Kept<MaintenanceLineItem>[],
  known: EntitlementKnowledge,
  lineItemRow: ReadonlyMap<string, number>,
): Promise<void> {
  await updateRows(
    transaction,
    'maintenanceLineItem',
    'version',
    kept.map(({ item, id }) => ({
      id,
      ...maintenanceColumns(item, known),
      restoreDeployed: false,
      updatedBy: source.name,
    })),
  );
  const ids = kept.map((one) => one.id);
  await transaction
    .deleteFrom('maintenanceLink')
    .where('maintenanceLink.maintenanceLineItemId', '=', sql<number>`any(${ids})`)
    .execute();
  await insertLinks(transaction, kept, known, lineItemRow);
}

function maintenanceColumns(item: MaintenanceLineItem, known: EntitlementKnowledge) {
  const { parentActivationId: _parent, covers: _covers, startDate, productId, ...columns } = item;
  if (startDate === null) throw new Error(`maintenance ${item.activationId} was accepted without a start date`);
  return { ...columns, startDate, productId: rowOf(known.productRow, productId) };
}

async function insertLinks(
  transaction: Transaction,
  kept: readonly Kept<MaintenanceLineItem>[],
  known: EntitlementKnowledge,
  lineItemRow: ReadonlyMap<string, number>,
): Promise<void> {
  await insertRows(
    transaction,
    'maintenanceLink',
    kept.flatMap(({ item, id }) =>
      item.covers.map((covered) => ({
        maintenanceLineItemId: id,
        lineItemId: lineItemRow.get(covered) ?? rowOf(known.itemRows, covered),
      })),
    ),
  );
}

/** Forgets that items were deployed when their entitlement was made inactive: named ones, and all of some entitlements. */
export async function clearRestoring(
  transaction: Transaction,
  table: 'lineItem' | 'maintenanceLineItem',
  which: { readonly ids: readonly number[]; readonly entitlements: readonly number[] },
): Promise<void> {
  if (which.ids.length === 0 && which.entitlements.length === 0) return;
  await sql`
    update ${sql.table(table)} as item set restore_deployed = false
     where item.restore_deployed
       and (item.id = any(${which.ids}::bigint[]) or item.entitlement_id = any(${which.entitlements}::bigint[]))`.execute(
    transaction,
  );
}
