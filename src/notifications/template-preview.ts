import { getAccount } from '../accounts/account-operations.ts';
import { authorise } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import { notFound, refusal } from '../shared/problems.ts';
import { settingLook } from './email-look.ts';
import { EmailRenderingError, renderEmail, type RenderedEmail } from './email-rendering.ts';
import { changedTexts, findTemplate, type TemplateChanges } from './email-template-operations.ts';
import type { EmailTemplateRow } from './email-template-store.ts';
import type { EmailData } from './rules/email-data.ts';
import { isEmailType } from './rules/email-types.ts';
import { samplesOf } from './rules/sample-data.ts';

export type PreviewedTemplate = Pick<EmailTemplateRow, 'id' | 'type' | 'variation' | 'locale'>;

/** What an account would be told today by a template; undefined where there is nothing. Handed in by who decides that. */
export type AccountDataOf = (
  app: App,
  template: PreviewedTemplate,
  accountId: string,
) => Promise<EmailData | undefined>;

export interface PreviewRequest {
  readonly changes?: TemplateChanges;
  readonly real?: { readonly accountId: string; readonly dataOf: AccountDataOf } | undefined;
}

/**
 * A version, or what it would be after some changes, as it would be read, with made-up data or that of an account, and the
 * sender's real look. Needs `viewEmailTemplates`, for an account `viewEmails` and `viewAccounts` too; throws `refused`
 * where it cannot be rendered, or the account would be told nothing.
 */
export async function previewEmailTemplate(
  app: App,
  actor: Actor,
  emailTemplateId: string,
  { changes = {}, real }: PreviewRequest = {},
): Promise<RenderedEmail> {
  authorise(actor, 'viewEmailTemplates');
  const row = await findTemplate(app.database, emailTemplateId);
  if (!isEmailType(row.type)) throw notFound('email type', row.type);
  const data = real === undefined ? samplesOf(row.type)[0] : await realData(app, actor, row, real);
  const look = await settingLook(app.database, app.config.publicUrl);
  try {
    return renderEmail({ locale: row.locale, ...changedTexts(row, changes) }, data, look);
  } catch (error) {
    if (!(error instanceof EmailRenderingError)) throw error;
    const message = `The template cannot be rendered: ${error.message.split('\n')[0]}.`;
    throw refusal([{ code: 'cannot_be_rendered', message, pointer: `/${error.part}` }]);
  }
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
