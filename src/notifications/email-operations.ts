import { authorise, refuseLimitedToLines } from '../accounts/authorise.ts';
import { reasonsAgainstChangingUser } from '../accounts/rules/admitting.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import { selectRoleGrants } from '../accounts/role-store.ts';
import { selectUser } from '../accounts/user-store.ts';
import type { App } from '../platform/app.ts';
import { inTransaction, type Database, type Transaction } from '../platform/database.ts';
import { recordHistory } from '../platform/history.ts';
import type { Page } from '../platform/paging.ts';
import { sortedPage, toSortedPage, type SortedRequest } from '../platform/sorting.ts';
import { notFound } from '../shared/problems.ts';
import type { EmailStatus } from '../shared/vocabulary.ts';
import { settingLook } from './email-look.ts';
import { emailOrder, type EmailSort } from './email-order.ts';
import { EmailRenderingError, renderEmail, renderSubject, type RenderedEmail } from './email-rendering.ts';
import { copyEmail, requeueEmail, selectEmail, selectEmails, type EmailFilter, type EmailRow } from './email-store.ts';
import { forgiveAddress } from './refused-address-store.ts';
import { selectTemplatesById } from './email-template-store.ts';
import { handOutPasswordLink } from './password-link-tokens.ts';
import { withPasswordLink, withUnsubscribe, type SenderLook } from './rules/sender-look.ts';
import { unsubscribeLinks } from './unsubscribe-links.ts';

export interface EmailView {
  readonly emailId: string;
  readonly to: string;
  /** null where template and data cannot be rendered; `lastError` says why */
  readonly subject: string | null;
  readonly type: string;
  readonly variation: string;
  readonly accountId: string | null;
  readonly userId: string | null;
  readonly status: EmailStatus;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly createdAt: string;
  readonly sentAt: string | null;
  readonly nextAttemptAt: string | null;
  readonly runId: string | null;
}

export interface EmailDetail extends EmailView {
  readonly text: string | null;
  readonly html: string | null;
  readonly messageId: string;
}

export interface EmailListRequest extends SortedRequest<EmailSort>, Omit<EmailFilter, 'types' | 'runId'> {
  /** one, or several with commas between them */
  readonly type?: string | undefined;
  readonly runId?: string | undefined;
}

/** Whether messages leave the outbox: without a mail server they stay there to be read. Needs `viewEmails`. */
export function getMailDelivery(app: App, actor: Actor): { readonly hasMailServer: boolean } {
  authorise(actor, 'viewEmails');
  return { hasMailServer: app.config.smtpUrl !== undefined };
}

/**
 * Messages of the outbox, sorted as asked, of the accounts that the actor may see. Needs `viewEmails`, and to be limited to no
 * product lines: messages tell what people have of all.
 */
export async function listEmails(app: App, actor: Actor, request: EmailListRequest): Promise<Page<EmailView>> {
  authorise(actor, 'viewEmails');
  refuseLimitedToLines(actor);
  const { runId, type, ...filter } = request;
  if (runId !== undefined && !isRowKey(runId)) return { items: [], nextCursor: null };
  const wanted: EmailFilter = {
    ...filter,
    types: type?.split(','),
    runId: runId === undefined ? undefined : Number(runId),
  };
  const page = sortedPage(emailOrder, request);
  const rows = await selectEmails(app.database, actor.scope, wanted, page);
  const look = await settingLook(app.database, app.config.publicUrl);
  return toSortedPage(rows, page, (row) => presentLine(row, look));
}

/** One message with its bodies, as it would be read now. Needs `viewEmails`. */
export async function getEmail(app: App, actor: Actor, emailId: string): Promise<EmailDetail> {
  authorise(actor, 'viewEmails');
  refuseLimitedToLines(actor);
  return presentWhole(app, app.database, actor, await findEmail(app.database, actor, emailId));
}

/**
 * Sends a message (again). One that was not sent is made due now. Of one that was sent a new message is made, with a
 * Message-ID of its own: a mail system that knows the old one, or a reader who deleted it, would never show it again.
 * An address that got no more automatic mails gets them again. Answers the message that is now queued. Needs `manageEmails`.
 */
export async function resendEmail(app: App, actor: Actor, emailId: string): Promise<EmailDetail> {
  authorise(actor, 'manageEmails');
  refuseLimitedToLines(actor);
  return inTransaction(app.database, async (transaction) => {
    const email = await findEmail(transaction, actor, emailId);
    await forgiveAddress(transaction, email.toAddress);
    const isSame = await requeueEmail(transaction, email.id);
    const queuedId = isSame ? email.id : await copyEmail(transaction, email.id);
    const queued = { subjectId: queuedId, entityKey: String(queuedId), entity: 'email', reason: 'resend' };
    await recordHistory(transaction, actor, [
      isSame
        ? { ...queued, event: 'stateChanged', before: { status: email.status }, after: { status: 'queued' } }
        : { ...queued, event: 'created', after: { to: email.toAddress, type: email.type, copyOf: String(email.id) } },
    ]);
    return presentWhole(app, transaction, actor, await findEmail(transaction, actor, String(queuedId)));
  });
}

async function findEmail(database: Database | Transaction, actor: Actor, emailId: string): Promise<EmailRow> {
  const row = isRowKey(emailId) ? await selectEmail(database, actor.scope, Number(emailId)) : undefined;
  if (row === undefined) throw notFound('email', emailId);
  return row;
}

function isRowKey(text: string): boolean {
  return /^\d{1,15}$/.test(text);
}

async function presentWhole(
  app: App,
  database: Database | Transaction,
  actor: Actor,
  row: EmailRow,
): Promise<EmailDetail> {
  const [template] = await selectTemplatesById(database, [row.templateId]);
  const { publicUrl } = app.config;
  const shown = await settingLook(database, publicUrl);
  const link = (await unsubscribeLinks(database, publicUrl, [row]))(row);
  // The link acts for whoever has it, so it is shown to those who may untick the user's box anyway.
  const isStandIn = link !== null && !actor.permissions.has('manageUsers');
  const look = await withShownPasswordLink(
    { ...app, database },
    actor,
    row,
    isStandIn ? shown : withUnsubscribe(shown, link),
  );
  const rendered = template && unlessUnreadable(() => renderEmail(template, row.data, look));
  return { ...presentLine(row, look), ...(rendered ?? nothing), messageId: row.messageId };
}

/**
 * Without a mail server the outbox is where messages are read, so an administrator of all users finds the one-time link there,
 * to pass it on, but of nobody who may do more than they: whoever has the link is that user. Everybody else sees what stands
 * in for it, and with a mail server all do.
 */
async function withShownPasswordLink(app: App, actor: Actor, row: EmailRow, look: SenderLook): Promise<SenderLook> {
  const { publicUrl, smtpUrl } = app.config;
  const passesOn = smtpUrl === undefined && actor.scope.all && actor.permissions.has('manageUsers');
  if (row.passwordLinkId === null) return withPasswordLink(look, null);
  if (!passesOn || !(await mayChangeReader(app, actor, row))) return look;
  const link = { id: row.passwordLinkId, now: app.clock.now(), publicUrl };
  return withPasswordLink(look, await handOutPasswordLink(app.database, link));
}

async function mayChangeReader({ database }: Pick<App, 'database'>, actor: Actor, row: EmailRow): Promise<boolean> {
  const reader = row.userKey === null ? undefined : await selectUser(database, actor.scope, row.userKey);
  if (reader === undefined) return row.userId === null;
  const held = reader.entity.memberships.flatMap((membership) => membership.roles);
  const roles = await selectRoleGrants(database, held);
  return reasonsAgainstChangingUser(actor, reader.entity, roles).length === 0;
}

const nothing: Record<keyof RenderedEmail, null> = { subject: null, text: null, html: null };

function presentLine(row: EmailRow, look: SenderLook): EmailView {
  const template = { locale: row.templateLocale, subject: row.templateSubject };
  return {
    emailId: String(row.id),
    to: row.toAddress,
    subject: unlessUnreadable(() => renderSubject(template, row.data, look)) ?? null,
    type: row.type,
    variation: row.variation,
    accountId: row.accountKey,
    userId: row.userKey,
    status: row.status,
    attempts: row.attempts,
    lastError: row.lastError,
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
    nextAttemptAt: row.status === 'queued' ? row.nextAttemptAt.toISOString() : null,
    runId: row.runId === null ? null : String(row.runId),
  };
}

function unlessUnreadable<Rendered>(render: () => Rendered): Rendered | undefined {
  try {
    return render();
  } catch (error) {
    if (error instanceof EmailRenderingError) return undefined;
    throw error;
  }
}
