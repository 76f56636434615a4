import { chooseTemplate, isTypeActive, type TemplateKey } from '../../../src/notifications/rules/template-choice.ts';
import { templatesText } from '../../messages/en/producer-email-templates.ts';
import type { ItemOf } from '../../shared/api/call.ts';

export type Template = ItemOf<'listEmailTemplates'>;

const languages = new Intl.DisplayNames('en', { type: 'language' });

/** A locale as people call it: `de-AT` is Austrian German. */
export function languageName(locale: string): string {
  try {
    return languages.of(locale) ?? locale;
  } catch {
    return locale;
  }
}

function keyOf({ emailTemplateId, variation, locale }: Template): TemplateKey {
  return { id: Number(emailTemplateId), variation, locale };
}

/** What readers of a language get while that language itself has nothing: another template, or nothing. */
export function insteadOf(active: readonly Template[], type: string, locale: string): Template | undefined {
  const ofType = active.filter((one) => one.type === type);
  if (!isTypeActive(ofType.map(keyOf))) return undefined;
  const chosen = chooseTemplate(ofType.map(keyOf), { locale });
  return ofType.find((one) => Number(one.emailTemplateId) === chosen?.id);
}

function isSameLine(a: Template, b: Template): boolean {
  return a.type === b.type && a.variation === b.variation && a.locale === b.locale;
}

/** What happens when a version becomes the active one of its type and language. */
export function consequencesOfActivating(template: Template, active: readonly Template[]): readonly string[] {
  const { version, locale, type } = template;
  const before = active.find((one) => isSameLine(one, template));
  const others = active.filter((one) => one.type === type).map(keyOf);
  const starts = !isTypeActive(others) && isTypeActive([...others, keyOf(template)]);
  return [
    before === undefined
      ? templatesText.isSentAtLast(version, languageName(locale))
      : templatesText.takesPlaceOf(version, before.version),
    ...(starts ? [templatesText.startsType] : []),
    templatesText.outboxKeeps,
  ];
}

/** What happens when a version is no longer the active one of its type and language. */
export function consequencesOfDeactivating(template: Template, active: readonly Template[]): readonly string[] {
  const left = active.filter((one) => !isSameLine(one, template));
  const instead = insteadOf(left, template.type, template.locale);
  return [
    instead === undefined
      ? templatesText.endsType
      : templatesText.fallsBack(languageName(template.locale), languageName(instead.locale)),
    templatesText.outboxKeeps,
  ];
}
