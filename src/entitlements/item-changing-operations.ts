import { authorise } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import { inRecordingTransaction } from '../platform/recording.ts';
import { businessDay } from '../settings/setting-operations.ts';
import { reader } from './entitlement-operations.ts';
import { getLineItem } from './entitlement-reading.ts';
import type { ItemChanges, LineItemChanges, MaintenanceLineItemChanges } from './entitlement-schemas.ts';
import type { LineItemView, MaintenanceLineItemView } from './entitlement-views.ts';
import { changeItems, type ItemChangePlan } from './item-changing.ts';
import type { ItemTarget } from './item-targets.ts';
import { getMaintenanceLineItem } from './maintenance-reading.ts';

export interface ChangeOptions {
  /** answer the plan and write nothing */
  readonly preview?: boolean | undefined;
  /** refuse with `stale_version` where this is not the version any more */
  readonly expectedVersion?: number | undefined;
}

/** The fields that differ, as they were and as they are then. */
export type ChangePlan = Pick<ItemChangePlan, 'before' | 'after'>;

/**
 * Changes a line item, also its activation ID. Needs `updateEntitlements`; throws `not_found`, `stale_version`, or `refused` with
 * every reason: what may be changed when is one table, `rules/editing.ts` (`product.md` 3).
 */
export async function changeLineItem(
  app: App,
  actor: Actor,
  activationId: string,
  { changes, ...options }: ChangeOptions & { readonly changes: LineItemChanges },
): Promise<LineItemView | ChangePlan> {
  const plan = await changeItem(app, actor, { kind: 'lineItem', activationId, change: changes }, options);
  return options.preview === true ? planOf(plan) : getLineItem(app, reader(actor), plan.activationId);
}

/** As `changeLineItem`, of a maintenance line item. */
export async function changeMaintenanceLineItem(
  app: App,
  actor: Actor,
  activationId: string,
  { changes, ...options }: ChangeOptions & { readonly changes: MaintenanceLineItemChanges },
): Promise<MaintenanceLineItemView | ChangePlan> {
  const plan = await changeItem(app, actor, { kind: 'maintenanceLineItem', activationId, change: changes }, options);
  return options.preview === true ? planOf(plan) : getMaintenanceLineItem(app, reader(actor), plan.activationId);
}

interface AskedItem {
  readonly kind: ItemTarget['kind'];
  readonly activationId: string;
  readonly change: ItemChanges;
}

async function changeItem(
  app: App,
  actor: Actor,
  asked: AskedItem,
  { expectedVersion, preview = false }: ChangeOptions,
): Promise<ItemChangePlan> {
  authorise(actor, 'updateEntitlements');
  const today = await businessDay(app);
  return inRecordingTransaction(app.database, async (transaction) => {
    const requests = [{ ...asked, expectedVersion }];
    const [outcome] = await changeItems(transaction, actor, requests, { preview, atomic: true, today });
    if (outcome === undefined) throw new Error(`nothing became of the change of ${asked.activationId}`);
    if ('refused' in outcome) throw outcome.refused;
    return outcome.made;
  });
}

function planOf({ before, after }: ItemChangePlan): ChangePlan {
  return { before, after };
}
