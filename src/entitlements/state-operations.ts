import { authorise } from '../accounts/authorise.ts';
import { isInScope, type Actor } from '../accounts/rules/permissions.ts';
import { licenseModelRows, productRows } from '../catalog/catalog-lookups.ts';
import type { App } from '../platform/app.ts';
import { inTransaction, updateRows, type Transaction } from '../platform/database.ts';
import { recordHistory, type HistoryEntry } from '../platform/history.ts';
import type { Decision } from '../shared/decision.ts';
import { notFound, refusal } from '../shared/problems.ts';
import type { RightState } from '../shared/vocabulary.ts';
import { requireVersion } from './entitlement-operations.ts';
import { selectItemsWithChildren, selectLineItemPage, selectMaintenanceRow } from './entitlement-queries.ts';
import { entitlementRows, selectEntitlements, type StoredEntitlement } from './entitlement-store.ts';
import { planEntitlementState, planItemState, type StateFacts, type StatePlan } from './rules/change-state.ts';

export interface StateRequest {
  readonly state: RightState;
  /** why, for the history */
  readonly reason?: string | undefined;
  readonly expectedVersion?: number | undefined;
  /** answers the plan and saves nothing */
  readonly preview?: boolean | undefined;
}

/** Changes an entitlement's state with all that follows from it; answers the plan. Needs `changeEntitlementState`. */
export async function changeEntitlementState(
  app: App,
  actor: Actor,
  entitlementId: string,
  request: StateRequest,
): Promise<StatePlan> {
  authorise(actor, 'changeEntitlementState');
  return inTransaction(app.database, async (transaction) => {
    const [row] = await entitlementRows(transaction, [entitlementId]);
    const stored = row === undefined ? undefined : await lockEntitlement(transaction, row);
    if (stored === undefined || !isInScope(actor.scope, stored.accountRow))
      throw notFound('entitlement', entitlementId);
    requireVersion('entitlement', entitlementId, stored.version, request.expectedVersion);
    const plan = required(planEntitlementState(stored.entity, request.state, await learnForState(transaction, stored)));
    if (request.preview !== true)
      await saveStates(transaction, actor, stored, plan, request.reason, { entitlementToo: true });
    return plan;
  });
}

/** Changes a line item's state; answers the plan. Needs `changeEntitlementState`. */
export async function changeLineItemState(
  app: App,
  actor: Actor,
  activationId: string,
  request: StateRequest,
): Promise<StatePlan> {
  return changeItemState(app, actor, activationId, request, 'lineItems');
}

/** Changes a maintenance line item's state; answers the plan. Needs `changeEntitlementState`. */
export async function changeMaintenanceLineItemState(
  app: App,
  actor: Actor,
  activationId: string,
  request: StateRequest,
): Promise<StatePlan> {
  return changeItemState(app, actor, activationId, request, 'maintenanceLineItems');
}

async function changeItemState(
  app: App,
  actor: Actor,
  activationId: string,
  request: StateRequest,
  kind: 'lineItems' | 'maintenanceLineItems',
): Promise<StatePlan> {
  authorise(actor, 'changeEntitlementState');
  return inTransaction(app.database, async (transaction) => {
    const owner =
      kind === 'lineItems'
        ? (await selectLineItemPage(transaction, actor.scope, { activationId }, { after: 0, limit: 1 }))[0]
        : await selectMaintenanceRow(transaction, actor.scope, activationId);
    const stored = owner === undefined ? undefined : await lockEntitlement(transaction, owner.entitlementRow);
    const item = stored?.[kind].get(activationId);
    const what = kind === 'lineItems' ? 'line item' : 'maintenance line item';
    if (stored === undefined || item === undefined) throw notFound(what, activationId);
    requireVersion(what, activationId, item.version, request.expectedVersion);
    const plan = required(
      planItemState(stored.entity, item.entity, request.state, await learnForState(transaction, stored)),
    );
    if (request.preview !== true)
      await saveStates(transaction, actor, stored, plan, request.reason, { entitlementToo: false });
    return plan;
  });
}

async function lockEntitlement(transaction: Transaction, row: number): Promise<StoredEntitlement | undefined> {
  const [stored] = await selectEntitlements(transaction, [row], { lock: true });
  return stored;
}

function required<Plan>(decision: Decision<Plan>): Plan {
  if (!decision.allowed) throw refusal(decision.reasons);
  return decision.plan;
}

async function learnForState(transaction: Transaction, stored: StoredEntitlement): Promise<StateFacts> {
  const { lineItems, maintenanceLineItems } = stored.entity;
  const products = [
    ...lineItems.flatMap((item) => item.products.map((one) => one.productId)),
    ...maintenanceLineItems.map((item) => item.productId),
  ];
  const restorable = [...stored.lineItems.values(), ...stored.maintenanceLineItems.values()].filter(
    (item) => item.restoreDeployed,
  );
  return {
    products: await productRows(transaction, products),
    licenseModels: await licenseModelRows(
      transaction,
      lineItems.flatMap((item) => item.licenseModels),
    ),
    restorable: new Set(restorable.map((item) => item.entity.activationId)),
    withChildren: await selectItemsWithChildren(transaction, stored.id),
  };
}

async function saveStates(
  transaction: Transaction,
  actor: Actor,
  stored: StoredEntitlement,
  plan: StatePlan,
  reason: string | undefined,
  options: { readonly entitlementToo: boolean },
): Promise<void> {
  const rows = (items: StoredEntitlement['lineItems'] | StoredEntitlement['maintenanceLineItems']) =>
    plan.items.flatMap(({ activationId, to, restoreDeployed }) => {
      const id = items.get(activationId)?.id;
      return id === undefined ? [] : [{ id, state: to, restoreDeployed, updatedBy: actor.name }];
    });
  const lineItems = rows(stored.lineItems);
  const maintenance = rows(stored.maintenanceLineItems);
  const entitlementState = options.entitlementToo ? plan.to : stored.entity.state;
  await updateRows(transaction, 'entitlement', 'version', [
    { id: stored.id, state: entitlementState, updatedBy: actor.name },
  ]);
  await updateRows(transaction, 'lineItem', 'version', lineItems);
  await updateRows(transaction, 'maintenanceLineItem', 'version', maintenance);
  const { id, entity } = stored;
  const own = options.entitlementToo
    ? [stateChange('entitlement', id, entity.entitlementId, plan.from, plan.to, reason)]
    : [];
  await recordHistory(transaction, actor, [...own, ...plan.items.map((change) => itemHistory(stored, change, reason))]);
}

function itemHistory(
  stored: StoredEntitlement,
  change: StatePlan['items'][number],
  reason: string | undefined,
): HistoryEntry {
  const lineItem = stored.lineItems.get(change.activationId);
  const id = lineItem?.id ?? stored.maintenanceLineItems.get(change.activationId)?.id ?? null;
  return stateChange(
    lineItem === undefined ? 'maintenanceLineItem' : 'lineItem',
    id,
    change.activationId,
    change.from,
    change.to,
    reason,
  );
}

function stateChange(
  entity: string,
  subjectId: number | null,
  entityKey: string,
  from: RightState,
  to: RightState,
  reason: string | undefined,
): HistoryEntry {
  return { entity, subjectId, entityKey, event: 'stateChanged', before: { state: from }, after: { state: to }, reason };
}
