import { sql } from 'kysely';
import type { Transaction } from '../platform/database.ts';
import type { Actor } from './rules/permissions.ts';

/**
 * Gives a new user of the producer the product lines of whoever made it, where that one is limited to some: nobody makes a
 * user who sees more than they do. People of customers see what their accounts hold, as their own lines say.
 */
export async function handOnProductLines(transaction: Transaction, actor: Actor, userId: string): Promise<void> {
  if (actor.productLines.all) return;
  await sql`
    insert into product_line_user (user_id, product_line_id)
    select licet_user.id, line.id from licet_user cross join unnest(${actor.productLines.lineRows}::bigint[]) as line (id)
     where licet_user.user_id = ${userId}
       and exists (select 1 from membership join account on account.id = membership.account_id
                    where membership.user_id = licet_user.id and account.type = 'producer')`.execute(transaction);
}
