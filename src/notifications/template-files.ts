import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { emailTypes } from './rules/email-types.ts';

/** One default template as this release brings it. */
export interface ShippedTemplate {
  readonly type: string;
  readonly locale: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const folder = join(import.meta.dirname, 'templates');

/**
 * The default templates of this release: `templates/<locale>/<type>.{subject,text,html}.liquid`. A line `{% part "x" %}`
 * stands for the file `parts/x.liquid` of the locale, or else of all locales, so that what is stored is whole.
 */
export function readShippedTemplates(): readonly ShippedTemplate[] {
  return shippedLocales().flatMap((locale) =>
    Object.keys(emailTypes).map((type) => ({
      type,
      locale,
      subject: readWhole(locale, `${type}.subject.liquid`).trim(),
      text: readWhole(locale, `${type}.text.liquid`),
      html: readWhole(locale, `${type}.html.liquid`),
    })),
  );
}

function shippedLocales(): readonly string[] {
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const locales = folders.map((entry) => entry.name).filter((name) => name !== 'parts');
  return locales.toSorted((a, b) => Number(b === 'en') - Number(a === 'en')); // what everybody falls back to comes first
}

function readWhole(locale: string, file: string): string {
  const source = readFileSync(join(folder, locale, file), 'utf8');
  return source.replaceAll(/^[ \t]*\{% part "([a-z.-]+)" %\}[ \t]*\n?/gm, (_, part: string) => readPart(locale, part));
}

function readPart(locale: string, part: string): string {
  const own = join(folder, locale, 'parts', `${part}.liquid`);
  return readFileSync(existsSync(own) ? own : join(folder, 'parts', `${part}.liquid`), 'utf8');
}
