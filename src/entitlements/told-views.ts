import { accountIds } from '../accounts/account-recorder.ts';
import { rowsInScope } from '../accounts/account-scope.ts';
import { authoriseProducer } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import { shownName } from '../accounts/rules/shown-name.ts';
import type { Database } from '../platform/database.ts';
import { selectUsersInScope } from './contact-store.ts';
import type { EntitlementView } from './entitlement-views.ts';

/** A right as somebody may know it: end users are not told who at the producer made it. */
export function toldTo<View extends { readonly createdBy: string }>(actor: Actor, view: View): View {
  return { ...view, createdBy: shownName(actor, view.createdBy) };
}

/** Throws `forbidden` where end users ask for rights by what they are not told. */
export function refuseWhatIsNotTold(actor: Actor, { createdBy }: { readonly createdBy?: string | undefined }): void {
  if (createdBy !== undefined) authoriseProducer(actor);
}

/** A whole entitlement as somebody may know it: end users hear of channel partners and contacts only in accounts of theirs. */
export async function entitlementToldTo(
  reader: Database,
  actor: Actor,
  view: EntitlementView,
): Promise<EntitlementView> {
  if (actor.audience === 'producer') return view;
  const named = view.channelPartners.map(({ accountId }) => accountId);
  const own = rowsInScope(actor.scope, await accountIds(reader, named));
  const contacts = await selectUsersInScope(reader, actor.scope, view.contacts);
  return {
    ...toldTo(actor, view),
    updatedBy: shownName(actor, view.updatedBy),
    contacts: view.contacts.filter((userId) => contacts.has(userId)),
    channelPartners: view.channelPartners.filter(({ accountId }) => own.has(accountId)),
    lineItems: view.lineItems.map((item) => toldTo(actor, item)),
    maintenanceLineItems: view.maintenanceLineItems.map((item) => toldTo(actor, item)),
  };
}
