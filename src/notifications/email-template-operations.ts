import { getAccount } from '../accounts/account-operations.ts';
import { authorise, authoriseEverywhere } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import { inTransaction, type Database, type Transaction } from '../platform/database.ts';
import { recordHistory, type HistoryEntry } from '../platform/history.ts';
import { rowAfter, toPage, type Page, type PageRequest } from '../platform/paging.ts';
import { suggestion } from '../shared/nearest-name.ts';
import { notFound, Problem, refusal, type FieldError } from '../shared/problems.ts';
import { settingLook } from './email-look.ts';
import { renderEmail, type RenderedEmail } from './email-rendering.ts';
import {
  insertTemplateVersion,
  lockTemplateVersions,
  selectEmailTemplates,
  selectTemplatesById,
  updateTemplateActive,
  type EmailTemplateFilter,
  type EmailTemplateRow,
} from './email-template-store.ts';
import type { EmailData } from './rules/email-data.ts';
import { defaultVariation, emailTypes, isEmailType, type EmailType } from './rules/email-types.ts';
import { samplesOf } from './rules/sample-data.ts';
import { canonicalLocale } from './rules/template-choice.ts';
import { errorsInTemplate } from './template-check.ts';

export interface EmailTemplateView {
  readonly emailTemplateId: string;
  readonly type: string;
  readonly variation: string;
  readonly locale: string;
  readonly version: number;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly active: boolean;
  readonly shipped: boolean;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly updatedAt: string;
  readonly updatedBy: string;
}

export interface EmailTemplateInput {
  readonly type: string;
  readonly variation?: string | undefined;
  readonly locale: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** make it the active version at once; default false */
  readonly active?: boolean | undefined;
}

/** Template versions in the order in which they were made. Needs `viewEmailTemplates`. */
export async function listEmailTemplates(
  app: App,
  actor: Actor,
  request: EmailTemplateFilter & PageRequest,
): Promise<Page<EmailTemplateView>> {
  authorise(actor, 'viewEmailTemplates');
  const rows = await selectEmailTemplates(app.database, request, {
    after: rowAfter(request),
    limit: request.limit + 1,
  });
  return toPage(rows, request.limit, present);
}

/** One template version. Needs `viewEmailTemplates`. */
export async function getEmailTemplate(app: App, actor: Actor, emailTemplateId: string): Promise<EmailTemplateView> {
  authorise(actor, 'viewEmailTemplates');
  return present(await findTemplate(app.database, emailTemplateId));
}

/**
 * Adds the next version of a type, variation and locale. Needs `manageEmailTemplates`; throws `invalid_input` with
 * everything that is wrong, and where.
 */
export async function addEmailTemplateVersion(
  app: App,
  actor: Actor,
  input: EmailTemplateInput,
): Promise<EmailTemplateView> {
  authoriseEverywhere(actor, 'manageEmailTemplates');
  const template = checkInput(input);
  return inTransaction(app.database, async (transaction) => {
    const versions = await lockTemplateVersions(transaction, template);
    const version = (versions.at(-1)?.version ?? 0) + 1;
    const row = await insertTemplateVersion(transaction, { ...template, version }, actor.name);
    await recordHistory(transaction, actor, [entry(row, { event: 'created', after: { subject: row.subject } })]);
    if (input.active === true) await switchActive(transaction, actor, row, true);
    return present(await findTemplate(transaction, String(row.id)));
  });
}

/** Makes a version the active one of its type, variation and locale. Needs `manageEmailTemplates`. */
export async function activateEmailTemplate(
  app: App,
  actor: Actor,
  emailTemplateId: string,
): Promise<EmailTemplateView> {
  return setActive(app, actor, emailTemplateId, true);
}

/** Takes a version out of use; jobs that need its type say so and send nothing. Needs `manageEmailTemplates`. */
export async function deactivateEmailTemplate(
  app: App,
  actor: Actor,
  emailTemplateId: string,
): Promise<EmailTemplateView> {
  return setActive(app, actor, emailTemplateId, false);
}

export type PreviewedTemplate = Pick<EmailTemplateRow, 'id' | 'type' | 'variation' | 'locale'>;

/** What an account would be told today by a template; undefined where there is nothing. Handed in by who decides that. */
export type AccountDataOf = (
  app: App,
  template: PreviewedTemplate,
  accountId: string,
) => Promise<EmailData | undefined>;

/**
 * A stored version as it would be read, with made-up data or that of an account, and the sender's real look. Needs
 * `viewEmailTemplates`, for an account `viewEmails` and `viewAccounts` too; throws `refused` where it would be told nothing.
 */
export async function previewEmailTemplate(
  app: App,
  actor: Actor,
  emailTemplateId: string,
  real?: { readonly accountId: string; readonly dataOf: AccountDataOf },
): Promise<RenderedEmail> {
  authorise(actor, 'viewEmailTemplates');
  const row = await findTemplate(app.database, emailTemplateId);
  if (!isEmailType(row.type)) throw notFound('email type', row.type);
  const data = real === undefined ? samplesOf(row.type)[0] : await realData(app, actor, row, real);
  return renderEmail(row, data, await settingLook(app.database, app.config.publicUrl));
}

async function realData(
  app: App,
  actor: Actor,
  template: PreviewedTemplate,
  { accountId, dataOf }: { readonly accountId: string; readonly dataOf: AccountDataOf },
): Promise<EmailData> {
  authorise(actor, 'viewEmails');
  await getAccount(app, actor, accountId);
  const data = await dataOf(app, template, accountId);
  if (data !== undefined) return data;
  const message = `There is nothing that the template ${template.type} would tell the account ${accountId} today.`;
  throw refusal([{ code: 'nothing_to_tell', message, remedy: 'Choose another account.', pointer: '/accountId' }]);
}

export interface TemplateVerdict {
  readonly valid: boolean;
  readonly errors: readonly FieldError[];
}

/** What is wrong with a stored version, or with it as it would be after some changes. Needs `viewEmailTemplates`. */
export async function validateEmailTemplate(
  app: App,
  actor: Actor,
  emailTemplateId: string,
  changes: {
    readonly subject?: string | undefined;
    readonly text?: string | undefined;
    readonly html?: string | undefined;
  } = {},
): Promise<TemplateVerdict> {
  authorise(actor, 'viewEmailTemplates');
  const row = await findTemplate(app.database, emailTemplateId);
  const { type, variation, locale } = row;
  const texts = {
    subject: changes.subject ?? row.subject,
    text: changes.text ?? row.text,
    html: changes.html ?? row.html,
  };
  const errors = errorsInInput({ type, variation, locale, ...texts });
  return { valid: errors.length === 0, errors };
}

async function setActive(app: App, actor: Actor, emailTemplateId: string, active: boolean): Promise<EmailTemplateView> {
  authoriseEverywhere(actor, 'manageEmailTemplates');
  return inTransaction(app.database, async (transaction) => {
    await switchActive(transaction, actor, await findTemplate(transaction, emailTemplateId), active);
    return present(await findTemplate(transaction, emailTemplateId));
  });
}

async function switchActive(
  transaction: Transaction,
  actor: Actor,
  template: EmailTemplateRow,
  active: boolean,
): Promise<void> {
  const versions = await lockTemplateVersions(transaction, template);
  const switched = versions.filter((row) => (row.id === template.id ? row.active !== active : active && row.active));
  for (const row of switched.toSorted((a, b) => Number(b.active) - Number(a.active)))
    await updateTemplateActive(transaction, row.id, !row.active, actor.name); // off before on: only one may be active
  await recordHistory(
    transaction,
    actor,
    switched.map((row) =>
      entry(row, { event: 'stateChanged', before: { active: row.active }, after: { active: !row.active } }),
    ),
  );
}

function entry(row: EmailTemplateRow, change: Pick<HistoryEntry, 'event' | 'before' | 'after'>): HistoryEntry {
  const entityKey = `${row.type}/${row.variation}/${row.locale}/${row.version}`;
  return { entity: 'emailTemplate', subjectId: row.id, entityKey, ...change };
}

async function findTemplate(database: Database | Transaction, emailTemplateId: string): Promise<EmailTemplateRow> {
  const [row] = /^\d{1,15}$/.test(emailTemplateId)
    ? await selectTemplatesById(database, [Number(emailTemplateId)])
    : [];
  if (row === undefined) throw notFound('email template', emailTemplateId);
  return row;
}

function checkInput(input: EmailTemplateInput) {
  const errors = errorsInInput(input);
  if (errors.length > 0)
    throw new Problem('invalid_input', 'The template is not right; nothing was saved.', { errors });
  const { type, variation = defaultVariation, subject, text, html } = input;
  return { type, variation, locale: canonicalLocale(input.locale) ?? input.locale, subject, text, html };
}

function errorsInInput(input: EmailTemplateInput): readonly FieldError[] {
  const { type } = input;
  if (!isEmailType(type)) {
    return [
      {
        pointer: '/type',
        code: 'unknown_type',
        message: `There is no email type ${type}.${suggestion(type, Object.keys(emailTypes))}`,
      },
    ];
  }
  const wrongLocale: FieldError = {
    pointer: '/locale',
    code: 'wrong_locale',
    message: `"${input.locale}" is not a language such as en or de-AT.`,
  };
  return [
    ...errorsInVariation(type, input.variation ?? defaultVariation),
    ...(canonicalLocale(input.locale) === undefined ? [wrongLocale] : []),
    ...errorsInTemplate(type, input),
  ];
}

function errorsInVariation(type: EmailType, variation: string): readonly FieldError[] {
  if (variation === defaultVariation) return [];
  if (!emailTypes[type].allowsVariations)
    return [
      {
        pointer: '/variation',
        code: 'variation_not_allowed',
        message: `Emails of the type ${type} have no variation but ${defaultVariation}.`,
      },
    ];
  const isName = variation.trim() === variation && variation.length >= 1 && variation.length <= 25;
  return isName
    ? []
    : [{ pointer: '/variation', code: 'wrong_variation', message: 'A variation has a name of 1 to 25 characters.' }];
}

function present(row: EmailTemplateRow): EmailTemplateView {
  const { id, createdAt, updatedAt, ...rest } = row;
  return {
    emailTemplateId: String(id),
    ...rest,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
