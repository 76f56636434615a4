import { authorise } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import type { Transaction } from '../platform/database.ts';
import { alteration, decideAll, inRecordingTransaction, saveAll } from '../platform/recording.ts';
import { requireVersion } from '../platform/required-version.ts';
import type { Reason } from '../shared/decision.ts';
import { businessDay } from '../settings/setting-operations.ts';
import { refusal } from '../shared/problems.ts';
import { changingRecorder } from './changing-recorder.ts';
import { reader, requireAccountsInScope } from './entitlement-operations.ts';
import { getEntitlement } from './entitlement-reading.ts';
import type { EntitlementChanges } from './entitlement-schemas.ts';
import type { StoredEntitlement } from './entitlement-store.ts';
import type { EntitlementView } from './entitlement-views.ts';
import { renameRights, selectTakenIds } from './id-renaming.ts';
import type { ChangeOptions, ChangePlan } from './item-changing-operations.ts';
import type { Entitlement } from './rules/entitlement.ts';
import { reasonsAgainstRenaming } from './rules/renaming.ts';
import { lockSeenEntitlement } from './seen-entitlement.ts';

/**
 * Changes an entitlement without what it holds, also its ID. Needs `updateEntitlements`; throws `not_found`, `stale_version`, or
 * `refused` with every reason: what may be changed when is one table, `rules/editing.ts` (`product.md` 3).
 */
export async function changeEntitlement(
  app: App,
  actor: Actor,
  entitlementId: string,
  { changes, expectedVersion, preview }: ChangeOptions & { readonly changes: EntitlementChanges },
): Promise<EntitlementView | ChangePlan> {
  authorise(actor, 'updateEntitlements');
  const { entitlementId: newId = entitlementId, ...fields } = changes;
  const today = await businessDay(app);
  const plan = await inRecordingTransaction(app.database, async (transaction) => {
    const stored = await lockSeenEntitlement(transaction, actor, entitlementId);
    requireVersion('entitlement', entitlementId, stored.version, expectedVersion);
    await requireAccountsInScope(transaction, actor, accountsOf(fields));
    const recorder = changingRecorder([stored], today);
    const decided = await decideAll(transaction, recorder, [{ entitlementId, ...fields }], 'update');
    const [decision] = decided.decisions;
    const failed = decision?.outcome.outcome === 'failed' ? decision.outcome.reasons : [];
    const reasons = [...(await reasonsAgainstNewId(transaction, stored, newId)), ...failed];
    if (reasons.length > 0) throw refusal(reasons);
    if (preview === true) return planOf(stored, decision?.change?.after ?? stored.entity, newId);
    await saveAll(transaction, actor, recorder, decided);
    if (newId !== entitlementId)
      await renameRights(transaction, actor, [
        { entity: 'entitlement', id: stored.id, entitlementRow: stored.id, from: entitlementId, to: newId },
      ]);
    return undefined;
  });
  return plan ?? getEntitlement(app, reader(actor), newId);
}

function accountsOf({ accountId, channelPartners = [] }: EntitlementChanges): readonly string[] {
  return [...(accountId === undefined ? [] : [accountId]), ...channelPartners.map((partner) => partner.accountId)];
}

async function reasonsAgainstNewId(
  transaction: Transaction,
  { entity }: StoredEntitlement,
  to: string,
): Promise<readonly Reason[]> {
  if (to === entity.entitlementId) return [];
  const renaming = { kind: 'entitlement', from: entity.entitlementId, to, state: entity.state } as const;
  return reasonsAgainstRenaming(renaming, await selectTakenIds(transaction, [to]));
}

function planOf(stored: StoredEntitlement, after: Entitlement, entitlementId: string): ChangePlan {
  const plan = alteration('entitlement', stored.id, entitlementId, headerOf(stored.entity), {
    ...headerOf(after),
    entitlementId,
  });
  return { before: plan.before ?? null, after: plan.after ?? null };
}

function headerOf({ lineItems: _lineItems, maintenanceLineItems: _maintenance, ...header }: Entitlement) {
  return header;
}
