import { authorise } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import { renderForPreview, type PreviewEmail } from '../notifications/email-preview.ts';
import type { App } from '../platform/app.ts';
import { newIdentifier } from '../platform/new-identifier.ts';
import { inRecordingTransaction, previewNew, recordNew, type Recorder } from '../platform/recording.ts';
import { refusal } from '../shared/problems.ts';
import type { Day } from '../shared/day.ts';
import type { RightState } from '../shared/vocabulary.ts';
import { sendEntitlementEmails } from './entitlement-email-operations.ts';
import { emailsOnDeploy } from './entitlement-emails.ts';
import type { EntitlementKnowledge } from './entitlement-facts.ts';
import { reader, requireAccountsInScope } from './entitlement-operations.ts';
import { getEntitlement } from './entitlement-reading.ts';
import { entitlementRecorder } from './entitlement-recorder.ts';
import type { EntitlementView } from './entitlement-views.ts';
import { planEntitlementCopy, type CopyWish, type EntitlementCopy, type LeftOut } from './rules/copy-entitlement.ts';
import type { Entitlement } from './rules/entitlement.ts';
import { reasonsAgainstSelling } from './rules/selling.ts';
import { lockWholeEntitlement } from './seen-entitlement.ts';
import { requireItemsInSight } from './sold-sight.ts';

export interface CopyRequest extends Omit<CopyWish, 'newIds' | 'entitlementId'> {
  readonly entitlementId?: string | undefined;
  readonly sendEmail?: boolean | undefined;
  /** answers the plan and saves nothing */
  readonly preview?: boolean | undefined;
}

/** What a copy would hold. Its items are named by what they are copied from, as their own IDs are not made yet. */
export interface CopyPlan {
  readonly copiedFrom: string;
  /** null: to be made */
  readonly entitlementId: string | null;
  readonly accountId: string;
  readonly state: RightState;
  readonly lineItems: readonly {
    readonly copiedFrom: string;
    readonly quantity: number;
    readonly startDate: Day | null;
    readonly expirationDate: Day | null;
  }[];
  readonly maintenanceLineItems: readonly { readonly copiedFrom: string; readonly covers: readonly string[] }[];
  readonly leftOut: readonly LeftOut[];
  readonly emails: readonly PreviewEmail[];
}

/**
 * Makes a new entitlement like another, with what is left at the live ends of its chains, as draft, test or deployed at once;
 * only of what may be sold now. Needs `createEntitlements`, and `changeEntitlementState` to deploy; `refused` with every reason.
 */
export async function copyEntitlement(
  app: App,
  actor: Actor,
  originId: string,
  request: CopyRequest,
): Promise<EntitlementView | CopyPlan> {
  authorise(actor, 'createEntitlements');
  if (request.deploy === true) authorise(actor, 'changeEntitlementState');
  const entitlementId = request.entitlementId ?? newIdentifier();
  const plan = await inRecordingTransaction(app.database, async (transaction) => {
    const { entity: origin } = await lockWholeEntitlement(transaction, actor, originId);
    const copy = planned(origin, { ...request, entitlementId });
    const entity = copy.entitlement;
    const partners = entity.channelPartners.map((partner) => partner.accountId);
    await requireAccountsInScope(transaction, actor, [entity.accountId, ...partners]);
    await requireItemsInSight(transaction, actor, entity);
    const emailsOf = () =>
      emailsOnDeploy(
        app,
        transaction,
        { entity, createdAt: new Date(app.clock.now()) },
        { sendEmail: request.sendEmail },
      );
    if (request.preview === true) {
      await previewNew(transaction, copyRecorder, entity);
      return { copy, emails: await renderForPreview(transaction, await emailsOf(), app.config.publicUrl) };
    }
    const reason = `Copied from the entitlement ${originId}`;
    await recordNew(transaction, { ...actor, reason }, copyRecorder, entity);
    await sendEntitlementEmails(transaction, actor, await emailsOf(), entitlementId);
    return { copy, emails: [] };
  });
  if (request.preview !== true) return getEntitlement(app, reader(actor), entitlementId);
  return { ...presentCopy(originId, plan.copy, request.entitlementId ?? null), emails: plan.emails };
}

// What is sold now, given whole. Attributes that became required since the origin was sold are asked when it is changed: whoever
// copies has no place to give them.
const { prepare: _prepare, ...whole } = entitlementRecorder;
const copyRecorder: Recorder<Entitlement, Entitlement, EntitlementKnowledge> = {
  ...whole,
  complete: (entitlement) => entitlement,
  reasonsAgainst: (entitlement, facts, stored) => [
    ...entitlementRecorder.reasonsAgainst(entitlement, facts, stored),
    ...reasonsAgainstSelling(entitlement, stored?.entity, facts),
  ],
};

function planned(origin: Entitlement, wish: Omit<CopyWish, 'newIds'>): EntitlementCopy {
  const items = [...origin.lineItems, ...origin.maintenanceLineItems];
  const newIds = new Map(items.map((item) => [item.activationId, newIdentifier()]));
  const decision = planEntitlementCopy(origin, { ...wish, newIds });
  if (!decision.allowed) throw refusal(decision.reasons);
  return decision.plan;
}

function presentCopy(
  originId: string,
  { entitlement, copiedFrom, leftOut }: EntitlementCopy,
  entitlementId: string | null,
): Omit<CopyPlan, 'emails'> {
  const originOf = (activationId: string): string => copiedFrom.get(activationId) ?? activationId;
  return {
    copiedFrom: originId,
    entitlementId,
    accountId: entitlement.accountId,
    state: entitlement.state,
    lineItems: entitlement.lineItems.map(({ activationId, quantity, startDate, expirationDate }) => ({
      copiedFrom: originOf(activationId),
      quantity,
      startDate,
      expirationDate,
    })),
    maintenanceLineItems: entitlement.maintenanceLineItems.map(({ activationId, covers }) => ({
      copiedFrom: originOf(activationId),
      covers: covers.map(originOf),
    })),
    leftOut,
  };
}
