import { sql, type RawBuilder } from 'kysely';
import type { Transaction } from '../platform/database.ts';
import type { Reason } from '../shared/decision.ts';
import type { Actor } from './rules/permissions.ts';

// The lines of users of the producer, their own and those of their accounts; people of customers see what their accounts hold.
const producerLines = (userId: string): RawBuilder<unknown> => sql`
  select licet_user.id as user_id, array(
           select product_line_user.product_line_id from product_line_user where product_line_user.user_id = licet_user.id
           union
           select product_line_account.product_line_id from membership
             join product_line_account on product_line_account.account_id = membership.account_id
            where membership.user_id = licet_user.id) as lines
    from licet_user
   where licet_user.user_id = ${userId}
     and exists (select 1 from membership join account on account.id = membership.account_id
                  where membership.user_id = licet_user.id and account.type = 'producer')`;

/**
 * Gives a user of the producer who has no product lines those of whoever made or changed it, where that one is limited to
 * some: nobody makes a user who sees more than they do.
 */
export async function handOnProductLines(transaction: Transaction, actor: Actor, userId: string): Promise<void> {
  if (actor.productLines.all) return;
  await sql`
    insert into product_line_user (user_id, product_line_id)
    select member.user_id, line.id
      from (${producerLines(userId)}) member cross join unnest(${actor.productLines.lineRows}::bigint[]) as line (id)
     where member.lines = '{}'`.execute(transaction);
}

/** What speaks against somebody changing a user of the producer: who is limited to some product lines changes nobody who sees more. */
export async function reasonsAgainstWiderSight(
  transaction: Transaction,
  actor: Actor,
  userId: string,
): Promise<readonly Reason[]> {
  if (actor.productLines.all) return [];
  const { rows } = await sql<{ userId: number }>`
    select member.user_id from (${producerLines(userId)}) member
     where member.lines = '{}' or not member.lines <@ ${actor.productLines.lineRows}::bigint[]`.execute(transaction);
  if (rows.length === 0) return [];
  return [
    {
      code: 'beyond_own_product_lines',
      message: `${userId} sees products of lines that you do not have.`,
      remedy: 'Ask an administrator who sees them.',
    },
  ];
}
