import { lockChains } from '../entitlements/chain-copies-store.ts';
import type { Transaction } from '../platform/database.ts';
import type { DailyRecorder } from '../platform/recording.ts';
import type { Day } from '../shared/day.ts';
import type { Reason } from '../shared/decision.ts';
import { firstGiven } from '../shared/objects.ts';
import type { FulfillmentRecord } from './fulfillment-schemas.ts';
import {
  insertFulfillments,
  lockFulfillments,
  selectFulfillmentRows,
  selectLineItemStates,
  updateFulfillments,
  type FulfillmentRows,
} from './fulfillment-store.ts';
import { reasonsAgainstFulfillment, type Fulfillment, type FulfillmentFacts } from './rules/fulfillment.ts';
import { reasonsAgainstRecordedCopies } from './rules/recorded-copies.ts';

interface Knowledge extends FulfillmentFacts, FulfillmentRows {
  /** why the law of copies refuses some of those that are recorded together, by their keys */
  readonly copies: ReadonlyMap<string, Reason>;
}

/** Records fulfillments as a file says they are; the law of copies is asked as of a business day. */
export const fulfillmentRecorder: DailyRecorder<FulfillmentRecord, Fulfillment, Knowledge> = {
  entity: 'fulfillment',
  keyOf: (fulfillment) => fulfillment.fulfillmentId,
  on: (today) => ({
    entity: 'fulfillment',
    keyOf: (fulfillment) => fulfillment.fulfillmentId,
    find: lockFulfillments,
    learn: (transaction, fulfillments) => learnAboutFulfillments(transaction, fulfillments, today),
    complete: completeFulfillment,
    reasonsAgainst: (fulfillment, facts, stored) => {
      const copies = facts.copies.get(fulfillment.fulfillmentId);
      return [
        ...reasonsAgainstFulfillment(fulfillment, facts, stored?.entity),
        ...(copies === undefined ? [] : [copies]),
      ];
    },
    insert: insertFulfillments,
    update: updateFulfillments,
  }),
};

function completeFulfillment(input: FulfillmentRecord, stored: Fulfillment | undefined): Fulfillment {
  const before: Partial<Fulfillment> = stored ?? {};
  const { fulfillmentId, activationId, host, count, startDate } = input;
  return {
    fulfillmentId,
    activationId,
    host: { type: host.type, id: host.id, name: firstGiven(host.name, before.host?.name, null) },
    count,
    startDate,
    expirationDate: firstGiven(input.expirationDate, before.expirationDate, null),
    state: firstGiven(input.state, before.state, 'active'),
    supportType: firstGiven(input.supportType, before.supportType, 'master'),
    parentFulfillmentId: firstGiven(input.parentFulfillmentId, before.parentFulfillmentId, null),
    source: firstGiven(input.source, before.source, 'online'),
  };
}

// The chains are locked before anything of them is counted, so that no two counts find the same copies free.
async function learnAboutFulfillments(
  transaction: Transaction,
  fulfillments: readonly Fulfillment[],
  today: Day,
): Promise<Knowledge> {
  const named = await selectLineItemStates(
    transaction,
    fulfillments.map((one) => one.activationId),
  );
  const rows = [...named.values()].map((row) => row.id);
  const chains = await lockChains(transaction, rows, today);
  const stored = await lockFulfillments(
    transaction,
    fulfillments.map((one) => one.fulfillmentId),
  );
  const parents = fulfillments.flatMap((one) => one.parentFulfillmentId ?? []);
  const fulfillmentRow = await selectFulfillmentRows(transaction, parents);
  const facts = {
    lineItems: new Map([...named].map(([key, { state }]) => [key, state])),
    parents: new Set(fulfillmentRow.keys()),
  };
  const recorded = fulfillments
    .map((fulfillment) => ({ fulfillment, stored: stored.get(fulfillment.fulfillmentId)?.entity }))
    .filter((one) => reasonsAgainstFulfillment(one.fulfillment, facts, one.stored).length === 0);
  return {
    ...facts,
    lineItemRow: new Map([...named].map(([key, { id }]) => [key, id])),
    fulfillmentRow,
    copies: reasonsAgainstRecordedCopies(recorded, chains, today),
  };
}
