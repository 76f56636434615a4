import { authorise, authoriseEverywhere } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import { inTransaction, type Database, type Transaction } from '../platform/database.ts';
import { recordHistory, type HistoryEntry } from '../platform/history.ts';
import { rowAfter, toPage, type Page, type PageRequest } from '../platform/paging.ts';
import { suggestion } from '../shared/nearest-name.ts';
import { notFound, Problem, type FieldError } from '../shared/problems.ts';
import type { RenderedEmail } from './email-rendering.ts';
import {
  insertTemplateVersion,
  lockTemplateVersions,
  selectEmailTemplates,
  selectTemplatesById,
  updateTemplateActive,
  type EmailTemplateFilter,
  type EmailTemplateRow,
} from './email-template-store.ts';
import { defaultVariation, emailTypes, isEmailType, type EmailType } from './rules/email-types.ts';
import { canonicalLocale } from './rules/template-choice.ts';
import { errorsInTemplate, type TemplateError } from './template-check.ts';

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

/** What is changed of a stored version before it is looked at. */
export interface TemplateChanges {
  readonly subject?: string | undefined;
  readonly text?: string | undefined;
  readonly html?: string | undefined;
}

export interface TemplateVerdict {
  readonly valid: boolean;
  readonly errors: readonly TemplateError[];
}

/** What is wrong with a stored version, or with it as it would be after some changes. Needs `viewEmailTemplates`. */
export async function validateEmailTemplate(
  app: App,
  actor: Actor,
  emailTemplateId: string,
  changes: TemplateChanges = {},
): Promise<TemplateVerdict> {
  authorise(actor, 'viewEmailTemplates');
  const row = await findTemplate(app.database, emailTemplateId);
  const { type, variation, locale } = row;
  const found = errorsInInput({ type, variation, locale, ...changedTexts(row, changes) });
  const errors = found.map((error) => ({ nearest: null, places: [], ...error }));
  return { valid: errors.length === 0, errors };
}

/** The texts of a stored version after some changes. */
export function changedTexts(row: EmailTemplateRow, changes: TemplateChanges): RenderedEmail {
  return {
    subject: changes.subject ?? row.subject,
    text: changes.text ?? row.text,
    html: changes.html ?? row.html,
  };
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

/** A stored version; throws `not_found`. */
export async function findTemplate(
  database: Database | Transaction,
  emailTemplateId: string,
): Promise<EmailTemplateRow> {
  const [row] = /^\d{1,15}$/.test(emailTemplateId)
    ? await selectTemplatesById(database, [Number(emailTemplateId)])
    : [];
  if (row === undefined) throw notFound('email template', emailTemplateId);
  return row;
}

function checkInput(input: EmailTemplateInput) {
  const errors = errorsInInput(input).map(({ pointer, code, message }) => ({ pointer, code, message }));
  if (errors.length > 0)
    throw new Problem('invalid_input', 'The template is not right; nothing was saved.', { errors });
  const { type, variation = defaultVariation, subject, text, html } = input;
  return { type, variation, locale: canonicalLocale(input.locale) ?? input.locale, subject, text, html };
}

function errorsInInput(input: EmailTemplateInput): readonly (FieldError & Partial<TemplateError>)[] {
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
