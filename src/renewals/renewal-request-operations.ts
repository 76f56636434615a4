import { authorise, authoriseAnyAudience } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import { statesVisibleTo } from '../entitlements/rules/visible-states.ts';
import { renderForPreview, type PreviewEmail } from '../notifications/email-preview.ts';
import { activeTemplates } from '../notifications/email-template-store.ts';
import { queueEmails, type NewEmail } from '../notifications/outbox.ts';
import { parseSender } from '../notifications/rules/sender.ts';
import { isTypeActive } from '../notifications/rules/template-choice.ts';
import type { App } from '../platform/app.ts';
import { inTransaction, type Transaction } from '../platform/database.ts';
import { recordHistory } from '../platform/history.ts';
import { newIdentifier } from '../platform/new-identifier.ts';
import type { Page } from '../platform/paging.ts';
import { requireVersion } from '../platform/required-version.ts';
import { rowAt } from '../platform/row-of.ts';
import { sortedPage, toSortedPage, type SortedRequest } from '../platform/sorting.ts';
import { beginningOf, type Beginning } from '../settings/beginning.ts';
import { readSettings } from '../settings/setting-store.ts';
import { notFound, refusal } from '../shared/problems.ts';
import type { RightState } from '../shared/vocabulary.ts';
import { authoriseLooking, pagePolicy } from './expiring-operations.ts';
import { lockHeldItems } from './held-item-store.ts';
import { intentEmails, intentTemplate, type IntentTerms, type Requester } from './renewal-request-emails.ts';
import { requestOrder, type RequestSort } from './renewal-request-order.ts';
import {
  insertRequests,
  selectOpenItems,
  selectRequest,
  selectRequester,
  selectRequests,
  selectRequestsByRow,
  updateRequestClosed,
  type RequestFilter,
} from './renewal-request-store.ts';
import {
  presentRequests,
  requestItemOf,
  type RenewalRequestView,
  type RequestItemView,
} from './renewal-request-views.ts';
import { selectProductNames } from './renewal-store.ts';
import { planRenewalRequests, type PlannedRequest, type RequestFacts } from './rules/renewal-request.ts';

export interface NewRenewalRequest {
  readonly activationIds: readonly string[];
  readonly note?: string | undefined;
}

export interface RenewalRequestPreview {
  readonly emails: readonly PreviewEmail[];
  readonly items: readonly RequestItemView[];
}

/**
 * Asks the producer to renew what ends soon or has ended: one request for each account that holds some of it, told to the
 * producer, with a copy to whoever asks. Needs `viewExpiringEntitlements`; `refused` with every reason against each item.
 */
export async function requestRenewal(
  app: App,
  actor: Actor,
  input: NewRenewalRequest & { readonly preview?: boolean | undefined },
): Promise<{ readonly requests: readonly RenewalRequestView[] } | RenewalRequestPreview> {
  authoriseAnyAudience(actor, 'viewExpiringEntitlements');
  return inTransaction(app.database, async (transaction) => {
    const { facts, terms } = await learn(app, transaction, actor, input);
    const decision = planRenewalRequests(input.activationIds, facts);
    if (!decision.allowed) throw refusal(decision.reasons);
    const emails = decision.plan.flatMap((request) => intentEmails(request, terms));
    if (input.preview === true) return preview(transaction, decision.plan, emails);
    await queueEmails(transaction, emails);
    return { requests: await save(transaction, actor, decision.plan, terms) };
  });
}

async function preview(
  transaction: Transaction,
  plan: readonly PlannedRequest[],
  emails: readonly NewEmail[],
): Promise<RenewalRequestPreview> {
  const items = plan.flatMap((request) => request.items.map(requestItemOf));
  return { emails: await renderForPreview(transaction, emails), items };
}

// The items stay locked, so whoever asks for one of them at the same time sees this request.
async function learn(app: App, transaction: Transaction, actor: Actor, input: NewRenewalRequest) {
  const held = await lockHeldItems(transaction, actor, input.activationIds);
  const visible = held.filter(({ state, entitlementState }) => maySee(actor, [state, entitlementState]));
  const open = await selectOpenItems(transaction, visible);
  const productsOf = await selectProductNames(transaction, visible);
  const policy = await pagePolicy(app, transaction);
  const templates = (await activeTemplates(transaction, [intentTemplate]))[intentTemplate] ?? [];
  const facts: RequestFacts = {
    policy,
    templateIsActive: isTypeActive(templates),
    items: new Map(
      visible.map((item) => [
        item.activationId,
        { item, account: item.account, products: productsOf(item), isRequested: open.has(`${item.kind} ${item.id}`) },
      ]),
    ),
  };
  const { requestRenewalNotificationEmail: producerEmail } = await readSettings(transaction);
  const requester = await requesterOf(transaction, actor);
  const terms: IntentTerms = { today: policy.today, requester, note: input.note, producerEmail, templates };
  return { facts, terms };
}

function maySee({ audience }: Actor, states: readonly RightState[]): boolean {
  const visible = statesVisibleTo(audience);
  return visible === undefined || states.every((state) => visible.includes(state));
}

async function requesterOf(transaction: Transaction, actor: Actor): Promise<Requester> {
  const user = actor.user && (await selectRequester(transaction, actor.user.id));
  if (user !== undefined) {
    const { id: row, ...words } = user;
    return { row, ...words };
  }
  const { mailFrom, mailReplyTo } = await readSettings(transaction);
  const email = mailReplyTo === '' ? parseSender(mailFrom).address : mailReplyTo;
  return { row: null, userId: actor.name, firstName: actor.name, lastName: '', email, locale: 'en' };
}

async function save(
  transaction: Transaction,
  actor: Actor,
  plan: readonly PlannedRequest[],
  { requester, note }: IntentTerms,
): Promise<readonly RenewalRequestView[]> {
  const requests = plan.map((request) => ({
    ...request,
    renewalRequestId: newIdentifier(),
    userRow: requester.row,
    requestedBy: actor.name,
    note: note ?? null,
  }));
  const ids = await insertRequests(transaction, requests);
  await recordHistory(
    transaction,
    actor,
    requests.map(({ renewalRequestId, account, items }, place) => ({
      entity: 'renewalRequest',
      subjectId: rowAt(ids, place),
      entityKey: renewalRequestId,
      event: 'created',
      after: { accountId: account.accountId, items: items.map((item) => item.activationId), note: note ?? null },
    })),
  );
  return presentRequests(transaction, actor, await selectRequestsByRow(transaction, ids));
}

export interface RequestListRequest extends SortedRequest<RequestSort>, Omit<RequestFilter, 'requestedFrom'> {
  readonly requestedFrom?: Beginning | undefined;
}

/** Requests of the accounts that the actor may see, the newest first unless told. Who may see what expires may see them. */
export async function listRenewalRequests(
  app: App,
  actor: Actor,
  { requestedFrom, ...request }: RequestListRequest,
): Promise<Page<RenewalRequestView>> {
  authoriseLooking(actor);
  const page = sortedPage(requestOrder, request);
  const filter = { ...request, requestedFrom: await beginningOf(app.database, requestedFrom) };
  const rows = await selectRequests(app.database, actor, filter, page);
  const { items, nextCursor } = toSortedPage(rows, page, (row) => row);
  return { items: await presentRequests(app.database, actor, items), nextCursor };
}

/** One request. Who may see what expires may see it. */
export async function getRenewalRequest(app: App, actor: Actor, renewalRequestId: string): Promise<RenewalRequestView> {
  authoriseLooking(actor);
  const row = await selectRequest(app.database, actor, renewalRequestId, { lock: false });
  const [view] = row === undefined ? [] : await presentRequests(app.database, actor, [row]);
  if (view === undefined) throw notFound('renewal request', renewalRequestId);
  return view;
}

export interface RequestClosing {
  /** what became of it */
  readonly reason?: string | undefined;
  readonly expectedVersion?: number | undefined;
}

/** Closes a request, so that its items may be asked for again. Needs `updateEntitlements`. */
export async function closeRenewalRequest(
  app: App,
  actor: Actor,
  renewalRequestId: string,
  { reason, expectedVersion }: RequestClosing,
): Promise<RenewalRequestView> {
  authorise(actor, 'updateEntitlements');
  return inTransaction(app.database, async (transaction) => {
    const stored = await selectRequest(transaction, actor, renewalRequestId, { lock: true });
    if (stored === undefined) throw notFound('renewal request', renewalRequestId);
    requireVersion('renewal request', renewalRequestId, stored.version, expectedVersion);
    if (stored.status === 'closed') throw refusal([alreadyClosed]);
    await updateRequestClosed(transaction, stored.id, { by: actor.name, reason: reason ?? null });
    await recordHistory(transaction, actor, [
      {
        entity: 'renewalRequest',
        subjectId: stored.id,
        entityKey: renewalRequestId,
        event: 'stateChanged',
        before: { status: 'open' },
        after: { status: 'closed' },
        reason,
      },
    ]);
    const [view] = await presentRequests(transaction, actor, await selectRequestsByRow(transaction, [stored.id]));
    if (view === undefined) throw new Error('a request that was just closed is not there');
    return view;
  });
}

const alreadyClosed = {
  code: 'already_closed',
  message: 'The request is closed already.',
  remedy: 'Nothing is to be done.',
};
