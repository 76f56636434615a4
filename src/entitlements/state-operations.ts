import { authorise } from '../accounts/authorise.ts';
import { isInScope, type Actor } from '../accounts/rules/permissions.ts';
import { licenseModelRows, productRows } from '../catalog/catalog-lookups.ts';
import type { App } from '../platform/app.ts';
import { inTransaction, updateRows, type Transaction } from '../platform/database.ts';
import { recordHistory, type HistoryEntry } from '../platform/history.ts';
import { requireVersion } from '../platform/required-version.ts';
import type { Decision } from '../shared/decision.ts';
import { notFound, refusal } from '../shared/problems.ts';
import type { RightState } from '../shared/vocabulary.ts';
import { reader } from './entitlement-operations.ts';
import { getEntitlement, getLineItem, getMaintenanceLineItem } from './entitlement-reading.ts';
import type { EntitlementView, LineItemView, MaintenanceLineItemView } from './entitlement-views.ts';
import { selectItemsWithChildren } from './entitlement-queries.ts';
import { entitlementRows, selectEntitlements, type StoredEntitlement } from './entitlement-store.ts';
import { selectLineItemRow, selectMaintenanceRow } from './line-item-list-store.ts';
import { clearRestoring } from './item-writing.ts';
import { planEntitlementState, planItemState, type StateFacts, type StatePlan } from './rules/change-state.ts';

export interface StateRequest {
  readonly state: RightState;
  /** why, for the history */
  readonly reason?: string | undefined;
  readonly expectedVersion?: number | undefined;
  /** answers the plan and saves nothing */
  readonly preview?: boolean | undefined;
}

/**
 * Changes an entitlement's state with all that follows from it; answers it as it is then, or the plan where only a preview
 * is asked for. Needs `changeEntitlementState`.
 */
export async function changeEntitlementState(
  app: App,
  actor: Actor,
  entitlementId: string,
  request: StateRequest,
): Promise<EntitlementView | StatePlan> {
  authorise(actor, 'changeEntitlementState');
  const plan = await inTransaction(app.database, async (transaction) => {
    const [row] = await entitlementRows(transaction, [entitlementId]);
    const stored = row === undefined ? undefined : await lockEntitlement(transaction, row);
    if (stored === undefined || !isInScope(actor.scope, stored.accountRow))
      throw notFound('entitlement', entitlementId);
    requireVersion('entitlement', entitlementId, stored.version, request.expectedVersion);
    const plan = required(planEntitlementState(stored.entity, request.state, await learnForState(transaction, stored)));
    if (request.preview !== true)
      await saveStates(transaction, actor, { stored, plan, reason: request.reason, ofEntitlement: true });
    return plan;
  });
  return request.preview === true ? plan : getEntitlement(app, reader(actor), entitlementId);
}

/** As `changeEntitlementState`, of one line item. */
export async function changeLineItemState(
  app: App,
  actor: Actor,
  activationId: string,
  request: StateRequest,
): Promise<LineItemView | StatePlan> {
  const plan = await changeItemState(app, actor, activationId, request, 'lineItems');
  return request.preview === true ? plan : getLineItem(app, reader(actor), activationId);
}

/** As `changeEntitlementState`, of one maintenance line item. */
export async function changeMaintenanceLineItemState(
  app: App,
  actor: Actor,
  activationId: string,
  request: StateRequest,
): Promise<MaintenanceLineItemView | StatePlan> {
  const plan = await changeItemState(app, actor, activationId, request, 'maintenanceLineItems');
  return request.preview === true ? plan : getMaintenanceLineItem(app, reader(actor), activationId);
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
        ? await selectLineItemRow(transaction, { scope: actor.scope }, activationId)
        : await selectMaintenanceRow(transaction, { scope: actor.scope }, activationId);
    const stored = owner === undefined ? undefined : await lockEntitlement(transaction, owner.entitlementRow);
    const item = stored?.[kind].get(activationId);
    const what = kind === 'lineItems' ? 'line item' : 'maintenance line item';
    if (stored === undefined || item === undefined) throw notFound(what, activationId);
    requireVersion(what, activationId, item.version, request.expectedVersion);
    const plan = required(
      planItemState(stored.entity, item.entity, request.state, await learnForState(transaction, stored)),
    );
    if (request.preview !== true)
      await saveStates(transaction, actor, { stored, plan, reason: request.reason, ofEntitlement: false });
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
    products: await productRows(transaction, products, { hold: true }),
    licenseModels: await licenseModelRows(
      transaction,
      lineItems.flatMap((item) => item.licenseModels),
      { hold: true },
    ),
    restorable: new Set(restorable.map((item) => item.entity.activationId)),
    withChildren: await selectItemsWithChildren(transaction, stored.id),
  };
}

interface Save {
  readonly stored: StoredEntitlement;
  readonly plan: StatePlan;
  readonly reason: string | undefined;
  /** the plan is the entitlement's own, not one of its items' */
  readonly ofEntitlement: boolean;
}

async function saveStates(transaction: Transaction, actor: Actor, save: Save): Promise<void> {
  const { stored, plan, ofEntitlement } = save;
  const rows = (items: StoredEntitlement['lineItems'] | StoredEntitlement['maintenanceLineItems']) =>
    plan.items.flatMap(({ activationId, to, restoreDeployed }) => {
      const id = items.get(activationId)?.id;
      return id === undefined ? [] : [{ id, state: to, restoreDeployed, updatedBy: actor.name }];
    });
  const state = ofEntitlement ? plan.to : stored.entity.state;
  // The version of an entitlement grows with what it holds.
  await updateRows(transaction, 'entitlement', 'version', [{ id: stored.id, state, updatedBy: actor.name }]);
  if (ofEntitlement && plan.to === 'inactive') await forgetRestoring(transaction, stored.id);
  await updateRows(transaction, 'lineItem', 'version', rows(stored.lineItems));
  await updateRows(transaction, 'maintenanceLineItem', 'version', rows(stored.maintenanceLineItems));
  await recordHistory(transaction, actor, historyOf(save));
}

// Only what is deployed now is restored later, whatever was remembered of an earlier time.
async function forgetRestoring(transaction: Transaction, entitlement: number): Promise<void> {
  const which = { ids: [], entitlements: [entitlement] };
  await clearRestoring(transaction, 'lineItem', which);
  await clearRestoring(transaction, 'maintenanceLineItem', which);
}

function historyOf({ stored, plan, reason, ofEntitlement }: Save): readonly HistoryEntry[] {
  const change = ({ from, to }: Pick<StatePlan, 'from' | 'to'>) =>
    ({ event: 'stateChanged', before: { state: from }, after: { state: to }, reason }) as const;
  const own = { entity: 'entitlement', subjectId: stored.id, entityKey: stored.entity.entitlementId };
  const items = plan.items.map((item) => {
    const lineItem = stored.lineItems.get(item.activationId);
    const id = lineItem?.id ?? stored.maintenanceLineItems.get(item.activationId)?.id ?? null;
    const entity = lineItem === undefined ? 'maintenanceLineItem' : 'lineItem';
    return { entity, subjectId: id, entityKey: item.activationId, ...change(item) };
  });
  return ofEntitlement ? [{ ...own, ...change(plan) }, ...items] : items;
}
