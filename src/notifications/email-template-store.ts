import { sql } from 'kysely';
import type { Database, Transaction } from '../platform/database.ts';
import type { TemplateKey } from './rules/template-choice.ts';

export interface EmailTemplateFilter {
  readonly type?: string | undefined;
  readonly variation?: string | undefined;
  readonly locale?: string | undefined;
  readonly active?: boolean | undefined;
}

export type EmailTemplateRow = Awaited<ReturnType<typeof selectEmailTemplates>>[number];

/** Template versions after a row, in the order in which they were made. */
export async function selectEmailTemplates(
  database: Database | Transaction,
  filter: EmailTemplateFilter,
  page: { readonly after: number; readonly limit: number },
) {
  let query = database.selectFrom('emailTemplate').selectAll().where('emailTemplate.id', '>', page.after);
  if (filter.type !== undefined) query = query.where('emailTemplate.type', '=', filter.type);
  if (filter.variation !== undefined) query = query.where('emailTemplate.variation', '=', filter.variation);
  if (filter.locale !== undefined) query = query.where('emailTemplate.locale', '=', filter.locale);
  if (filter.active !== undefined) query = query.where('emailTemplate.active', '=', filter.active);
  return query.orderBy('emailTemplate.id').limit(page.limit).execute();
}

/** The template versions of some keys, in no order. */
export async function selectTemplatesById(database: Database | Transaction, ids: readonly number[]) {
  if (ids.length === 0) return [];
  return database.selectFrom('emailTemplate').selectAll().where('emailTemplate.id', 'in', ids).execute();
}

export interface TemplateLine {
  readonly type: string;
  readonly variation: string;
  readonly locale: string;
}

/** All versions of one type, variation and locale, oldest first; nobody else adds to or switches them until commit. */
export async function lockTemplateVersions(
  transaction: Transaction,
  line: TemplateLine,
): Promise<readonly EmailTemplateRow[]> {
  const key = `${line.type}/${line.variation}/${line.locale}`;
  await sql`select pg_advisory_xact_lock(hashtext('licet email template'), hashtext(${key}))`.execute(transaction);
  return transaction
    .selectFrom('emailTemplate')
    .selectAll()
    .where('emailTemplate.type', '=', line.type)
    .where('emailTemplate.variation', '=', line.variation)
    .where('emailTemplate.locale', '=', line.locale)
    .orderBy('emailTemplate.version')
    .execute();
}

/** Of each type and language the newest version that a release brought along. */
export async function selectNewestShipped(database: Database) {
  return database
    .selectFrom('emailTemplate')
    .select(['emailTemplate.type', 'emailTemplate.locale'])
    .select(['emailTemplate.subject', 'emailTemplate.text', 'emailTemplate.html'])
    .distinctOn(['emailTemplate.type', 'emailTemplate.locale'])
    .where('emailTemplate.shipped', '=', true)
    .orderBy('emailTemplate.type')
    .orderBy('emailTemplate.locale')
    .orderBy('emailTemplate.version', 'desc')
    .execute();
}

export interface NewTemplateVersion extends TemplateLine {
  readonly version: number;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Stores a version, not active yet. */
export async function insertTemplateVersion(
  transaction: Transaction,
  template: NewTemplateVersion,
  createdBy: string,
): Promise<EmailTemplateRow> {
  return transaction
    .insertInto('emailTemplate')
    .values({ ...template, active: false, createdBy, updatedBy: createdBy })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function updateTemplateActive(
  transaction: Transaction,
  id: number,
  active: boolean,
  updatedBy: string,
): Promise<void> {
  await transaction
    .updateTable('emailTemplate')
    .set({ active, updatedBy, updatedAt: sql`now()` })
    .where('emailTemplate.id', '=', id)
    .execute();
}

/** The active templates of some types, by type; JSON, so that a run can freeze what it starts with. */
export type ActiveTemplates = { readonly [type: string]: readonly TemplateKey[] };

/** What is active now; a type of which nothing is active has an empty list. */
export async function activeTemplates(
  database: Database | Transaction,
  types: readonly string[],
): Promise<ActiveTemplates> {
  if (types.length === 0) return {};
  const rows = await database
    .selectFrom('emailTemplate')
    .select(['emailTemplate.id', 'emailTemplate.type', 'emailTemplate.variation', 'emailTemplate.locale'])
    .where('emailTemplate.active', '=', true)
    .where('emailTemplate.type', 'in', types)
    .orderBy('emailTemplate.id')
    .execute();
  return Object.fromEntries(
    types.map((type) => [
      type,
      rows.filter((row) => row.type === type).map(({ id, variation, locale }) => ({ id, variation, locale })),
    ]),
  );
}
