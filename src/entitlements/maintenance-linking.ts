import { authorise } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import type { Transaction } from '../platform/database.ts';
import { inRecordingTransaction } from '../platform/recording.ts';
import { notFound, refusal } from '../shared/problems.ts';
import { businessDay } from '../settings/setting-operations.ts';
import { reader } from './entitlement-operations.ts';
import { getLineItem } from './entitlement-reading.ts';
import type { LineItemView } from './entitlement-views.ts';
import type { ChangeOptions, ChangePlan } from './item-changing-operations.ts';
import { changeItems } from './item-changing.ts';
import { lockItems, requireItem, type ItemTarget } from './item-targets.ts';
import { reasonsAgainstLinking, reasonsAgainstUnlinking, type HeldItem } from './rules/linking.ts';

/** A line item, and maintenance of the same entitlement. */
export interface MaintenanceLink {
  readonly activationId: string;
  readonly maintenanceActivationId: string;
}

type LinkOptions = Pick<ChangeOptions, 'preview'>;

/**
 * Lets maintenance cover a line item; nothing happens where it does already. Answers the line item. Needs `updateEntitlements`;
 * throws `not_found`, or `refused` with every reason (reference 2.6).
 */
export function linkMaintenance(app: App, actor: Actor, link: MaintenanceLink, options: LinkOptions) {
  return setLink(app, actor, link, { ...options, isLinked: true });
}

/** Lets maintenance cover a line item no longer. As `linkMaintenance`; throws `not_found` also where there is no link. */
export function unlinkMaintenance(app: App, actor: Actor, link: MaintenanceLink, options: LinkOptions) {
  return setLink(app, actor, link, { ...options, isLinked: false });
}

async function setLink(
  app: App,
  actor: Actor,
  link: MaintenanceLink,
  { isLinked, preview = false }: LinkOptions & { readonly isLinked: boolean },
): Promise<LineItemView | ChangePlan> {
  authorise(actor, 'updateEntitlements');
  const today = await businessDay(app);
  const plan = await inRecordingTransaction(app.database, async (transaction) => {
    const covers = await decideCovers(transaction, actor, link, isLinked);
    const change = {
      kind: 'maintenanceLineItem',
      activationId: link.maintenanceActivationId,
      change: { covers },
    } as const;
    const [outcome] = await changeItems(transaction, actor, [change], { preview, atomic: true, today });
    if (outcome === undefined) throw new Error(`nothing became of the link of ${link.activationId}`);
    if ('refused' in outcome) throw outcome.refused;
    return { before: outcome.made.before, after: outcome.made.after };
  });
  return preview ? plan : getLineItem(app, reader(actor), link.activationId);
}

/** What the maintenance covers then; undefined where that is what it covers now. */
async function decideCovers(
  transaction: Transaction,
  actor: Actor,
  { activationId, maintenanceActivationId }: MaintenanceLink,
  isLinked: boolean,
): Promise<string[] | undefined> {
  const found = await lockItems(transaction, actor, [activationId, maintenanceActivationId]);
  const lineItem = requireItem(found.get(activationId), { activationId, kind: 'lineItem' });
  const maintenance = requireItem(found.get(maintenanceActivationId), {
    activationId: maintenanceActivationId,
    kind: 'maintenanceLineItem',
  });
  const covers = 'covers' in maintenance.item.entity ? maintenance.item.entity.covers : [];
  const hasLink = covers.includes(activationId);
  if (hasLink && isLinked) return undefined;
  if (!hasLink && !isLinked) throw notFound('maintenance link', `${activationId} to ${maintenanceActivationId}`);
  const reasons = isLinked
    ? reasonsAgainstLinking(heldItem(lineItem), heldItem(maintenance))
    : reasonsAgainstUnlinking(heldItem(maintenance));
  if (reasons.length > 0) throw refusal(reasons);
  return isLinked ? [...covers, activationId] : covers.filter((key) => key !== activationId);
}

function heldItem({ holder, item }: ItemTarget): HeldItem {
  return { holder: holder.entity, item: item.entity };
}
