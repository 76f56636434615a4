import type { Actor } from '../accounts/rules/permissions.ts';
import type { Transaction } from '../platform/database.ts';
import { notFound, refusal } from '../shared/problems.ts';
import { selectEntitlements, type StoredEntitlement } from './entitlement-store.ts';
import { reasonsAgainstUnseen } from './rules/unseen.ts';
import { selectSeenEntitlement, selectSeenItems } from './sight.ts';

/** A stored entitlement that the actor sees, locked with what it holds; throws `not_found`. */
export async function lockSeenEntitlement(
  transaction: Transaction,
  actor: Actor,
  entitlementId: string,
): Promise<StoredEntitlement> {
  const row = await selectSeenEntitlement(transaction, actor, entitlementId);
  const [stored] = row === undefined ? [] : await selectEntitlements(transaction, [row], { lock: true });
  if (stored === undefined) throw notFound('entitlement', entitlementId);
  return stored;
}

/** The same for what concerns everything in it; also throws `refused` where the actor does not see all of that. */
export async function lockWholeEntitlement(
  transaction: Transaction,
  actor: Actor,
  entitlementId: string,
): Promise<StoredEntitlement> {
  const stored = await lockSeenEntitlement(transaction, actor, entitlementId);
  const unseen = await selectUnseenItems(transaction, actor, [stored]);
  const reasons = reasonsAgainstUnseen(unseen, unseen);
  if (reasons.length > 0) throw refusal(reasons);
  return stored;
}

/** The activation IDs of items in entitlements that are of product lines which the actor does not have. */
export async function selectUnseenItems(
  transaction: Transaction,
  actor: Actor,
  entitlements: readonly StoredEntitlement[],
): Promise<ReadonlySet<string>> {
  if (actor.productLines.all) return new Set();
  const ids = entitlements.flatMap((one) => [...one.lineItems.keys(), ...one.maintenanceLineItems.keys()]);
  const seen = await selectSeenItems(transaction, actor, ids);
  return new Set(ids.filter((activationId) => !seen.has(activationId)));
}
