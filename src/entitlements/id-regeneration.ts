import { authorise } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import { inTransaction } from '../platform/database.ts';
import { newIdentifier } from '../platform/new-identifier.ts';
import { requireVersion } from '../platform/required-version.ts';
import { refusal } from '../shared/problems.ts';
import type { StoredEntitlement } from './entitlement-store.ts';
import { renameRights } from './id-renaming.ts';
import { planRegeneration, type RegenerationPlan } from './rules/regenerate-ids.ts';
import { lockWholeEntitlement } from './seen-entitlement.ts';

export interface RegenerationRequest {
  readonly entitlementId?: boolean | undefined;
  /** of these items; null: of every draft and test item */
  readonly activationIds?: readonly string[] | null | undefined;
  /** why, for the history */
  readonly reason?: string | undefined;
  readonly expectedVersion?: number | undefined;
  /** answers which IDs would be made anew, and makes none */
  readonly preview?: boolean | undefined;
}

/** An ID that was made anew; `after` is null where only a preview was asked for. */
export interface RegeneratedId {
  readonly entity: 'entitlement' | 'lineItem' | 'maintenanceLineItem';
  readonly before: string;
  readonly after: string | null;
}

export interface RegenerationAnswer {
  /** of the entitlement, as it is now */
  readonly entitlementId: string;
  readonly version: number;
  readonly regenerated: readonly RegeneratedId[];
}

interface NewId extends RegeneratedId {
  readonly id: number;
  readonly after: string;
}

/**
 * Makes the ID of a draft or test entitlement anew, or those of its draft and test items (reference 2.2). Needs
 * `updateEntitlements`; `refused` with every reason.
 */
export async function regenerateIds(
  app: App,
  actor: Actor,
  entitlementId: string,
  request: RegenerationRequest,
): Promise<RegenerationAnswer> {
  authorise(actor, 'updateEntitlements');
  return inTransaction(app.database, async (transaction) => {
    const stored = await lockWholeEntitlement(transaction, actor, entitlementId);
    requireVersion('entitlement', entitlementId, stored.version, request.expectedVersion);
    const { entitlementId: ofEntitlement = false, activationIds = [] } = request;
    const decision = planRegeneration(stored.entity, { entitlementId: ofEntitlement, activationIds });
    if (!decision.allowed) throw refusal(decision.reasons);
    const regenerated = newIds(stored, decision.plan);
    if (request.preview === true)
      return { entitlementId, version: stored.version, regenerated: regenerated.map((one) => shown(one, null)) };
    await renameRights(
      transaction,
      { ...actor, reason: request.reason },
      regenerated.map(({ entity, id, before, after }) => ({
        entity,
        id,
        entitlementRow: stored.id,
        from: before,
        to: after,
      })),
    );
    const own = regenerated.find((one) => one.entity === 'entitlement');
    return {
      entitlementId: own?.after ?? entitlementId,
      version: stored.version + 1,
      regenerated: regenerated.map((one) => shown(one, one.after)),
    };
  });
}

function newIds(stored: StoredEntitlement, plan: RegenerationPlan): readonly NewId[] {
  const own = { entity: 'entitlement', id: stored.id, before: stored.entity.entitlementId } as const;
  const items = plan.activationIds.flatMap((before) => {
    const lineItem = stored.lineItems.get(before);
    const id = lineItem?.id ?? stored.maintenanceLineItems.get(before)?.id;
    const entity = lineItem === undefined ? ('maintenanceLineItem' as const) : ('lineItem' as const);
    return id === undefined ? [] : [{ entity, id, before }];
  });
  return [...(plan.entitlementId ? [own] : []), ...items].map((one) => ({ ...one, after: newIdentifier() }));
}

function shown({ entity, before }: RegeneratedId, after: string | null): RegeneratedId {
  return { entity, before, after };
}
