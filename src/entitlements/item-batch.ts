import { authorise } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import type { BatchOutcome } from '../platform/batch.ts';
import type { Transaction } from '../platform/database.ts';
import { inRecordingTransaction } from '../platform/recording.ts';
import { businessDay } from '../settings/setting-operations.ts';
import type { Day } from '../shared/day.ts';
import { refusal } from '../shared/problems.ts';
import { selectBesideLineItems } from './beside-line-items.ts';
import {
  presentLineItem,
  presentMaintenanceLineItem,
  type BesideLineItems,
  type LineItemView,
  type MaintenanceLineItemView,
} from './entitlement-views.ts';
import { changeItems, type ItemChange, type ItemChangePlan } from './item-changing.ts';
import type { ChangePlan } from './item-changing-operations.ts';
import { changeItemStates, type ItemStateChangeRequest, type ItemStatePlan } from './item-state-changing.ts';
import { lockItems, type ItemTarget } from './item-targets.ts';
import type { StatePlan } from './rules/change-state.ts';

/** One row of a batch: an item with what is to be changed of it, or with its new state. */
export type ItemBatchRow = Omit<ItemChange, 'kind'> | ItemStateChangeRequest;

export interface ItemBatch {
  readonly operations: readonly ItemBatchRow[];
  /** all or nothing; else each for itself */
  readonly atomic: boolean;
  /** answers the plans and saves nothing */
  readonly preview: boolean;
}

/** What became of a row: the item as it is now, or the plan where only a preview is asked for. */
export type ItemBatchResult = LineItemView | MaintenanceLineItemView | ChangePlan | StatePlan;

/**
 * Changes many line items and maintenance line items at once, their fields first, then their states; no item is named twice.
 * Needs `updateEntitlements` to change fields, `changeEntitlementState` to change states.
 */
export async function changeItemBatch(
  app: App,
  actor: Actor,
  batch: ItemBatch,
): Promise<readonly BatchOutcome<ItemBatchResult>[]> {
  if (batch.operations.some(isChange)) authorise(actor, 'updateEntitlements');
  if (!batch.operations.every(isChange)) authorise(actor, 'changeEntitlementState');
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

interface BatchRow {
  /** what the item is called afterwards */
  readonly activationId: string;
  readonly outcome: BatchOutcome<ChangePlan | StatePlan>;
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
  const states = asked.flatMap((row) => (isChange(row) ? [] : [row]));
  const restated = await changeItemStates(transaction, actor, states, { atomic, preview });
  states.forEach((row, index) => done.set(row, rowOfState(row, restated[index])));
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
  const made = rows.filter(({ outcome }) => 'made' in outcome).map(({ activationId }) => activationId);
  const items = await lockItems(transaction, actor, made);
  const lineItems = [...items.values()].filter(({ kind }) => kind === 'lineItem').map(({ item }) => item.id);
  const beside = await selectBesideLineItems(transaction, lineItems, actor, today);
  return rows.map(({ activationId, outcome }) => {
    const target = items.get(activationId);
    return 'refused' in outcome || target === undefined ? outcome : { made: viewOf(target, beside) };
  });
}

function viewOf(target: ItemTarget, beside: BesideLineItems): LineItemView | MaintenanceLineItemView {
  const { entity, accountName } = target.holder;
  const owner = { entitlementId: entity.entitlementId, accountId: entity.accountId, accountName };
  return target.kind === 'lineItem'
    ? presentLineItem(target.item, owner, beside)
    : presentMaintenanceLineItem(target.item, owner);
}
