import { updateRows, type Transaction } from '../platform/database.ts';
import { recordHistory, type HistorySource } from '../platform/history.ts';
import { alteration, creation, type Recorded } from '../platform/recording.ts';
import { rowOf } from '../platform/row-of.ts';
import type { SupportType } from '../shared/vocabulary.ts';
import type { ActivationKnowledge } from './activation-facts.ts';
import {
  insertFulfillments,
  selectFulfillmentRows,
  updateFulfillments,
  type FulfillmentRows,
} from './fulfillment-store.ts';
import { sharingDates } from './rules/activation-dates.ts';
import type { Fulfillment } from './rules/fulfillment.ts';
import type { ActivationPlan } from './rules/plan-activation.ts';
import type { ReturnPlan } from './rules/plan-return.ts';

/** Saves an activation with its history. */
export async function saveActivation(
  transaction: Transaction,
  source: HistorySource,
  plan: ActivationPlan,
  { fulfillments, lineItems, facts }: ActivationKnowledge,
): Promise<void> {
  const stored = new Map(fulfillments.map((one) => [one.entity.fulfillmentId, one]));
  const known = {
    lineItemRow: new Map([...lineItems].map(([key, { id }]) => [key, id])),
    fulfillmentRow: await selectFulfillmentRows(
      transaction,
      fulfillments.flatMap(({ entity }) => [entity.fulfillmentId, entity.parentFulfillmentId ?? []].flat()),
    ),
  };
  const ended = plan.replaced.flatMap(({ fulfillmentId, supportType }) => {
    const one = stored.get(fulfillmentId);
    return one === undefined ? [] : [{ one, supportType }];
  });
  await saveEnded(transaction, source, ended, known);
  await saveMade(transaction, source, [plan.made, ...plan.rests], known);
  await saveFixedDates(transaction, source, plan, { lineItems, facts });
}

/** Saves a return with its history; `lineItemRow` names the row of its line item. */
export async function saveReturn(
  transaction: Transaction,
  source: HistorySource,
  stored: Recorded<Fulfillment>,
  { rest }: ReturnPlan,
  lineItemRow: ReadonlyMap<string, number>,
): Promise<void> {
  const { entity } = stored;
  const parents = entity.parentFulfillmentId === null ? [] : [entity.parentFulfillmentId];
  const fulfillmentRow = await selectFulfillmentRows(transaction, [entity.fulfillmentId, ...parents]);
  const known = { lineItemRow, fulfillmentRow };
  await saveEnded(transaction, source, [{ one: stored, supportType: 'return' }], known);
  await saveMade(transaction, source, rest === null ? [] : [rest], known);
}

async function saveEnded(
  transaction: Transaction,
  source: HistorySource,
  ended: readonly { readonly one: Recorded<Fulfillment>; readonly supportType: SupportType }[],
  known: FulfillmentRows,
): Promise<void> {
  const changes = ended.map(({ one: { id, entity }, supportType }) => ({
    id,
    before: entity,
    after: { ...entity, state: 'obsolete' as const, supportType },
  }));
  await updateFulfillments(transaction, source, changes, known);
  await recordHistory(
    transaction,
    source,
    changes.map(({ id, before, after }) => alteration('fulfillment', id, after.fulfillmentId, before, after)),
  );
}

async function saveMade(
  transaction: Transaction,
  source: HistorySource,
  made: readonly Fulfillment[],
  known: FulfillmentRows,
): Promise<void> {
  const ids = await insertFulfillments(transaction, source, made, known);
  await recordHistory(
    transaction,
    source,
    made.map((one, index) => creation('fulfillment', ids[index], one.fulfillmentId, one)),
  );
}

// An upgrade never buys time: where the start is not known, the first activation of either fixes that of both.
async function saveFixedDates(
  transaction: Transaction,
  source: HistorySource,
  { fixed }: ActivationPlan,
  { lineItems, facts }: Pick<ActivationKnowledge, 'lineItems' | 'facts'>,
): Promise<void> {
  if (fixed === null) return;
  const sharing = sharingDates(
    facts.item,
    [...lineItems.values()].map(({ entity }) => entity),
  );
  const changes = sharing.map((before) => ({
    id: rowOf(lineItems, before.activationId),
    before,
    after: { ...before, ...fixed },
  }));
  await updateRows(
    transaction,
    'lineItem',
    'version',
    changes.map(({ id }) => ({ id, ...fixed, updatedBy: source.name })),
  );
  await recordHistory(
    transaction,
    source,
    changes.map(({ id, before, after }) => alteration('lineItem', id, after.activationId, before, after)),
  );
}
