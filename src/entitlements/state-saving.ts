import type { Actor } from '../accounts/rules/permissions.ts';
import { licenseModelRows, productRows } from '../catalog/catalog-lookups.ts';
import { updateRows, type Transaction } from '../platform/database.ts';
import { recordHistory, type HistoryEntry } from '../platform/history.ts';
import { readSettings } from '../settings/setting-store.ts';
import { selectActivatedCopies, selectEverActivated } from './activated-copies.ts';
import { selectItemsWithChildren } from './entitlement-queries.ts';
import type { StoredEntitlement } from './entitlement-store.ts';
import { clearRestoring } from './item-writing.ts';
import type { StateFacts, StatePlan } from './rules/change-state.ts';

/** Everything that the rules must be told about changes of state in some entitlements, in a fixed number of queries. */
export async function learnForStates(
  transaction: Transaction,
  entitlements: readonly StoredEntitlement[],
): Promise<StateFacts> {
  const lineItems = entitlements.flatMap((stored) => stored.entity.lineItems);
  const maintenance = entitlements.flatMap((stored) => stored.entity.maintenanceLineItems);
  const products = [
    ...lineItems.flatMap((item) => item.products.map((one) => one.productId)),
    ...maintenance.map((item) => item.productId),
  ];
  const restorable = entitlements
    .flatMap((stored) => [...stored.lineItems.values(), ...stored.maintenanceLineItems.values()])
    .filter((item) => item.restoreDeployed);
  const models = lineItems.flatMap((item) => item.licenseModels);
  const items = lineItems.map((item) => item.activationId);
  const settings = await readSettings(transaction);
  return {
    products: await productRows(transaction, products, { hold: true }),
    licenseModels: await licenseModelRows(transaction, models, { hold: true }),
    restorable: new Set(restorable.map((item) => item.entity.activationId)),
    withChildren: await selectItemsWithChildren(
      transaction,
      entitlements.map((stored) => stored.id),
    ),
    policy: {
      ...settings,
      activated: await selectActivatedCopies(transaction, items),
      everActivated: await selectEverActivated(transaction, items),
    },
  };
}

/** A change of state that is to be saved. */
export interface StateSave {
  readonly stored: StoredEntitlement;
  readonly plan: StatePlan;
  readonly reason: string | undefined;
  /** the plan is the entitlement's own, not one of its items' */
  readonly ofEntitlement: boolean;
}

/** Saves changes of state with their history, in a fixed number of statements. No item is in two of them. */
export async function saveStates(transaction: Transaction, actor: Actor, saves: readonly StateSave[]): Promise<void> {
  // The version of an entitlement grows with what it holds.
  const headers = new Map(
    saves.map(({ stored, plan, ofEntitlement }) => [stored.id, ofEntitlement ? plan.to : stored.entity.state]),
  );
  await updateRows(
    transaction,
    'entitlement',
    'version',
    [...headers].map(([id, state]) => ({ id, state, updatedBy: actor.name })),
  );
  await forgetRestoring(
    transaction,
    saves.filter(({ ofEntitlement, plan }) => ofEntitlement && plan.to === 'inactive').map(({ stored }) => stored.id),
  );
  await updateRows(transaction, 'lineItem', 'version', rowsOf(actor, saves, 'lineItems'));
  await updateRows(transaction, 'maintenanceLineItem', 'version', rowsOf(actor, saves, 'maintenanceLineItems'));
  await recordHistory(transaction, actor, saves.flatMap(historyOf));
}

function rowsOf(actor: Actor, saves: readonly StateSave[], list: 'lineItems' | 'maintenanceLineItems') {
  return saves.flatMap(({ stored, plan }) =>
    plan.items.flatMap(({ activationId, to, restoreDeployed }) => {
      const id = stored[list].get(activationId)?.id;
      return id === undefined ? [] : [{ id, state: to, restoreDeployed, updatedBy: actor.name }];
    }),
  );
}

// Only what is deployed now is restored later, whatever was remembered of an earlier time.
async function forgetRestoring(transaction: Transaction, entitlements: readonly number[]): Promise<void> {
  const which = { ids: [], entitlements };
  await clearRestoring(transaction, 'lineItem', which);
  await clearRestoring(transaction, 'maintenanceLineItem', which);
}

function historyOf({ stored, plan, reason, ofEntitlement }: StateSave): readonly HistoryEntry[] {
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
