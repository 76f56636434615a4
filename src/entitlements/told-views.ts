import { accountIds } from '../accounts/account-recorder.ts';
import { rowsInScope } from '../accounts/account-scope.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import { shownName } from '../accounts/rules/shown-name.ts';
import type { Database } from '../platform/database.ts';
import type { EntitlementView } from './entitlement-views.ts';

/** A right as somebody may know it: end users are not told who at the producer made it. */
export function toldTo<View extends { readonly createdBy: string }>(actor: Actor, view: View): View {
  return { ...view, createdBy: shownName(actor, view.createdBy) };
}

/** A whole entitlement as somebody may know it: end users hear of channel partners only where these are accounts of theirs. */
export async function entitlementToldTo(
  reader: Database,
  actor: Actor,
  view: EntitlementView,
): Promise<EntitlementView> {
  if (actor.audience === 'producer') return view;
  const named = view.channelPartners.map(({ accountId }) => accountId);
  const own = rowsInScope(actor.scope, await accountIds(reader, named));
  return {
    ...toldTo(actor, view),
    updatedBy: shownName(actor, view.updatedBy),
    channelPartners: view.channelPartners.filter(({ accountId }) => own.has(accountId)),
    lineItems: view.lineItems.map((item) => toldTo(actor, item)),
    maintenanceLineItems: view.maintenanceLineItems.map((item) => toldTo(actor, item)),
  };
}
