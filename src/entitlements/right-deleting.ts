import { authorise } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import { inTransaction, updateRows, type Transaction } from '../platform/database.ts';
import { recordHistory, type HistoryEntry } from '../platform/history.ts';
import { alteration } from '../platform/recording.ts';
import { requireVersion } from '../platform/required-version.ts';
import type { Reason } from '../shared/decision.ts';
import { asJson } from '../shared/objects.ts';
import { refusal } from '../shared/problems.ts';
import { selectActivatedCopies, selectFulfillmentKeys } from './activated-copies.ts';
import { selectChildrenElsewhere } from './entitlement-queries.ts';
import type { StoredEntitlement } from './entitlement-store.ts';
import type { ChangeOptions } from './item-changing-operations.ts';
import { lockItems, requireItem, type ItemTarget } from './item-targets.ts';
import {
  reasonsAgainstDeletingEntitlement,
  reasonsAgainstDeletingLineItem,
  reasonsAgainstDeletingMaintenance,
  type DeletionFacts,
} from './rules/deleting.ts';
import type { Entitlement } from './rules/entitlement.ts';
import { lockWholeEntitlement } from './seen-entitlement.ts';

/** What is deleted, or would be, with the activation IDs of what goes along. */
export interface RightDeletion {
  readonly deleted: {
    readonly entity: 'entitlement' | ItemTarget['kind'];
    readonly key: string;
    readonly items: readonly string[];
  };
}

/**
 * Deletes an entitlement that is draft, test, or on hold (which rejects it), with everything that it holds; its history stays.
 * Needs `deleteEntitlements`; throws `not_found`, `stale_version`, or `refused` with every reason.
 */
export async function deleteEntitlement(
  app: App,
  actor: Actor,
  entitlementId: string,
  { expectedVersion, preview }: ChangeOptions,
): Promise<RightDeletion> {
  authorise(actor, 'deleteEntitlements');
  return inTransaction(app.database, async (transaction) => {
    const stored = await lockWholeEntitlement(transaction, actor, entitlementId);
    requireVersion('entitlement', entitlementId, stored.version, expectedVersion);
    const { entity } = stored;
    refuse(
      reasonsAgainstDeletingEntitlement(entity, await learnForDeleting(transaction, stored, everythingOf(stored))),
    );
    const items = [...stored.lineItems.keys(), ...stored.maintenanceLineItems.keys()];
    if (preview !== true) {
      const activations = await selectFulfillmentKeys(transaction, rowsOf(stored.lineItems));
      await transaction.deleteFrom('entitlement').where('entitlement.id', '=', stored.id).execute();
      await recordHistory(transaction, actor, [...deletionOf(stored), ...activations.map(deletedFulfillment)]);
    }
    return { deleted: { entity: 'entitlement', key: entitlementId, items } };
  });
}

/** Deletes a draft or test line item. Needs `updateEntitlements`; throws `not_found`, `stale_version`, or `refused`. */
export function deleteLineItem(app: App, actor: Actor, activationId: string, options: ChangeOptions) {
  return deleteItem(app, actor, { kind: 'lineItem', activationId }, options);
}

/** As `deleteLineItem`, of a maintenance line item, which must cover nothing any more (reference 2.6). */
export function deleteMaintenanceLineItem(app: App, actor: Actor, activationId: string, options: ChangeOptions) {
  return deleteItem(app, actor, { kind: 'maintenanceLineItem', activationId }, options);
}

async function deleteItem(
  app: App,
  actor: Actor,
  asked: Pick<ItemTarget, 'kind'> & { readonly activationId: string },
  { expectedVersion, preview }: ChangeOptions,
): Promise<RightDeletion> {
  authorise(actor, 'updateEntitlements');
  const { kind, activationId } = asked;
  return inTransaction(app.database, async (transaction) => {
    const found = await lockItems(transaction, actor, [activationId]);
    const target = requireItem(found.get(activationId), { ...asked, expectedVersion });
    refuse(await reasonsAgainstDeletingItem(transaction, target));
    if (preview !== true) await deleteRow(transaction, actor, target);
    return { deleted: { entity: kind, key: activationId, items: [] } };
  });
}

async function reasonsAgainstDeletingItem(transaction: Transaction, target: ItemTarget): Promise<readonly Reason[]> {
  const { holder } = target;
  const rows = { lineItem: [], maintenanceLineItem: [], [target.kind]: [target.item.id] };
  const facts = await learnForDeleting(transaction, holder, rows);
  return target.kind === 'lineItem'
    ? reasonsAgainstDeletingLineItem(holder.entity, target.item.entity, facts)
    : reasonsAgainstDeletingMaintenance(holder.entity, target.item.entity, facts);
}

async function deleteRow(transaction: Transaction, actor: Actor, target: ItemTarget): Promise<void> {
  const { kind, holder, item } = target;
  const { activationId } = item.entity;
  const uncovered = kind === 'lineItem' ? uncoveredBy(holder, activationId) : [];
  const by = { updatedBy: actor.name };
  const activations = kind === 'lineItem' ? await selectFulfillmentKeys(transaction, [item.id]) : [];
  await transaction.deleteFrom(kind).where('id', '=', item.id).execute();
  // The version of an entitlement grows with what it holds, and so does that of what covered the line item.
  await updateRows(transaction, 'entitlement', 'version', [{ id: holder.id, ...by }]);
  await updateRows(
    transaction,
    'maintenanceLineItem',
    'version',
    uncovered.map(({ id }) => ({ id, ...by })),
  );
  await recordHistory(transaction, actor, [
    deleted(kind, item.id, activationId, item.entity),
    ...activations.map(deletedFulfillment),
    ...uncovered.map(({ id, entity }) => {
      const covers = entity.covers.filter((key) => key !== activationId);
      return alteration('maintenanceLineItem', id, entity.activationId, entity, { ...entity, covers });
    }),
  ]);
}

function uncoveredBy({ maintenanceLineItems }: StoredEntitlement, activationId: string) {
  return [...maintenanceLineItems.values()].filter(({ entity }) => entity.covers.includes(activationId));
}

type Rows = Readonly<Record<ItemTarget['kind'], readonly number[]>>;

async function learnForDeleting(
  transaction: Transaction,
  stored: StoredEntitlement,
  deletedRows: Rows,
): Promise<DeletionFacts> {
  return {
    childrenOf: await selectChildrenElsewhere(transaction, deletedRows),
    activated: await selectActivatedCopies(transaction, [...stored.lineItems.keys()]),
  };
}

function everythingOf({ lineItems, maintenanceLineItems }: StoredEntitlement): Rows {
  return { lineItem: rowsOf(lineItems), maintenanceLineItem: rowsOf(maintenanceLineItems) };
}

function rowsOf(items: ReadonlyMap<string, { readonly id: number }>): readonly number[] {
  return [...items.values()].map((item) => item.id);
}

function refuse(reasons: readonly Reason[]): void {
  if (reasons.length > 0) throw refusal(reasons);
}

function deletionOf({ id, entity, lineItems, maintenanceLineItems }: StoredEntitlement): readonly HistoryEntry[] {
  return [
    deleted('entitlement', id, entity.entitlementId, headerOf(entity)),
    ...[...lineItems.values()].map((item) => deleted('lineItem', item.id, item.entity.activationId, item.entity)),
    ...[...maintenanceLineItems.values()].map((item) =>
      deleted('maintenanceLineItem', item.id, item.entity.activationId, item.entity),
    ),
  ];
}

function headerOf({ lineItems: _lineItems, maintenanceLineItems: _maintenance, ...header }: Entitlement) {
  return header;
}

function deletedFulfillment({
  id,
  fulfillmentId,
}: {
  readonly id: number;
  readonly fulfillmentId: string;
}): HistoryEntry {
  return { entity: 'fulfillment', subjectId: id, entityKey: fulfillmentId, event: 'deleted' };
}

function deleted(entity: string, subjectId: number, entityKey: string, before: object): HistoryEntry {
  return { entity, subjectId, entityKey, event: 'deleted', before: asJson(before) };
}
