import { authorise } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import { lockChains } from '../entitlements/chain-copies-store.ts';
import { selectLineItemRow } from '../entitlements/line-item-list-store.ts';
import { sightOf } from '../entitlements/sight.ts';
import type { App } from '../platform/app.ts';
import { inTransaction, type Transaction } from '../platform/database.ts';
import { businessDay } from '../settings/setting-operations.ts';
import type { Day } from '../shared/day.ts';
import { notFound, refusal } from '../shared/problems.ts';
import { learnForActivation } from './activation-facts.ts';
import { saveActivation, saveReturn } from './activation-saving.ts';
import { lockFulfillments } from './fulfillment-store.ts';
import { newFulfillmentId } from './new-fulfillment-id.ts';
import { planActivation, type ActivationPlan, type ActivationWish } from './rules/plan-activation.ts';
import { planReturn, type ReturnPlan } from './rules/plan-return.ts';

interface Previewing {
  /** answers the plan and saves nothing */
  readonly preview?: boolean | undefined;
}

/**
 * Activates copies of a line item on a host (`product.md` 4). Needs `generateLicenses`; throws `not_found`, or `refused` with every
 * reason: `not_deployed`, `expired`, `not_started`, `insufficient_copies`, and those against dates.
 */
export async function activate(
  app: App,
  actor: Actor,
  wish: Omit<ActivationWish, 'source'> & Partial<Pick<ActivationWish, 'source'>>,
  { preview }: Previewing = {},
): Promise<ActivationPlan> {
  authorise(actor, 'generateLicenses');
  const today = await businessDay(app);
  return inTransaction(app.database, async (transaction) => {
    const row = await requireLineItem(transaction, actor, wish.activationId);
    const chain = await lockChains(transaction, [row], today);
    const known = await learnForActivation(transaction, row, chain, { ...wish, today });
    const decision = planActivation({ source: 'online', ...wish }, known.facts);
    if (!decision.allowed) throw refusal(decision.reasons);
    if (preview !== true) await saveActivation(transaction, actor, decision.plan, known);
    return decision.plan;
  });
}

async function requireLineItem(transaction: Transaction, actor: Actor, activationId: string): Promise<number> {
  const row = await selectLineItemRow(transaction, sightOf(actor), activationId);
  if (row === undefined) throw notFound('line item', activationId);
  return row.id;
}

/**
 * Gives copies of a fulfillment back, all of them unless a number is given. Needs `generateLicenses`; throws `not_found`, or
 * `refused` with every reason: `not_active`, `line_item_inactive`, `insufficient_copies`.
 */
export async function returnFulfillment(
  app: App,
  actor: Actor,
  fulfillmentId: string,
  { count, preview }: Previewing & { readonly count?: number | undefined } = {},
): Promise<ReturnPlan> {
  authorise(actor, 'generateLicenses');
  const today = await businessDay(app);
  return inTransaction(app.database, async (transaction) => {
    const { activationId, row } = await requireFulfillment(transaction, actor, fulfillmentId, today);
    const stored = (await lockFulfillments(transaction, [fulfillmentId])).get(fulfillmentId);
    if (stored === undefined) throw notFound('fulfillment', fulfillmentId);
    const states = await selectStates(transaction, row);
    const facts = { fulfillment: stored.entity, ...states, newId: newFulfillmentId() };
    const decision = planReturn(count, facts);
    if (!decision.allowed) throw refusal(decision.reasons);
    const lineItemRow = new Map([[activationId, row]]);
    if (preview !== true) await saveReturn(transaction, actor, stored, decision.plan, lineItemRow);
    return decision.plan;
  });
}

/** The line item of a fulfillment that the actor sees, with its chain locked. */
async function requireFulfillment(transaction: Transaction, actor: Actor, fulfillmentId: string, today: Day) {
  const found = await transaction
    .selectFrom('fulfillment')
    .innerJoin('lineItem', 'lineItem.id', 'fulfillment.lineItemId')
    .select('lineItem.activationId')
    .where('fulfillment.fulfillmentId', '=', fulfillmentId)
    .executeTakeFirst();
  const row = found && (await selectLineItemRow(transaction, sightOf(actor), found.activationId));
  if (found === undefined || row === undefined) throw notFound('fulfillment', fulfillmentId);
  await lockChains(transaction, [row.id], today);
  return { activationId: found.activationId, row: row.id };
}

async function selectStates(transaction: Transaction, row: number) {
  return transaction
    .selectFrom('lineItem')
    .innerJoin('entitlement', 'entitlement.id', 'lineItem.entitlementId')
    .select(['lineItem.state as lineItemState', 'entitlement.state as entitlementState'])
    .where('lineItem.id', '=', row)
    .executeTakeFirstOrThrow();
}
