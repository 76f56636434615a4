import type { Liquid, Template } from 'liquidjs';
import type { EmailData } from './rules/email-data.ts';
import type { SenderLook } from './rules/sender-look.ts';
import { formattingLocale } from './rules/template-choice.ts';
import { htmlEngine, renderTemplate, textEngine } from './template-engine.ts';

/** The texts of one template version. Its parsed form is kept by `id`, so a draft that has none is parsed each time. */
export interface TemplateTexts {
  readonly id?: number | undefined;
  readonly locale: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface RenderedEmail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export type EmailPart = keyof RenderedEmail;

/** A template and its data do not fit together. */
export class EmailRenderingError extends Error {
  override readonly name = 'EmailRenderingError';
  readonly part: EmailPart;

  constructor(part: EmailPart, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.part = part;
  }
}

/** One email as it is read. Throws `EmailRenderingError` that names the part that cannot be rendered. */
export function renderEmail(template: TemplateTexts, data: EmailData, look: SenderLook): RenderedEmail {
  const parsed = parsedParts(template);
  const scope = { ...data, ...look };
  const locale = formattingLocale(template.locale, readerLocale(data));
  return {
    subject: renderPart('subject', parsed.subject, scope, locale),
    text: renderPart('text', parsed.text, scope, locale),
    html: renderPart('html', parsed.html, scope, locale),
  };
}

/** The subject alone, for lists. */
export function renderSubject(
  template: Omit<TemplateTexts, 'text' | 'html'>,
  data: EmailData,
  look: SenderLook,
): string {
  const locale = formattingLocale(template.locale, readerLocale(data));
  return renderPart('subject', parsePart('subject', template.subject), { ...data, ...look }, locale);
}

/** Parses one part; throws `EmailRenderingError` where it is not Liquid. */
export function parsePart(part: EmailPart, source: string): Template[] {
  try {
    return engineOf(part).parse(source);
  } catch (error) {
    throw new EmailRenderingError(part, error);
  }
}

function renderPart(part: EmailPart, parsed: Template[], scope: object, locale: string): string {
  try {
    return tidied[part](renderTemplate(engineOf(part), parsed, scope, locale));
  } catch (error) {
    throw new EmailRenderingError(part, error);
  }
}

const tidied: Readonly<Record<EmailPart, (rendered: string) => string>> = {
  subject: oneLine,
  text: tidyText,
  html: (html) => html.trim(),
};

/** One line without control characters: a subject is a mail header. */
function oneLine(rendered: string): string {
  const line = rendered.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  if (line === '') throw new Error('the subject is empty');
  return line.length > 250 ? `${line.slice(0, 249)}…` : line;
}

/** So that a template can be written readably: no blanks at the ends of lines, no more than one empty line. */
function tidyText(rendered: string): string {
  return `${rendered
    .replaceAll(/[^\S\n]+$/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

function engineOf(part: EmailPart): Liquid {
  return part === 'html' ? htmlEngine() : textEngine();
}

function readerLocale(data: EmailData): string | undefined {
  const user = data['user'];
  const locale = typeof user === 'object' && user !== null && 'locale' in user ? user.locale : undefined;
  return typeof locale === 'string' ? locale : undefined;
}

type ParsedParts = Readonly<Record<EmailPart, Template[]>>;

interface KeptTemplate {
  readonly source: TemplateTexts;
  readonly parsed: ParsedParts;
}

const keptMax = 500;
const keptTemplates = new Map<number, KeptTemplate>();

// A template version never changes, but one process may see two databases: the texts are compared, not only the key.
function parsedParts(template: TemplateTexts): ParsedParts {
  const known = template.id === undefined ? undefined : keptTemplates.get(template.id);
  if (known !== undefined && isSameText(known.source, template)) return known.parsed;
  const parsed = parseParts(template);
  if (template.id !== undefined) {
    if (keptTemplates.size >= keptMax) keptTemplates.clear();
    keptTemplates.set(template.id, { source: template, parsed });
  }
  return parsed;
}

function parseParts(template: TemplateTexts): ParsedParts {
  return {
    subject: parsePart('subject', template.subject),
    text: parsePart('text', template.text),
    html: parsePart('html', template.html),
  };
}

function isSameText(a: TemplateTexts, b: TemplateTexts): boolean {
  return a.subject === b.subject && a.text === b.text && a.html === b.html;
}
