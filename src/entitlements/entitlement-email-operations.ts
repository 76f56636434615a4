import { authorise } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import { renderForPreview, type PreviewEmail } from '../notifications/email-preview.ts';
import { queueEmails, type NewEmail } from '../notifications/outbox.ts';
import type { App } from '../platform/app.ts';
import { inTransaction, type Transaction } from '../platform/database.ts';
import { recordHistory } from '../platform/history.ts';
import { rowAt } from '../platform/row-of.ts';
import { notFound, refusal } from '../shared/problems.ts';
import { decideEntitlementEmails, type EntitlementEmailWish } from './entitlement-emails.ts';
import { selectEntitlements, type StoredEntitlement } from './entitlement-store.ts';
import { selectLineItemRow } from './line-item-list-store.ts';
import { lockWholeEntitlement } from './seen-entitlement.ts';

export interface EmailRequest extends Omit<EntitlementEmailWish, 'activationId'> {
  /** answers the emails as they would be read and sends none */
  readonly preview?: boolean | undefined;
}

/** What was put into the outbox, or would be. */
export type EmailAnswer = { readonly emailIds: readonly string[] } | { readonly emails: readonly PreviewEmail[] };

/**
 * Sends the email about an entitlement: to given addresses, else where it was shipped to, else to its contacts, else to the
 * users of its holder who take announcements. Needs `updateEntitlements`; `refused` with every reason.
 */
export async function emailEntitlement(
  app: App,
  actor: Actor,
  entitlementId: string,
  request: EmailRequest,
): Promise<EmailAnswer> {
  authorise(actor, 'updateEntitlements');
  return inTransaction(app.database, async (transaction) => {
    const stored = await lockWholeEntitlement(transaction, actor, entitlementId);
    return send(app, transaction, actor, stored, request);
  });
}

/** As `emailEntitlement`, about one line item and the maintenance that covers it. */
export async function emailLineItem(
  app: App,
  actor: Actor,
  activationId: string,
  request: EmailRequest,
): Promise<EmailAnswer> {
  authorise(actor, 'updateEntitlements');
  return inTransaction(app.database, async (transaction) => {
    const owner = await selectLineItemRow(transaction, actor, activationId);
    const stored = await lockStored(transaction, owner === undefined ? [] : [owner.entitlementRow]);
    if (stored === undefined) throw notFound('line item', activationId);
    return send(app, transaction, actor, stored, { ...request, activationId });
  });
}

async function lockStored(transaction: Transaction, rows: readonly number[]): Promise<StoredEntitlement | undefined> {
  return (await selectEntitlements(transaction, rows, { lock: true }))[0];
}

async function send(
  app: App,
  transaction: Transaction,
  actor: Actor,
  stored: StoredEntitlement,
  { preview, ...wish }: EmailRequest & { readonly activationId?: string },
): Promise<EmailAnswer> {
  const decision = await decideEntitlementEmails(app, transaction, stored, wish);
  if (!decision.allowed) throw refusal(decision.reasons);
  if (preview === true) return { emails: await renderForPreview(transaction, decision.plan, app.config.publicUrl) };
  const ids = await sendEntitlementEmails(transaction, actor, decision.plan, stored.entity.entitlementId);
  return { emailIds: ids.map(String) };
}

/** Puts decided messages into the outbox, and on record who had them sent. Answers their rows. */
export async function sendEntitlementEmails(
  transaction: Transaction,
  actor: Actor,
  emails: readonly NewEmail[],
  entitlementId: string,
): Promise<readonly number[]> {
  const ids = await queueEmails(transaction, emails);
  await recordHistory(
    transaction,
    actor,
    emails.map(({ type, toAddress }, place) => ({
      entity: 'email',
      subjectId: rowAt(ids, place),
      entityKey: String(rowAt(ids, place)),
      event: 'created',
      after: { to: toAddress, type, entitlementId },
    })),
  );
  return ids;
}
