import { activeTemplates } from '../notifications/email-template-store.ts';
import { queueEmails } from '../notifications/outbox.ts';
import type { AccessData, EmailDataOfType } from '../notifications/rules/email-data.ts';
import { chooseTemplate, isTypeActive } from '../notifications/rules/template-choice.ts';
import type { Audience } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import type { Transaction } from '../platform/database.ts';
import type { Reason } from '../shared/decision.ts';
import type { JsonObject } from '../shared/vocabulary.ts';
import type { StandingUser } from './standing-store.ts';

type AccessEmailType = 'invitation' | 'password-reset' | 'registration';

/** Somebody who is written to; the row is null while they are not on record. */
export interface AccessReader extends Pick<
  StandingUser,
  'userId' | 'userName' | 'firstName' | 'lastName' | 'email' | 'locale'
> {
  readonly id: number | null;
}

/** An email about signing in, with the link that it is to carry. */
export interface AccessEmail<Type extends AccessEmailType> {
  readonly type: Type;
  readonly reader: AccessReader;
  readonly portal: Audience;
  readonly linkId: number | null;
  readonly accountRow: number | null;
  readonly businessTimeZone: string;
  readonly more: Omit<EmailDataOfType[Type], keyof AccessData> & JsonObject;
}

/** Puts an email about signing in into the outbox. Answers why not, where nobody is to get emails of its type. */
export async function queueAccessEmail<Type extends AccessEmailType>(
  app: App,
  transaction: Transaction,
  { type, reader, portal, linkId, accountRow, businessTimeZone, more }: AccessEmail<Type>,
): Promise<readonly Reason[]> {
  const active = (await activeTemplates(transaction, [type]))[type] ?? [];
  const template = isTypeActive(active) ? chooseTemplate(active, { locale: reader.locale }) : undefined;
  if (template === undefined) return [templateInactive(type)];
  const { id, ...user } = reader;
  const data = {
    ...more,
    user: pickReader(user),
    today: app.clock.today(businessTimeZone),
    signInUrl: `${app.config.publicUrl}/${portal === 'producer' ? 'producer' : 'portal'}/sign-in`,
  };
  await queueEmails(transaction, [
    {
      type,
      data,
      templateId: template.id,
      runId: null,
      accountId: accountRow,
      userId: id,
      toAddress: reader.email,
      passwordLinkId: linkId,
    },
  ]);
  return [];
}

function pickReader({ userId, userName, firstName, lastName, email, locale }: Omit<AccessReader, 'id'>) {
  return { userId, userName, firstName, lastName, email, locale };
}

function templateInactive(type: AccessEmailType): Reason {
  return {
    code: 'template_inactive',
    message: `No email of the type ${type} is sent, as its English default template is inactive.`,
    remedy: 'Activate the template.',
  };
}

/** The message that carries a link, by the row of the link. */
export async function selectEmailOfLink(transaction: Transaction, linkId: number): Promise<number | undefined> {
  const found = await transaction
    .selectFrom('email')
    .select('email.id')
    .where('email.passwordLinkId', '=', linkId)
    .executeTakeFirst();
  return found?.id;
}
