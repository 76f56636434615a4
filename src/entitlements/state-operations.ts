import { authorise } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import { renderForPreview, type PreviewEmail } from '../notifications/email-preview.ts';
import type { NewEmail } from '../notifications/outbox.ts';
import type { App } from '../platform/app.ts';
import { inTransaction, type Transaction } from '../platform/database.ts';
import { requireVersion } from '../platform/required-version.ts';
import type { Decision } from '../shared/decision.ts';
import { notFound, refusal } from '../shared/problems.ts';
import type { RightState } from '../shared/vocabulary.ts';
import { sendEntitlementEmails } from './entitlement-email-operations.ts';
import { emailsOnDeploy, type EmailSubject } from './entitlement-emails.ts';
import { reader } from './entitlement-operations.ts';
import { getEntitlement, getLineItem } from './entitlement-reading.ts';
import type { EntitlementView, LineItemView, MaintenanceLineItemView } from './entitlement-views.ts';
import { selectEntitlements, type StoredEntitlement } from './entitlement-store.ts';
import { selectLineItemRow } from './line-item-list-store.ts';
import { selectMaintenanceRow } from './maintenance-list-store.ts';
import { getMaintenanceLineItem } from './maintenance-reading.ts';
import { planEntitlementState, planItemState, type StatePlan } from './rules/change-state.ts';
import type { LineItem, MaintenanceLineItem } from './rules/entitlement.ts';
import { reasonsAgainstUnseen } from './rules/unseen.ts';
import { lockWholeEntitlement, selectUnseenItems } from './seen-entitlement.ts';
import { learnForStates, saveStates, type StateSave } from './state-saving.ts';

export interface StateRequest {
  readonly state: RightState;
  /** why, for the history */
  readonly reason?: string | undefined;
  readonly expectedVersion?: number | undefined;
  /** answers the plan and saves nothing */
  readonly preview?: boolean | undefined;
  /** of a line item: also its descendants in the same entitlement that are not obsolete */
  readonly includeChildren?: boolean | undefined;
  /** tells of it by email; undefined: where an entitlement is deployed, as the setting says */
  readonly sendEmail?: boolean | undefined;
}

/** What follows from a change of state, with the emails that go with it where some do. */
export interface StatePreview extends StatePlan {
  readonly emails?: readonly PreviewEmail[];
}

/**
 * Changes an entitlement's state with all that follows from it; answers it as it is then, or the plan where only a preview
 * is asked for. Needs `changeEntitlementState`.
 */
export async function changeEntitlementState(
  app: App,
  actor: Actor,
  entitlementId: string,
  request: StateRequest,
): Promise<EntitlementView | StatePreview> {
  authorise(actor, 'changeEntitlementState');
  const plan = await inTransaction(app.database, async (transaction) => {
    const stored = await lockWholeEntitlement(transaction, actor, entitlementId);
    requireVersion('entitlement', entitlementId, stored.version, request.expectedVersion);
    const plan = required(
      planEntitlementState(stored.entity, request.state, await learnForStates(transaction, [stored])),
    );
    const save = { stored, plan, reason: request.reason, ofEntitlement: true };
    const emails = await emailsOnDeploy(app, transaction, inNewStates(save), { sendEmail: request.sendEmail });
    if (request.preview === true) return withEmails(app, transaction, plan, emails);
    await saveStates(transaction, actor, [save]);
    await sendEntitlementEmails(transaction, actor, emails, entitlementId);
    return plan;
  });
  return request.preview === true ? plan : getEntitlement(app, reader(actor), entitlementId);
}

/** As `changeEntitlementState`, of one line item. */
export async function changeLineItemState(
  app: App,
  actor: Actor,
  activationId: string,
  request: StateRequest,
): Promise<LineItemView | StatePreview> {
  const plan = await changeItemState(app, actor, activationId, request, 'lineItems');
  return request.preview === true ? plan : getLineItem(app, reader(actor), activationId);
}

/** As `changeEntitlementState`, of one maintenance line item. */
export async function changeMaintenanceLineItemState(
  app: App,
  actor: Actor,
  activationId: string,
  request: StateRequest,
): Promise<MaintenanceLineItemView | StatePreview> {
  const plan = await changeItemState(app, actor, activationId, request, 'maintenanceLineItems');
  return request.preview === true ? plan : getMaintenanceLineItem(app, reader(actor), activationId);
}

async function changeItemState(
  app: App,
  actor: Actor,
  activationId: string,
  request: StateRequest,
  kind: 'lineItems' | 'maintenanceLineItems',
): Promise<StatePreview> {
  authorise(actor, 'changeEntitlementState');
  return inTransaction(app.database, async (transaction) => {
    const owner =
      kind === 'lineItems'
        ? await selectLineItemRow(transaction, actor, activationId)
        : await selectMaintenanceRow(transaction, actor, activationId);
    const stored = owner === undefined ? undefined : await lockEntitlement(transaction, owner.entitlementRow);
    const item = stored?.[kind].get(activationId);
    const what = kind === 'lineItems' ? 'line item' : 'maintenance line item';
    if (stored === undefined || item === undefined) throw notFound(what, activationId);
    requireVersion(what, activationId, item.version, request.expectedVersion);
    const facts = await learnForStates(transaction, [stored]);
    const plan = required(planItemState(stored.entity, item.entity, request.state, facts, request));
    const touched = plan.items.map((one) => one.activationId);
    const reasons = reasonsAgainstUnseen(await selectUnseenItems(transaction, actor, [stored]), touched);
    if (reasons.length > 0) throw refusal(reasons);
    const save = { stored, plan, reason: request.reason, ofEntitlement: false };
    const wish = { activationId, sendEmail: request.sendEmail === true };
    const emails = await emailsOnDeploy(app, transaction, inNewStates(save), wish);
    if (request.preview === true) return withEmails(app, transaction, plan, emails);
    await saveStates(transaction, actor, [save]);
    await sendEntitlementEmails(transaction, actor, emails, stored.entity.entitlementId);
    return plan;
  });
}

async function lockEntitlement(transaction: Transaction, row: number): Promise<StoredEntitlement | undefined> {
  const [stored] = await selectEntitlements(transaction, [row], { lock: true });
  return stored;
}

function required<Plan>(decision: Decision<Plan>): Plan {
  if (!decision.allowed) throw refusal(decision.reasons);
  return decision.plan;
}

async function withEmails(
  app: App,
  transaction: Transaction,
  plan: StatePlan,
  emails: readonly NewEmail[],
): Promise<StatePreview> {
  return emails.length === 0
    ? plan
    : { ...plan, emails: await renderForPreview(transaction, emails, app.config.publicUrl) };
}

/** The entitlement as it will be once it is saved. */
function inNewStates({ stored, plan, ofEntitlement }: StateSave): EmailSubject {
  const { entity, createdAt } = stored;
  const to = new Map(plan.items.map((item) => [item.activationId, item.to]));
  const changed = <Item extends LineItem | MaintenanceLineItem>(item: Item): Item => ({
    ...item,
    state: to.get(item.activationId) ?? item.state,
  });
  return {
    createdAt,
    entity: {
      ...entity,
      state: ofEntitlement ? plan.to : entity.state,
      lineItems: entity.lineItems.map(changed),
      maintenanceLineItems: entity.maintenanceLineItems.map(changed),
    },
  };
}
