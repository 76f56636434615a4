import { authorise } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import type { BatchOutcome } from '../platform/batch.ts';
import type { Transaction } from '../platform/database.ts';
import { inRecordingTransaction } from '../platform/recording.ts';
import { businessDay } from '../settings/setting-operations.ts';
import type { Day } from '../shared/day.ts';
import { refusal } from '../shared/problems.ts';
import { selectBesideLineItems } from '../entitlements/beside-line-items.ts';
import {
  presentLineItem,
  presentMaintenanceLineItem,
  type BesideLineItems,
  type LineItemView,
  type MaintenanceLineItemView,
} from '../entitlements/entitlement-views.ts';
import { changeItems, type ItemChange, type ItemChangePlan } from '../entitlements/item-changing.ts';
import type { ChangePlan } from '../entitlements/item-changing-operations.ts';
import {
  changeItemStates,
  type ItemStateChangeRequest,
  type ItemStatePlan,
} from '../entitlements/item-state-changing.ts';
import { lockItems, type ItemTarget } from '../entitlements/item-targets.ts';
import { makeChildren, type MadeChild } from './child-making.ts';
import type { ChildRequest } from './child-request.ts';
import { authoriseChild, type ContinuedLineItem } from './lifecycle-operations.ts';
import type { StatePlan } from '../entitlements/rules/change-state.ts';

/** One row of a batch: an item with what is to be changed of it, with its new state, or with how it is continued. */
export type ItemBatchRow = Omit<ItemChange, 'kind'> | ItemStateChangeRequest | ChildRequest;

export interface ItemBatch {
  readonly operations: readonly ItemBatchRow[];
  /** all or nothing; else each for itself */
  readonly atomic: boolean;
  /** answers the plans and saves nothing */
  readonly preview: boolean;
}

/** What became of a row: the item as it is now, or the plan where only a preview is asked for. */
export type ItemBatchResult =
  | LineItemView
  | MaintenanceLineItemView
  | ContinuedLineItem
  | ChangePlan
  | StatePlan
  | MadeChild;

/**
 * Changes many line items and maintenance line items at once, their fields first, then their states, and continues line items; no
 * item is named twice. Needs `updateEntitlements` to change fields, `changeEntitlementState` to change states, and for children
 * what the verbs need.
 */
export async function changeItemBatch(
  app: App,
  actor: Actor,
  batch: ItemBatch,
): Promise<readonly BatchOutcome<ItemBatchResult>[]> {
  if (batch.operations.some(isChange)) authorise(actor, 'updateEntitlements');
  if (batch.operations.some(isStateChange)) authorise(actor, 'changeEntitlementState');
  for (const row of batch.operations) if (isContinued(row)) authoriseChild(actor, row);
  const today = await businessDay(app);
  const undone = new UndoneBatch();
  try {
    return await inRecordingTransaction(app.database, async (transaction) => {
      const rows = await changeRows(transaction, actor, batch, today);
      undone.outcomes = rows.map((row) => row.outcome);
      if (batch.atomic && !batch.preview && undone.outcomes.some((outcome) => 'refused' in outcome)) throw undone;
      return batch.preview ? undone.outcomes : await showRows(transaction, actor, rows, today);
    });
  } catch (error) {
    if (error !== undone) throw error;
    return undone.outcomes;
  }
}

/** Carries what became of the rows out of the transaction that is taken back. */
class UndoneBatch extends Error {
  outcomes: readonly BatchOutcome<ItemBatchResult>[] = [];
  constructor() {
    super('the batch is taken back');
  }
}

function isChange(row: ItemBatchRow): row is Omit<ItemChange, 'kind'> {
  return 'change' in row;
}

function isStateChange(row: ItemBatchRow): row is ItemStateChangeRequest {
  return 'state' in row;
}

function isContinued(row: ItemBatchRow): row is ChildRequest {
  return 'wish' in row;
}

interface BatchRow {
  /** what the item is called afterwards */
  readonly activationId: string;
  /** what continues it now */
  readonly childId?: string | undefined;
  readonly outcome: BatchOutcome<ChangePlan | StatePlan | MadeChild>;
}

async function changeRows(
  transaction: Transaction,
  actor: Actor,
  { operations, atomic, preview }: ItemBatch,
  today: Day,
): Promise<readonly BatchRow[]> {
  const first = new Set(new Map(operations.toReversed().map((row) => [row.activationId, row])).values());
  const done = new Map<ItemBatchRow, BatchRow>();
  const asked = operations.filter((row) => first.has(row));
  const changes = asked.filter(isChange);
  const changed = await changeItems(transaction, actor, changes, { atomic, preview, today });
  changes.forEach((row, index) => done.set(row, rowOfChange(row, changed[index])));
  const states = asked.filter(isStateChange);
  const restated = await changeItemStates(transaction, actor, states, { atomic, preview });
  states.forEach((row, index) => done.set(row, rowOfState(row, restated[index])));
  const parents = asked.filter(isContinued);
  const children = await makeChildren(transaction, actor, parents, { atomic, preview, today });
  parents.forEach((row, index) => done.set(row, rowOfParent(row, children[index])));
  return operations.map((row) => done.get(row) ?? rowOfRepeated(row));
}

function rowOfChange({ activationId }: ItemBatchRow, outcome: BatchOutcome<ItemChangePlan> | undefined): BatchRow {
  if (outcome === undefined) throw new Error(`nothing became of the change of ${activationId}`);
  if ('refused' in outcome) return { activationId, outcome };
  const { before, after } = outcome.made;
  return { activationId: outcome.made.activationId, outcome: { made: { before, after } } };
}

function rowOfState({ activationId }: ItemBatchRow, outcome: BatchOutcome<ItemStatePlan> | undefined): BatchRow {
  if (outcome === undefined) throw new Error(`nothing became of the state of ${activationId}`);
  return { activationId, outcome: 'refused' in outcome ? outcome : { made: outcome.made.plan } };
}

function rowOfParent({ activationId }: ItemBatchRow, outcome: BatchOutcome<MadeChild> | undefined): BatchRow {
  if (outcome === undefined) throw new Error(`nothing became of ${activationId}`);
  return 'refused' in outcome
    ? { activationId, outcome }
    : { activationId, childId: outcome.made.child.activationId, outcome };
}

function rowOfRepeated({ activationId }: ItemBatchRow): BatchRow {
  const reason = {
    code: 'repeated',
    message: `${activationId} is named by a row before this one.`,
    remedy: 'Name each item once.',
    pointer: '/activationId',
  };
  return { activationId, outcome: { refused: refusal([reason]) } };
}

/** The rows with the items as they are now. */
async function showRows(
  transaction: Transaction,
  actor: Actor,
  rows: readonly BatchRow[],
  today: Day,
): Promise<readonly BatchOutcome<ItemBatchResult>[]> {
  const made = rows
    .filter(({ outcome }) => 'made' in outcome)
    .flatMap(({ activationId, childId = [] }) => [activationId, childId].flat());
  const items = await lockItems(transaction, actor, made);
  const lineItems = [...items.values()].filter(({ kind }) => kind === 'lineItem').map(({ item }) => item.id);
  const beside = await selectBesideLineItems(transaction, lineItems, actor, today);
  return rows.map(({ activationId, childId = '', outcome }) => {
    const [target, child] = [items.get(activationId), items.get(childId)];
    if ('refused' in outcome || target === undefined) return outcome;
    if (target.kind === 'lineItem' && child?.kind === 'lineItem')
      return { made: { child: lineItemView(child, beside), parent: lineItemView(target, beside) } };
    return { made: viewOf(target, beside) };
  });
}

function viewOf(target: ItemTarget, beside: BesideLineItems): LineItemView | MaintenanceLineItemView {
  return target.kind === 'lineItem'
    ? lineItemView(target, beside)
    : presentMaintenanceLineItem(target.item, ownerOf(target));
}

function lineItemView(target: ItemTarget & { readonly kind: 'lineItem' }, beside: BesideLineItems): LineItemView {
  return presentLineItem(target.item, ownerOf(target), beside);
}

function ownerOf({ holder: { entity, accountName } }: ItemTarget) {
  return { entitlementId: entity.entitlementId, accountId: entity.accountId, accountName };
}
