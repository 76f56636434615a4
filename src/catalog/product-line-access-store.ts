import { sql } from 'kysely';
import { inScope } from '../accounts/account-scope.ts';
import type { AccountScope } from '../accounts/rules/permissions.ts';
import type { Reader, Transaction } from '../platform/database.ts';
import type { LineHolder } from './rules/product-line-access.ts';

type Kind = LineHolder['kind'];

const links = { account: ['product_line_account', 'account_id'], user: ['product_line_user', 'user_id'] } as const;

/** The rows of the product lines that an account or a user has. */
export async function selectLinesOf(transaction: Transaction, kind: Kind, id: number): Promise<readonly number[]> {
  const [table, column] = links[kind];
  const { rows } = await sql<{ line: number }>`
    select linked.product_line_id as line from ${sql.table(table)} linked
     where ${sql.ref(`linked.${column}`)} = ${id} order by linked.product_line_id`.execute(transaction);
  return rows.map((row) => row.line);
}

/** A product line, and the row of who has it. */
export interface LineLink {
  readonly kind: Kind;
  readonly lineRow: number;
  readonly id: number;
}

/** Links a product line to an account or a user. */
export async function insertLineLink(transaction: Transaction, { kind, lineRow, id }: LineLink): Promise<void> {
  const [table, column] = links[kind];
  await sql`insert into ${sql.table(table)} (${sql.ref(column)}, product_line_id) values (${id}, ${lineRow})`.execute(
    transaction,
  );
}

/** Takes such a link away. */
export async function deleteLineLink(transaction: Transaction, { kind, lineRow, id }: LineLink): Promise<void> {
  const [table, column] = links[kind];
  await sql`delete from ${sql.table(table)} linked
    where ${sql.ref(`linked.${column}`)} = ${id} and linked.product_line_id = ${lineRow}`.execute(transaction);
}

/** True where a user belongs to an account, today or not. */
export async function hasMembership(reader: Reader, userRow: number, accountRow: number): Promise<boolean> {
  const found = await reader
    .selectFrom('membership')
    .select('membership.id')
    .where('membership.userId', '=', userRow)
    .where('membership.accountId', '=', accountRow)
    .executeTakeFirst();
  return found !== undefined;
}

interface Rows {
  readonly after: number;
  readonly limit: number;
}

/** The accounts after a row that have a product line, of those that the caller may see. */
export async function selectAccountsOfLine(reader: Reader, scope: AccountScope, lineRow: number, page: Rows) {
  return reader
    .selectFrom('productLineAccount')
    .innerJoin('account', 'account.id', 'productLineAccount.accountId')
    .select(['account.id', 'account.accountId', 'account.name', 'account.type'])
    .where('productLineAccount.productLineId', '=', lineRow)
    .where('productLineAccount.accountId', '>', page.after)
    .where(inScope(scope, 'account.id'))
    .orderBy('productLineAccount.accountId')
    .limit(page.limit)
    .execute();
}

/** The users after a row that have a product line by themselves, of those that the caller may see. */
export async function selectUsersOfLine(reader: Reader, scope: AccountScope, lineRow: number, page: Rows) {
  return reader
    .selectFrom('productLineUser')
    .innerJoin('licetUser', 'licetUser.id', 'productLineUser.userId')
    .select(['licetUser.id', 'licetUser.userId', 'licetUser.firstName', 'licetUser.lastName', 'licetUser.email'])
    .where('productLineUser.productLineId', '=', lineRow)
    .where('productLineUser.userId', '>', page.after)
    .$if(!scope.all, (query) =>
      query.where(
        sql<boolean>`exists (select 1 from membership
          where membership.user_id = licet_user.id and ${inScope(scope, 'membership.account_id')})`,
      ),
    )
    .orderBy('productLineUser.userId')
    .limit(page.limit)
    .execute();
}
