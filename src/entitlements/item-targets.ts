import { sql, type RawBuilder } from 'kysely';
import type { Reach } from '../accounts/rules/permissions.ts';
import type { Transaction } from '../platform/database.ts';
import { requireVersion } from '../platform/required-version.ts';
import { notFound } from '../shared/problems.ts';
import { selectEntitlements, type StoredEntitlement, type StoredLineItem } from './entitlement-store.ts';
import type { LineItem, MaintenanceLineItem } from './rules/entitlement.ts';
import { isSeenItem, type ItemTableName } from './sight.ts';

/** A line item or maintenance line item that something is to be done with, and the entitlement that holds it. */
export type ItemTarget = { readonly holder: StoredEntitlement } & (
  | { readonly kind: 'lineItem'; readonly item: StoredLineItem<LineItem> }
  | { readonly kind: 'maintenanceLineItem'; readonly item: StoredLineItem<MaintenanceLineItem> }
);

/** What items are called when there is none. */
export const itemWords = { lineItem: 'line item', maintenanceLineItem: 'maintenance line item' } as const;

/** Items by their activation IDs with their entitlements, as far as somebody sees them; both are locked, in their order. */
export async function lockItems(
  transaction: Transaction,
  { scope, productLines }: Reach,
  activationIds: readonly string[],
): Promise<ReadonlyMap<string, ItemTarget>> {
  const seen = await selectPlaces(transaction, { scope, productLines }, activationIds);
  const rows = [...new Set(seen.map((place) => place.entitlementId))];
  const holders = await selectEntitlements(transaction, rows, { lock: true });
  const named = new Set(seen.map((place) => place.activationId));
  return new Map(
    holders.flatMap((holder) =>
      [
        ...[...holder.lineItems].map(([key, item]): [string, ItemTarget] => [key, { kind: 'lineItem', holder, item }]),
        ...[...holder.maintenanceLineItems].map(([key, item]): [string, ItemTarget] => [
          key,
          { kind: 'maintenanceLineItem', holder, item },
        ]),
      ].filter(([key]) => named.has(key)),
    ),
  );
}

async function selectPlaces(transaction: Transaction, reach: Reach, activationIds: readonly string[]) {
  const places = (table: ItemTableName): RawBuilder<unknown> => sql`
    select item.entitlement_id, item.activation_id
      from ${sql.table(table)} item join entitlement on entitlement.id = item.entitlement_id
     where item.activation_id = any(${activationIds}) and ${isSeenItem(reach, table, 'item')}`;
  const { rows } = await sql<{ entitlementId: number; activationId: string }>`
    ${places('line_item')} union all ${places('maintenance_line_item')}`.execute(transaction);
  return rows;
}

/** Throws `not_found` or `stale_version` where an item is not the one that was meant. */
export function requireItem(
  target: ItemTarget | undefined,
  asked: {
    readonly activationId: string;
    readonly kind?: ItemTarget['kind'] | undefined;
    readonly expectedVersion?: number | undefined;
  },
): ItemTarget {
  const { activationId, kind, expectedVersion } = asked;
  const what = itemWords[kind ?? target?.kind ?? 'lineItem'];
  if (target === undefined || (kind !== undefined && target.kind !== kind)) throw notFound(what, activationId);
  requireVersion(what, activationId, target.item.version, expectedVersion);
  return target;
}
