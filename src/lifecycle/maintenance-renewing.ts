import { z } from 'zod';
import { authorise } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import { reader } from '../entitlements/entitlement-operations.ts';
import { newMaintenanceLineItemSchema } from '../entitlements/entitlement-schemas.ts';
import type { MaintenanceLineItemView } from '../entitlements/entitlement-views.ts';
import type { ChangeOptions } from '../entitlements/item-changing-operations.ts';
import { lockItems, requireItem } from '../entitlements/item-targets.ts';
import { getMaintenanceLineItem } from '../entitlements/maintenance-reading.ts';
import type { MaintenanceLineItem } from '../entitlements/rules/entitlement.ts';
import type { App } from '../platform/app.ts';
import type { Transaction } from '../platform/database.ts';
import { newIdentifier } from '../platform/new-identifier.ts';
import { decideAll, inRecordingTransaction, saveAll } from '../platform/recording.ts';
import { businessDay } from '../settings/setting-operations.ts';
import type { Day } from '../shared/day.ts';
import { notFound, refusal } from '../shared/problems.ts';
import { termSchema } from '../shared/schemas.ts';
import { lifecycleRecorder } from './lifecycle-recorder.ts';
import { reasonsAgainstChildId } from './rules/child-id.ts';
import { planMaintenanceRenewal, type MaintenanceRenewalWish } from './rules/renew-maintenance.ts';

/** What may be said of a renewal of maintenance. */
export const maintenanceRenewalSchema = newMaintenanceLineItemSchema
  .omit({ productId: true, covers: true })
  .extend({
    term: termSchema.optional().meta({ description: 'How long it lasts from its start.' }),
    deploy: z.boolean().optional(),
    copyOrderId: z.boolean().optional().meta({ description: 'Also the order ID and order line number of the parent.' }),
  })
  .meta({ id: 'MaintenanceRenewal' });
export type MaintenanceRenewal = z.infer<typeof maintenanceRenewalSchema>;

/** Maintenance that was renewed, with its child, as they are now. */
export interface RenewedMaintenance {
  readonly child: MaintenanceLineItemView;
  readonly parent: MaintenanceLineItemView;
}

/** The child that would be made. */
export interface MaintenanceRenewalPlan {
  readonly child: MaintenanceLineItem;
  /** it begins before today */
  readonly startsInThePast: boolean;
}

/**
 * Renews maintenance by a child that covers the same (reference 2.6). Needs `renewEntitlements`, and `changeEntitlementState` to
 * deploy it; throws `not_found`, `stale_version`, or `refused` with every reason.
 */
export async function renewMaintenanceLineItem(
  app: App,
  actor: Actor,
  activationId: string,
  { renewal, ...options }: ChangeOptions & { readonly renewal: MaintenanceRenewal },
): Promise<RenewedMaintenance | MaintenanceRenewalPlan> {
  authorise(actor, 'renewEntitlements');
  if (renewal.deploy === true) authorise(actor, 'changeEntitlementState');
  const today = await businessDay(app);
  const plan = await inRecordingTransaction(app.database, (transaction) =>
    renew(transaction, actor, { activationId, ...options, wish: wishOf(renewal), today }),
  );
  if (options.preview === true) return plan;
  return {
    child: await getMaintenanceLineItem(app, reader(actor), plan.child.activationId),
    parent: await getMaintenanceLineItem(app, reader(actor), activationId),
  };
}

function wishOf({ activationId = newIdentifier(), deploy, term, copyOrderId, ...fields }: MaintenanceRenewal) {
  return { activationId, deploy, term, copyOrderId, fields };
}

interface AskedRenewal extends ChangeOptions {
  readonly activationId: string;
  readonly wish: MaintenanceRenewalWish;
  readonly today: Day;
}

async function renew(
  transaction: Transaction,
  actor: Actor,
  { activationId, expectedVersion, preview, wish, today }: AskedRenewal,
): Promise<MaintenanceRenewalPlan> {
  const found = await lockItems(transaction, actor, [activationId]);
  const target = requireItem(found.get(activationId), { activationId, kind: 'maintenanceLineItem', expectedVersion });
  if (target.kind !== 'maintenanceLineItem') throw notFound('maintenance line item', activationId);
  const { entitlementId, state: entitlementState } = target.holder.entity;
  const facts = { entitlementId, entitlementState, parent: target.item.entity };
  const decision = planMaintenanceRenewal(wish, facts);
  const taken = new Set([...target.holder.lineItems.keys(), ...target.holder.maintenanceLineItems.keys()]);
  const reasons = reasonsAgainstChildId(wish.activationId, taken);
  if (!decision.allowed) throw refusal([...reasons, ...decision.reasons]);
  if (reasons.length > 0) throw refusal(reasons);
  const child = decision.plan;
  const recorder = lifecycleRecorder([target.holder], new Set());
  const record = { ...child, covers: [...child.covers], startDate: child.startDate ?? undefined };
  const decided = await decideAll(transaction, recorder, [{ entitlementId, maintenanceLineItems: [record] }], 'update');
  const [outcome] = decided.decisions;
  if (outcome?.outcome.outcome === 'failed') throw refusal(outcome.outcome.reasons.map(withinRequest));
  if (preview !== true) await saveAll(transaction, actor, recorder, decided);
  return { child, startsInThePast: child.startDate !== null && child.startDate < today };
}

function withinRequest<Told extends { readonly pointer?: string }>(reason: Told): Told {
  const { pointer } = reason;
  return pointer === undefined ? reason : { ...reason, pointer: pointer.replace(/^\/maintenanceLineItems\/0/, '') };
}
