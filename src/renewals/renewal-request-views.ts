import type { Actor } from '../accounts/rules/permissions.ts';
import { shownName } from '../accounts/rules/shown-name.ts';
import type { Database, Transaction } from '../platform/database.ts';
import type { Day } from '../shared/day.ts';
import type { ItemKind, RenewalRequestStatus } from '../shared/vocabulary.ts';
import { selectRequestItems, type RequestRow } from './renewal-request-store.ts';
import type { AskedItem } from './rules/renewal-request.ts';

/** An item of a request, as it was when somebody asked for it. */
export interface RequestItemView {
  readonly activationId: string;
  readonly entitlementId: string;
  readonly kind: ItemKind;
  readonly productName: string;
  readonly quantity: number | null;
  readonly expirationDate: Day;
}

/** A request as everybody sees it. */
export interface RenewalRequestView {
  readonly renewalRequestId: string;
  readonly accountId: string;
  readonly accountName: string;
  /** of a program only the name; of the producer's people and programs, end users are told only that it was the producer */
  readonly requestedBy: { readonly userId: string | null; readonly name: string; readonly email: string | null };
  readonly requestedAt: string;
  readonly note: string | null;
  readonly status: RenewalRequestStatus;
  readonly closedAt: string | null;
  readonly closedBy: string | null;
  readonly closeReason: string | null;
  readonly items: readonly RequestItemView[];
  readonly version: number;
}

/** Requests with their items, in the same order, as the actor may know them. */
export async function presentRequests(
  reader: Database | Transaction,
  actor: Actor,
  rows: readonly RequestRow[],
): Promise<readonly RenewalRequestView[]> {
  const itemsOf = await selectRequestItems(
    reader,
    actor.productLines,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({
    renewalRequestId: row.renewalRequestId,
    accountId: row.accountId,
    accountName: row.accountName,
    requestedBy: requesterOf(actor, row),
    requestedAt: row.requestedAt.toISOString(),
    note: row.note,
    status: row.status,
    closedAt: row.closedAt?.toISOString() ?? null,
    closedBy: row.closedBy === null ? null : shownName(actor, row.closedBy),
    closeReason: row.closeReason,
    items: (itemsOf.get(row.id) ?? []).map(({ renewalRequestId: _, itemKind: kind, ...item }) => ({ ...item, kind })),
    version: row.version,
  }));
}

// Only people sign in as end users, so a program is the producer's.
function requesterOf(actor: Actor, row: RequestRow): RenewalRequestView['requestedBy'] {
  const { userId, email } = row;
  if (actor.audience === 'producer' || (userId !== null && !row.isOfProducer))
    return { userId, name: nameOf(row), email };
  return { userId: null, name: shownName(actor, nameOf(row)), email: null };
}

function nameOf({ firstName, lastName, requestedBy }: RequestRow): string {
  return [firstName, lastName].join(' ').trim() || requestedBy;
}

/** An item that will be asked for. */
export function requestItemOf(item: AskedItem): RequestItemView {
  const { activationId, entitlementId, kind, productName, quantity, expirationDate } = item;
  return { activationId, entitlementId, kind, productName, quantity, expirationDate };
}
