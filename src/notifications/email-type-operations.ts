import { authorise } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import type { Page } from '../platform/paging.ts';
import { activeTemplates } from './email-template-store.ts';
import { emailTypes, isEmailType, type EmailSubscription } from './rules/email-types.ts';
import { isTypeActive } from './rules/template-choice.ts';
import { templateVariables, type TemplateVariable } from './rules/template-variables.ts';

/** A type of email, and what its templates may name. */
export interface EmailTypeView {
  readonly type: string;
  readonly title: string;
  readonly allowsVariations: boolean;
  readonly subscription: EmailSubscription | null;
  /** an English DEFAULT is active; else no email of the type is made */
  readonly inUse: boolean;
  readonly variables: readonly TemplateVariable[];
}

/** Every type of email. Needs `viewEmailTemplates`. */
export async function listEmailTypes(app: App, actor: Actor): Promise<Page<EmailTypeView>> {
  authorise(actor, 'viewEmailTemplates');
  const types = Object.keys(emailTypes).filter(isEmailType);
  const active = await activeTemplates(app.database, types);
  const items = types.map((type) => ({
    type,
    ...emailTypes[type],
    inUse: isTypeActive(active[type] ?? []),
    variables: templateVariables(type),
  }));
  return { items, nextCursor: null };
}
