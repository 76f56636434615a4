import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { inScope } from '../accounts/account-scope.ts';
import { everyAccount, everyLine, type LineScope, type Reach } from '../accounts/rules/permissions.ts';
import { isOfProducer } from '../accounts/user-store.ts';
import { isOfLines } from '../entitlements/sight.ts';
import { allocateIds, insertRows, type Database, type Transaction } from '../platform/database.ts';
import { rowAt } from '../platform/row-of.ts';
import type { SortedPage } from '../platform/sorting.ts';
import type { Day } from '../shared/day.ts';
import type { ItemKind, RenewalRequestStatus } from '../shared/vocabulary.ts';
import type { AskedItem, PlannedRequest } from './rules/renewal-request.ts';

type Reader = Database | Transaction;

/** The last request for an item. */
export interface LatestRequest {
  readonly renewalRequestId: string;
  readonly requestedAt: Date;
  readonly status: RenewalRequestStatus;
}

interface Ending {
  readonly kind: ItemKind;
  readonly id: number;
  readonly expirationDate: Day;
}

/** The last request for each of some items with the end that they have now; an earlier end was renewed. */
export async function selectLatestRequests(reader: Reader, items: readonly Ending[]) {
  const asked = JSON.stringify(items.map(({ kind, id, expirationDate }) => ({ kind, id, day: expirationDate })));
  const { rows } =
    items.length === 0
      ? { rows: [] }
      : await sql<LatestRequest & { readonly kind: ItemKind; readonly item: number }>`
    select asked.kind, asked.id as item, latest.renewal_request_id as "renewalRequestId", latest.requested_at as "requestedAt", latest.status
      from json_to_recordset(cast(${asked} as json)) as asked (kind text, id bigint, day date) cross join lateral (
        select renewal_request.renewal_request_id, renewal_request.requested_at, renewal_request.status
          from renewal_request_item item join renewal_request on renewal_request.id = item.renewal_request_id
         where item.item_kind = asked.kind and item.item_id = asked.id and item.expiration_date = asked.day
         order by item.renewal_request_id desc limit 1) latest`.execute(reader.withoutPlugins());
  const found = new Map(rows.map((row) => [`${row.kind} ${row.item}`, row]));
  return ({ kind, id }: Pick<Ending, 'kind' | 'id'>): LatestRequest | undefined => found.get(`${kind} ${id}`);
}

/** The items among some for which a request is open that asked for the end that they have now, as `kind row`. */
export async function selectOpenItems(
  transaction: Transaction,
  items: readonly (Pick<Ending, 'kind' | 'id'> & { readonly expirationDate: Day | null })[],
): Promise<ReadonlySet<string>> {
  const asked = JSON.stringify(items.map(({ kind, id, expirationDate }) => ({ kind, id, day: expirationDate })));
  const { rows } = await sql<{ kind: ItemKind; id: number }>`
    select item.item_kind as kind, item.item_id as id
      from json_to_recordset(cast(${asked} as json)) as asked (kind text, id bigint, day date)
      join renewal_request_item item
        on item.open and item.item_kind = asked.kind and item.item_id = asked.id and item.expiration_date = asked.day`.execute(
    transaction,
  );
  return new Set(rows.map(({ kind, id }) => `${kind} ${id}`));
}

export interface NewRequest extends PlannedRequest {
  readonly renewalRequestId: string;
  readonly userRow: number | null;
  readonly requestedBy: string;
  readonly note: string | null;
}

/** Stores requests with their items; answers their rows, in the same order. */
export async function insertRequests(
  transaction: Transaction,
  requests: readonly NewRequest[],
): Promise<readonly number[]> {
  const ids = await allocateIds(transaction, 'renewalRequest', requests.length);
  await insertRows(
    transaction,
    'renewalRequest',
    requests.map(({ renewalRequestId, account, userRow, requestedBy, note }, place) => ({
      id: rowAt(ids, place),
      renewalRequestId,
      accountId: account.id,
      userId: userRow,
      requestedBy,
      note,
    })),
  );
  await insertRows(
    transaction,
    'renewalRequestItem',
    requests.flatMap(({ items }, place) => items.map((item, position) => itemRow(rowAt(ids, place), item, position))),
  );
  return ids;
}

function itemRow(request: number, item: AskedItem, position: number) {
  const { kind, id, activationId, entitlementId, productName, quantity, expirationDate } = item;
  return {
    renewalRequestId: request,
    position,
    itemKind: kind,
    itemId: id,
    activationId,
    entitlementId,
    productName,
    quantity,
    expirationDate,
  };
}

export interface RequestFilter {
  readonly status?: RenewalRequestStatus | undefined;
  readonly accountId?: string | undefined;
  readonly requestedFrom?: Date | undefined;
}

export type RequestRow = Awaited<ReturnType<typeof selectRequests>>[number];

/**
 * True where the table `renewal_request` of a statement is at one that asks for something of the product lines that somebody sees. Of
 * items that are not there any more nobody can tell: they are not.
 */
export function isOfSeenItems(lines: LineScope): RawBuilder<SqlBool> {
  if (lines.all) return sql<SqlBool>`true`;
  return sql<SqlBool>`exists (
    select 1 from renewal_request_item asked where asked.renewal_request_id = renewal_request.id and ${isAskedOfLines(lines)} offset 0)`;
}

function isAskedOfLines(lines: LineScope): RawBuilder<SqlBool> {
  if (lines.all) return sql<SqlBool>`true`;
  return sql<SqlBool>`case asked.item_kind
    when 'lineItem' then exists (
      select 1 from line_item item where item.id = asked.item_id and ${isOfLines(lines, 'line_item', 'item')} offset 0)
    else exists (
      select 1 from maintenance_line_item item
       where item.id = asked.item_id and ${isOfLines(lines, 'maintenance_line_item', 'item')} offset 0) end`;
}

/** One page of the requests of the accounts and product lines that somebody sees. */
export async function selectRequests(
  reader: Reader,
  reach: Reach,
  filter: RequestFilter,
  page: SortedPage<{ readonly id: number }>,
) {
  let query = requests(reader, reach).where(page.isAfter);
  if (filter.status !== undefined) query = query.where('renewalRequest.status', '=', filter.status);
  if (filter.accountId !== undefined) query = query.where('account.accountId', '=', filter.accountId);
  if (filter.requestedFrom !== undefined) query = query.where('renewalRequest.requestedAt', '>=', filter.requestedFrom);
  return query.orderBy(page.order).limit(page.rows).execute();
}

/** Requests by their rows, the first first. */
export async function selectRequestsByRow(reader: Reader, ids: readonly number[]): Promise<readonly RequestRow[]> {
  return requests(reader, { scope: everyAccount, productLines: everyLine })
    .where('renewalRequest.id', '=', sql<number>`any(${ids})`)
    .orderBy('renewalRequest.id')
    .execute();
}

/** One request; `lock` keeps away whoever would close it too. */
export async function selectRequest(
  reader: Reader,
  reach: Reach,
  renewalRequestId: string,
  options: { readonly lock: boolean },
): Promise<RequestRow | undefined> {
  return requests(reader, reach)
    .where('renewalRequest.renewalRequestId', '=', renewalRequestId)
    .$if(options.lock, (query) => query.forNoKeyUpdate('renewalRequest'))
    .executeTakeFirst();
}

function requests(reader: Reader, { scope, productLines }: Reach) {
  return reader
    .selectFrom('renewalRequest')
    .innerJoin('account', 'account.id', 'renewalRequest.accountId')
    .leftJoin('licetUser', 'licetUser.id', 'renewalRequest.userId')
    .select([
      'renewalRequest.id',
      'renewalRequest.renewalRequestId',
      'account.accountId',
      'account.name as accountName',
      'renewalRequest.requestedBy',
      'licetUser.userId',
      'licetUser.firstName',
      'licetUser.lastName',
      'licetUser.email',
      isOfProducer('renewalRequest.userId').as('isOfProducer'),
      'renewalRequest.requestedAt',
      'renewalRequest.note',
      'renewalRequest.status',
      'renewalRequest.closedAt',
      'renewalRequest.closedBy',
      'renewalRequest.closeReason',
      'renewalRequest.version',
    ])
    .where(inScope(scope, 'renewalRequest.accountId'))
    .where(isOfSeenItems(productLines));
}

/** The items of requests as they were asked for, of the product lines that somebody sees, by the row of the request. */
export async function selectRequestItems(reader: Reader, lines: LineScope, ids: readonly number[]) {
  const rows = await reader
    .selectFrom('renewalRequestItem as asked')
    .select([
      'asked.renewalRequestId',
      'asked.activationId',
      'asked.entitlementId',
      'asked.itemKind',
      'asked.productName',
      'asked.quantity',
      'asked.expirationDate',
    ])
    .where('asked.renewalRequestId', '=', sql<number>`any(${ids})`)
    .where(isAskedOfLines(lines))
    .orderBy('asked.renewalRequestId')
    .orderBy('asked.position')
    .execute();
  return Map.groupBy(rows, (row) => row.renewalRequestId);
}

/** Closes a request, so that its items may be asked for again. */
export async function updateRequestClosed(
  transaction: Transaction,
  id: number,
  closed: { readonly by: string; readonly reason: string | null },
): Promise<void> {
  await transaction
    .updateTable('renewalRequest')
    .set({
      status: 'closed',
      closedAt: sql`now()`,
      closedBy: closed.by,
      closeReason: closed.reason,
      version: sql`renewal_request.version + 1`,
    })
    .where('renewalRequest.id', '=', id)
    .execute();
  await transaction
    .updateTable('renewalRequestItem')
    .set({ open: false })
    .where('renewalRequestItem.renewalRequestId', '=', id)
    .execute();
}

/** The user who asks, as messages name them. */
export async function selectRequester(reader: Reader, userRow: number) {
  return reader
    .selectFrom('licetUser')
    .select([
      'licetUser.id',
      'licetUser.userId',
      'licetUser.firstName',
      'licetUser.lastName',
      'licetUser.email',
      'licetUser.locale',
    ])
    .where('licetUser.id', '=', userRow)
    .executeTakeFirst();
}
