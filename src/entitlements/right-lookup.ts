import { sql } from 'kysely';
import type { Transaction } from '../platform/database.ts';
import type { AccountType, RightState } from '../shared/vocabulary.ts';

/** Who holds a right, and in which state it is. */
export interface HeldRight {
  readonly accountRow: number;
  readonly accountId: string;
  readonly accountName: string;
  readonly accountType: AccountType;
  readonly state: RightState;
  /** of the entitlement that the right belongs to */
  readonly entitlementState: RightState;
}

/** The right behind an entitlement ID, or an activation ID of either kind. */
export async function selectHeldRight(reader: Transaction, id: string): Promise<HeldRight | undefined> {
  const { rows } = await sql<HeldRight>`
    select account.id as account_row, account.account_id, account.name as account_name, account.type as account_type,
           found.state, entitlement.state as entitlement_state
      from (select entitlement.id, entitlement.state from entitlement where entitlement.entitlement_id = ${id}
            union all
            select line_item.entitlement_id, line_item.state from line_item where line_item.activation_id = ${id}
            union all
            select maintenance_line_item.entitlement_id, maintenance_line_item.state from maintenance_line_item
             where maintenance_line_item.activation_id = ${id}) as found (id, state)
      join entitlement on entitlement.id = found.id
      join account on account.id = entitlement.account_id`.execute(reader);
  return rows[0];
}
