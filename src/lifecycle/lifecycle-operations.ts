import { authorise } from '../accounts/authorise.ts';
import type { Actor, Permission } from '../accounts/rules/permissions.ts';
import { reader } from '../entitlements/entitlement-operations.ts';
import { getLineItem } from '../entitlements/entitlement-reading.ts';
import type { LineItemView } from '../entitlements/entitlement-views.ts';
import type { ChangeOptions } from '../entitlements/item-changing-operations.ts';
import type { App } from '../platform/app.ts';
import { inRecordingTransaction } from '../platform/recording.ts';
import { businessDay } from '../settings/setting-operations.ts';
import { makeChildren, type MadeChild } from './child-making.ts';
import { renewalRequest, replacementRequest, type ChildRequest } from './child-request.ts';
import type { Renewal, Replacement } from './child-schemas.ts';
import type { ChildType } from './rules/child.ts';

/** A line item that was continued, with its child, as they are now. */
export interface ContinuedLineItem {
  readonly child: LineItemView;
  readonly parent: LineItemView;
}

/**
 * Renews a line item by a child with the same products for a later time (reference 3.1). Needs `renewEntitlements`, and
 * `changeEntitlementState` to deploy it; throws `not_found`, `stale_version`, or `refused` with every reason.
 */
export function renewLineItem(
  app: App,
  actor: Actor,
  activationId: string,
  { renewal, ...options }: ChangeOptions & { readonly renewal: Renewal },
): Promise<ContinuedLineItem | MadeChild> {
  return continueLineItem(app, actor, renewalRequest({ activationId, ...options }, renewal), options);
}

/** As `renewLineItem`, with the product that an upgrade leads to (reference 3.3). Needs `upgradeEntitlements`. */
export function upgradeLineItem(
  app: App,
  actor: Actor,
  activationId: string,
  { replacement, ...options }: ChangeOptions & { readonly replacement: Replacement },
): Promise<ContinuedLineItem | MadeChild> {
  const asked = { activationId, type: 'upgrade', ...options } as const;
  return continueLineItem(app, actor, replacementRequest(asked, replacement), options);
}

/** As `renewLineItem`, with the product that an upsell leads to (reference 3.4). Needs `upsellEntitlements`. */
export function upsellLineItem(
  app: App,
  actor: Actor,
  activationId: string,
  { replacement, ...options }: ChangeOptions & { readonly replacement: Replacement },
): Promise<ContinuedLineItem | MadeChild> {
  const asked = { activationId, type: 'upsell', ...options } as const;
  return continueLineItem(app, actor, replacementRequest(asked, replacement), options);
}

const permissionFor: Readonly<Record<ChildType, Permission>> = {
  renewal: 'renewEntitlements',
  upgrade: 'upgradeEntitlements',
  upsell: 'upsellEntitlements',
};

/** Throws `forbidden` where the actor may not continue a line item so. */
export function authoriseChild(actor: Actor, { type, wish }: Pick<ChildRequest, 'type' | 'wish'>): void {
  authorise(actor, permissionFor[type]);
  if (wish.deploy === true) authorise(actor, 'changeEntitlementState');
}

async function continueLineItem(
  app: App,
  actor: Actor,
  request: ChildRequest,
  { preview = false }: ChangeOptions,
): Promise<ContinuedLineItem | MadeChild> {
  authoriseChild(actor, request);
  const today = await businessDay(app);
  const made = await inRecordingTransaction(app.database, async (transaction) => {
    const [outcome] = await makeChildren(transaction, actor, [request], { preview, atomic: true, today });
    if (outcome === undefined) throw new Error(`nothing became of ${request.activationId}`);
    if ('refused' in outcome) throw outcome.refused;
    return outcome.made;
  });
  if (preview) return made;
  return {
    child: await getLineItem(app, reader(actor), made.child.activationId),
    parent: await getLineItem(app, reader(actor), request.activationId),
  };
}
