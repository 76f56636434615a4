import { isDeepStrictEqual } from 'node:util';
import type { Transaction } from '../platform/database.ts';
import { recordHistory, type HistoryEntry, type HistorySource } from '../platform/history.ts';
import { alteration, creation, type Change, type Recorder, type Stored } from '../platform/recording.ts';
import { rowAt, rowOf } from '../platform/row-of.ts';
import type { Reason } from '../shared/decision.ts';
import { completeEntitlement, inStoredOrder } from './complete-entitlement.ts';
import { learnAboutEntitlements, type EntitlementKnowledge } from './entitlement-facts.ts';
import type { EntitlementRecord } from './entitlement-schemas.ts';
import { entitlementRows, selectEntitlements } from './entitlement-store.ts';
import { insertEntitlementHeaders, updateEntitlementHeaders } from './entitlement-writing.ts';
import {
  clearRestoring,
  insertLineItems,
  insertMaintenanceLineItems,
  updateLineItems,
  updateMaintenanceLineItems,
  type Placed,
} from './item-writing.ts';
import { entitlementsWithPartNumbers } from './part-number-filling.ts';
import type { Entitlement, LineItem, MaintenanceLineItem } from './rules/entitlement.ts';
import {
  reasonsAgainstCustomAttributes,
  reasonsAgainstMissingCustomAttributes,
} from './rules/entitlement-attributes.ts';
import { reasonsAgainstEntitlement } from './rules/reasons-against-entitlement.ts';
import { reasonsAgainstSelling } from './rules/selling.ts';

type EntitlementRecorder = Recorder<EntitlementRecord, Entitlement, EntitlementKnowledge>;

/** Records entitlements as they are said to be: what a file brings. */
export const entitlementRecorder: EntitlementRecorder = {
  entity: 'entitlement',
  keyOf: (entitlement) => entitlement.entitlementId,
  prepare: entitlementsWithPartNumbers,
  find: findEntitlements,
  learn: learnAboutEntitlements,
  complete: completeEntitlement,
  inStoredOrder,
  reasonsAgainst: (entitlement, facts, stored) => [
    ...reasonsAgainstEntitlement(entitlement, facts, stored?.entity),
    ...reasonsAgainstCustomAttributes(entitlement, stored?.entity, facts.definedAttributes),
  ],
  withoutParts: ({ lineItems: _lineItems, maintenanceLineItems: _maintenance, ...header }) => header,
  insert: insertWhole,
  update: updateWhole,
};

/** Records entitlements that are sold now: also asks what a new sale must fulfil. */
export const saleRecorder: EntitlementRecorder = {
  ...entitlementRecorder,
  reasonsAgainst: (entitlement, facts, stored): readonly Reason[] => [
    ...entitlementRecorder.reasonsAgainst(entitlement, facts, stored),
    ...reasonsAgainstMissingCustomAttributes(entitlement, stored?.entity, facts.definedAttributes),
    ...reasonsAgainstSelling(entitlement, stored?.entity, facts),
  ],
};

async function findEntitlements(
  transaction: Transaction,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Stored<Entitlement>>> {
  const rows = await entitlementRows(transaction, keys);
  const stored = rows.length === 0 ? [] : await selectEntitlements(transaction, rows, { lock: true });
  return new Map(stored.map((one) => [one.entity.entitlementId, one]));
}

async function insertWhole(
  transaction: Transaction,
  source: HistorySource,
  entitlements: readonly Entitlement[],
  known: EntitlementKnowledge,
): Promise<readonly number[]> {
  const ids = await insertEntitlementHeaders(transaction, source, entitlements, known);
  const lineItems = entitlements.flatMap((one, index) => placed(one.lineItems, rowAt(ids, index), 0));
  const maintenance = entitlements.flatMap((one, index) => placed(one.maintenanceLineItems, rowAt(ids, index), 0));
  const lineItemRow = await insertLineItems(transaction, source, lineItems, known);
  const maintenanceRow = await insertMaintenanceLineItems(transaction, source, maintenance, known, lineItemRow);
  await recordHistory(transaction, source, [
    ...creations('lineItem', lineItems, lineItemRow),
    ...creations('maintenanceLineItem', maintenance, maintenanceRow),
  ]);
  return ids;
}

async function updateWhole(
  transaction: Transaction,
  source: HistorySource,
  changes: readonly Change<Entitlement>[],
  known: EntitlementKnowledge,
): Promise<void> {
  await updateEntitlementHeaders(
    transaction,
    source,
    changes.map((change) => ({ id: change.id, entitlement: change.after })),
    known,
  );
  const { newLineItems, changedLineItems, newMaintenance, changedMaintenance } = itemsOf(changes);
  const kept = (item: LineItem | MaintenanceLineItem) => rowOf(known.itemRows, item.activationId);
  const lineItemRow = await insertLineItems(transaction, source, newLineItems, known);
  await updateLineItems(
    transaction,
    source,
    changedLineItems.map(({ after }) => ({ id: kept(after), item: after })),
    known,
  );
  const maintenanceRow = await insertMaintenanceLineItems(transaction, source, newMaintenance, known, lineItemRow);
  await updateMaintenanceLineItems(
    transaction,
    source,
    changedMaintenance.map(({ after }) => ({ id: kept(after), item: after })),
    known,
    lineItemRow,
  );
  await forgetRestoring(transaction, changes, {
    lineItem: changedLineItems.filter(hasNewState).map(({ after }) => kept(after)),
    maintenanceLineItem: changedMaintenance.filter(hasNewState).map(({ after }) => kept(after)),
  });
  await recordHistory(transaction, source, [
    ...creations('lineItem', newLineItems, lineItemRow),
    ...creations('maintenanceLineItem', newMaintenance, maintenanceRow),
    ...changedLineItems.map(({ before, after }) =>
      alteration('lineItem', kept(after), after.activationId, before, after),
    ),
    ...changedMaintenance.map(({ before, after }) =>
      alteration('maintenanceLineItem', kept(after), after.activationId, before, after),
    ),
  ]);
}

function itemsOf(changes: readonly Change<Entitlement>[]) {
  const lineItems = changes.map((change) => differences(change, change.before.lineItems, change.after.lineItems));
  const maintenance = changes.map((change) =>
    differences(change, change.before.maintenanceLineItems, change.after.maintenanceLineItems),
  );
  return {
    newLineItems: lineItems.flatMap((one) => one.added),
    changedLineItems: lineItems.flatMap((one) => one.changed),
    newMaintenance: maintenance.flatMap((one) => one.added),
    changedMaintenance: maintenance.flatMap((one) => one.changed),
  };
}

function hasNewState({
  before,
  after,
}: {
  readonly before: LineItem | MaintenanceLineItem;
  readonly after: LineItem | MaintenanceLineItem;
}): boolean {
  return before.state !== after.state;
}

// Whoever says in which state things are, says it for good: nothing is restored that was remembered before.
async function forgetRestoring(
  transaction: Transaction,
  changes: readonly Change<Entitlement>[],
  items: Readonly<Record<'lineItem' | 'maintenanceLineItem', readonly number[]>>,
): Promise<void> {
  const headers = changes.filter(({ before, after }) => before.state !== after.state).map((change) => change.id);
  await clearRestoring(transaction, 'lineItem', { ids: items.lineItem, entitlements: headers });
  await clearRestoring(transaction, 'maintenanceLineItem', { ids: items.maintenanceLineItem, entitlements: headers });
}

function placed<Item>(items: readonly Item[], entitlementRow: number, from: number): readonly Placed<Item>[] {
  return items.map((item, index) => ({ item, entitlementRow, position: from + index }));
}

function differences<Item extends { readonly activationId: string }>(
  change: { readonly id: number },
  before: readonly Item[],
  after: readonly Item[],
) {
  const old = new Map(before.map((item) => [item.activationId, item]));
  const added = after.filter((item) => !old.has(item.activationId));
  const changed = after.flatMap((item) => {
    const earlier = old.get(item.activationId);
    return earlier === undefined || isDeepStrictEqual(earlier, item) ? [] : [{ before: earlier, after: item }];
  });
  return { added: placed(added, change.id, before.length), changed };
}

function creations<Item extends LineItem | MaintenanceLineItem>(
  entity: string,
  items: readonly Placed<Item>[],
  rowOf: ReadonlyMap<string, number>,
): readonly HistoryEntry[] {
  return items.map(({ item }) => creation(entity, rowOf.get(item.activationId), item.activationId, item));
}
