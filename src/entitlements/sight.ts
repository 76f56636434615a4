import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { inScope } from '../accounts/account-scope.ts';
import type { AccountScope } from '../accounts/rules/permissions.ts';
import type { Database, Transaction } from '../platform/database.ts';
import type { RightState } from '../shared/vocabulary.ts';

/** What somebody may see: the rights that some accounts hold, in some states. */
export interface Sight {
  readonly scope: AccountScope;
  /** undefined for every state */
  readonly states?: readonly RightState[] | undefined;
}

/** True where a right is in a state that may be seen: `isVisible(sight, 'line_item.state')`. */
export function isVisible({ states }: Pick<Sight, 'states'>, column: string): RawBuilder<SqlBool> {
  return states === undefined ? sql<SqlBool>`true` : sql<SqlBool>`${sql.ref(column)} = any(${states})`;
}

/**
 * True where the table `entitlement` of a statement is at one that accounts of a scope hold: their own, or one whose end
 * customer is not known and of which they are the current owner. Both halves are answered by an index.
 */
export function isHeld(scope: AccountScope): RawBuilder<SqlBool> {
  if (scope.all) return sql<SqlBool>`true`;
  return sql<SqlBool>`(${inScope(scope, 'entitlement.account_id')}
    or (entitlement.account_id = (select unknown.id from account unknown where unknown.account_id = 'unknown')
        and entitlement.id = any(array(
          select partner.entitlement_id from entitlement_channel_partner partner
           where partner.current_owner and ${inScope(scope, 'partner.account_id')}))))`;
}

/** The same by the row of an entitlement: `isHeldRow(scope, 'item.entitlement_id')`. */
export function isHeldRow(scope: AccountScope, column: string): RawBuilder<SqlBool> {
  if (scope.all) return sql<SqlBool>`true`;
  return sql<SqlBool>`${sql.ref(column)} in (select entitlement.id from entitlement where ${isHeld(scope)})`;
}

/** The row of an entitlement, where it may be seen. */
export async function selectSeenEntitlement(
  reader: Database | Transaction,
  sight: Sight,
  entitlementId: string,
): Promise<number | undefined> {
  const row = await reader
    .selectFrom('entitlement')
    .select('entitlement.id')
    .where('entitlement.entitlementId', '=', entitlementId)
    .where(isHeld(sight.scope))
    .where(isVisible(sight, 'entitlement.state'))
    .executeTakeFirst();
  return row?.id;
}

/** Those activation IDs among some whose items may be seen. */
export async function selectSeenItems(
  reader: Database | Transaction,
  sight: Sight,
  activationIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const seen = (table: string): RawBuilder<unknown> => sql`
    select item.activation_id from ${sql.table(table)} item join entitlement on entitlement.id = item.entitlement_id
     where item.activation_id = any(${activationIds}) and ${isVisible(sight, 'item.state')}
       and ${isVisible(sight, 'entitlement.state')} and ${isHeld(sight.scope)}`;
  const { rows } = await sql<{ activationId: string }>`
    ${seen('line_item')} union all ${seen('maintenance_line_item')}`.execute(reader);
  return new Set(rows.map((row) => row.activationId));
}
