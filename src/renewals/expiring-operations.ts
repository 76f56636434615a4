import { authoriseAnyAudience } from '../accounts/authorise.ts';
import { isInScope, type AccountScope, type Actor, type Reach } from '../accounts/rules/permissions.ts';
import { isJobActive } from '../jobs/job-store.ts';
import type { App } from '../platform/app.ts';
import { inSnapshot, type Reader, type Transaction } from '../platform/database.ts';
import type { Page, PageRequest } from '../platform/paging.ts';
import { readSettings } from '../settings/setting-store.ts';
import type { Day } from '../shared/day.ts';
import type { ItemKind, RenewalRequestStatus, Urgency } from '../shared/vocabulary.ts';
import { cursorOfPlace, placeAfter } from './expiring-place.ts';
import { selectHeldItems, type HeldByAccount, type HeldItemFilter, type ItemPlace } from './held-item-store.ts';
import { selectLatestRequests, type LatestRequest } from './renewal-request-store.ts';
import { selectProductNames } from './renewal-store.ts';
import { productText } from './rules/renewal-request.ts';
import { shownDays, shownItems, type ExpiringPagePolicy, type ShownItem } from './rules/expiring-page.ts';

/** Something that ends soon, or has ended, as the page of its holder shows it. */
export interface ExpiringItemView {
  readonly activationId: string;
  readonly kind: ItemKind;
  readonly entitlementId: string;
  readonly accountId: string;
  readonly accountName: string;
  /** "PhotoPrint 2.0"; several joined with ", " */
  readonly productName: string;
  /** uncovered copies; null for maintenance */
  readonly quantity: number | null;
  readonly expirationDate: Day;
  readonly daysRemaining: number;
  readonly urgency: Urgency;
  readonly renewsItself: boolean;
  /** the last request to renew it as it is now */
  readonly request: {
    readonly renewalRequestId: string;
    readonly requestedAt: string;
    readonly status: RenewalRequestStatus;
  } | null;
}

export interface ExpiringRequest extends PageRequest, HeldItemFilter {
  readonly accountId?: string | undefined;
  readonly urgency?: Urgency | undefined;
  /** what has ended is shown too */
  readonly expired?: boolean | undefined;
}

/**
 * What ends soon and, where wanted, what has ended lately, fewest days first: what the reminders list, of the accounts that the
 * actor may see. Needs `viewExpiringEntitlements`; `viewEntitlements` will do for the producer.
 */
export async function listExpiringItems(
  app: App,
  actor: Actor,
  request: ExpiringRequest,
): Promise<Page<ExpiringItemView>> {
  authoriseLooking(actor);
  const after = placeAfter(request.cursor);
  return inSnapshot(app.database, async (reader) => {
    const policy = await pagePolicy(app, reader);
    const scope = await scopeOf(reader, actor.scope, request.accountId);
    const found = await collect(reader, { reach: { ...actor, scope }, request, policy, after });
    const items = found.slice(0, request.limit);
    const last = items.at(-1);
    const more = found.length > request.limit && last !== undefined;
    return { items: await present(reader, items), nextCursor: more ? cursorOfPlace(last.shown) : null };
  });
}

/** Whoever may see rights at the producer's may see which of them end. */
export function authoriseLooking(actor: Actor): void {
  const isEnough = actor.audience === 'producer' && actor.permissions.has('viewEntitlements');
  if (!isEnough) authoriseAnyAudience(actor, 'viewExpiringEntitlements');
}

/** What the page decides by, now. */
export async function pagePolicy(app: App, transaction: Transaction): Promise<ExpiringPagePolicy> {
  const settings = await readSettings(transaction);
  const { renewalLookAhead, expiringWindow, renewalCritical, expiredHistory, includeAutoRenewing } = settings;
  return {
    today: app.clock.today(settings.businessTimeZone),
    renewalLookAhead,
    expiringWindow,
    renewalCritical,
    expiredHistory,
    includeAutoRenewing,
    autoRenewalIsActive: await isJobActive(transaction, 'line-item-auto-renewal'),
  };
}

/** The scope, narrowed down to one account where one is asked for: to nothing where it is not in it. */
async function scopeOf(reader: Reader, scope: AccountScope, accountId: string | undefined): Promise<AccountScope> {
  if (accountId === undefined) return scope;
  const query = reader.selectFrom('account').select('account.id').where('account.accountId', '=', accountId);
  const account = await query.executeTakeFirst();
  return { all: false, accountIds: account !== undefined && isInScope(scope, account.id) ? [account.id] : [] };
}

interface Found {
  readonly item: HeldByAccount;
  readonly shown: ShownItem;
}

interface Search {
  readonly reach: Reach;
  readonly request: ExpiringRequest;
  readonly policy: ExpiringPagePolicy;
  readonly after: ItemPlace | undefined;
}

// Few items are taken care of already, so one look is nearly always enough; where many are, each look is larger.
const rowsToSpare = 25;
const [rowsAtOnceMin, rowsAtOnceMax] = [200, 4_000];

/** One item more than are asked for. The rules pass over some of what is read, so it may take several looks. */
async function collect(reader: Transaction, search: Search): Promise<readonly Found[]> {
  const { reach, request, policy } = search;
  const days = shownDays(policy, { urgency: request.urgency, expired: request.expired === true });
  const found: Found[] = [];
  let [after, limit, next] = [search.after, request.limit + rowsToSpare, rowsAtOnceMin];
  while (found.length <= request.limit && days.first <= days.last) {
    const rows = await selectHeldItems(reader, reach, days, request, { after, limit });
    for (const item of rows) found.push(...shownItems(item, policy, days).map((shown) => ({ item, shown })));
    const last = rows.at(-1);
    if (rows.length < limit || last === undefined || last.expirationDate === null) break;
    after = { expirationDate: last.expirationDate, kind: last.kind, id: last.id };
    [limit, next] = [next, Math.min(next * 2, rowsAtOnceMax)];
  }
  return found;
}

async function present(reader: Transaction, found: readonly Found[]): Promise<readonly ExpiringItemView[]> {
  const items = found.map(({ shown }) => shown);
  const productsOf = await selectProductNames(reader, items);
  const requestOf = await selectLatestRequests(reader, items);
  return found.map(({ item: { account }, shown }) => ({
    activationId: shown.activationId,
    kind: shown.kind,
    entitlementId: shown.entitlementId,
    accountId: account.accountId,
    accountName: account.name,
    productName: productText(productsOf(shown)),
    quantity: shown.quantity,
    expirationDate: shown.expirationDate,
    daysRemaining: shown.daysRemaining,
    urgency: shown.urgency,
    renewsItself: shown.renewsItself,
    request: presentRequest(requestOf(shown)),
  }));
}

function presentRequest(request: LatestRequest | undefined): ExpiringItemView['request'] {
  if (request === undefined) return null;
  const { renewalRequestId, requestedAt, status } = request;
  return { renewalRequestId, requestedAt: requestedAt.toISOString(), status };
}
