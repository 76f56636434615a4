import { randomUUID } from 'node:crypto';
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { AccountScope } from '../accounts/rules/permissions.ts';
import { inScope } from '../accounts/account-scope.ts';
import type { Database, Transaction } from '../platform/database.ts';
import { conditionsOf, narrowed, type FilterValues } from '../platform/list-filters.ts';
import type { SortedPage } from '../platform/sorting.ts';
import { contains } from '../platform/text-search.ts';
import { emailFilters, emailText } from './email-filters.ts';

export interface EmailFilter extends FilterValues<typeof emailFilters> {
  readonly types?: readonly string[] | undefined;
  readonly runId?: number | undefined;
  /** part of the address, or of the words of the subject's template */
  readonly q?: string | undefined;
}

export type EmailRow = Awaited<ReturnType<typeof selectEmails>>[number];

/** One page of the messages that the scope allows, each with its data and what its subject is made of. */
export async function selectEmails(
  database: Database | Transaction,
  scope: AccountScope,
  filter: EmailFilter,
  page: SortedPage<{ readonly id: number }>,
) {
  let query = emailsInScope(database, scope)
    .where(page.isAfter)
    .where(await isAskedFor(database, scope, filter));
  if (filter.types !== undefined) query = query.where(isOfType(filter.types));
  if (filter.runId !== undefined) query = query.where('email.runId', '=', filter.runId);
  return query.orderBy(page.order).limit(page.rows).execute();
}

/** True for a message that was asked for by its filters and its text. */
async function isAskedFor(
  database: Database | Transaction,
  scope: AccountScope,
  filter: EmailFilter,
): Promise<RawBuilder<SqlBool>> {
  const conditions = [
    ...(await conditionsOf(database, emailFilters, filter)),
    ...(filter.q === undefined ? [] : [await found(database, filter.q)]),
  ];
  const place = { row: 'email.id', from: sql`email` };
  const seen = conditions.length === 0 ? [] : [inScope(scope, 'email.account_id')];
  return narrowed(database, place, { conditions: [...conditions, ...seen], checks: [] });
}

// One type is looked up in the order of its index.
function isOfType(types: readonly string[]): RawBuilder<SqlBool> {
  const [type] = types;
  return types.length === 1 ? sql<SqlBool>`email.type = ${type}` : sql<SqlBool>`email.type = any(${types})`;
}

// Subjects are made when they are looked at; what can be found of them are the words that their templates bring.
const subjectWords = sql<string>`search_fold(regexp_replace(email_template.subject, '\\{[{%].*?[%}]\\}', ' ', 'g'))`;

async function found(database: Database | Transaction, q: string): Promise<RawBuilder<SqlBool>> {
  const inAddress = contains(emailText, q);
  const templates = await database
    .selectFrom('emailTemplate')
    .select('emailTemplate.id')
    .where(contains(subjectWords, q))
    .execute();
  if (templates.length === 0) return inAddress;
  return sql<SqlBool>`(${inAddress} or email.template_id = any(${templates.map(({ id }) => id)}))`;
}

/** One message, where the scope allows it. */
export async function selectEmail(
  database: Database | Transaction,
  scope: AccountScope,
  id: number,
): Promise<EmailRow | undefined> {
  return emailsInScope(database, scope).where('email.id', '=', id).executeTakeFirst();
}

/** A message of no account, such as a digest, is seen only by those who see every account. */
function emailsInScope(database: Database | Transaction, scope: AccountScope) {
  const query = database
    .selectFrom('email')
    .innerJoin('emailTemplate', 'emailTemplate.id', 'email.templateId')
    .leftJoin('account', 'account.id', 'email.accountId')
    .leftJoin('licetUser', 'licetUser.id', 'email.userId')
    .select([
      'email.id',
      'email.messageId',
      'email.type',
      'email.variation',
      'email.templateId',
      'email.runId',
      'email.userId',
      'email.passwordLinkId',
      'email.toAddress',
      'email.data',
      'email.status',
      'email.attempts',
      'email.nextAttemptAt',
      'email.lastError',
      'email.createdAt',
      'email.sentAt',
      'account.accountId as accountKey',
      'licetUser.userId as userKey',
      'emailTemplate.locale as templateLocale',
      'emailTemplate.subject as templateSubject',
    ]);
  return query.where(inScope(scope, 'email.accountId'));
}

/** Makes a message that was not sent due now, as if it were new. Answers whether it was still there to be queued. */
export async function requeueEmail(transaction: Transaction, id: number): Promise<boolean> {
  const result = await transaction
    .updateTable('email')
    .set({ status: 'queued', attempts: 0, nextAttemptAt: sql`now()`, queuedAt: sql`now()`, lastError: null })
    .where('email.id', '=', id)
    .where('email.status', '<>', 'sent')
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** A new message with the content and receiver of another, outside of any run. Answers its key. */
export async function copyEmail(transaction: Transaction, id: number): Promise<number> {
  const prefix = `<${randomUUID()}`;
  const { rows } = await sql<{ id: number }>`
    insert into email (message_id, type, variation, template_id, run_id, account_id, user_id, to_address, password_link_id, data)
    select ${prefix} || substring(email.message_id from '@.*$'), email.type, email.variation, email.template_id, null,
           email.account_id, email.user_id, email.to_address, email.password_link_id, email.data
      from email where email.id = ${id}
    returning email.id`.execute(transaction);
  return rows[0]?.id ?? 0;
}
