import { Liquid, type Template } from 'liquidjs';
import { lazily } from '../shared/lazily.ts';
import { registerLocaleFilters } from './locale-filters.ts';

/** What a template may use up before it is stopped; the time is in milliseconds, memory in elements and characters. */
const limits = { parseLimit: 1_000_000, memoryLimit: 50_000_000, renderLimit: 10_000 };

// Nothing that reads files, changes the data or writes past the escaping. `capture` is left out as its text would be
// escaped twice; `assign` with `append` does the same.
const allowedTags = new Set([
  'assign',
  'for',
  'if',
  'unless',
  'case',
  'comment',
  'raw',
  'break',
  'continue',
  'cycle',
  'echo',
  '#',
]);
// `raw` would let a customer's name be HTML; the date filters know neither days without a zone nor our kept formatters.
const refusedFilters = ['raw', 'date', 'date_to_long_string', 'date_to_rfc822', 'date_to_string', 'date_to_xmlschema'];

/** Liquid in a sandbox, for the parts that are plain text: nothing is escaped. */
export const textEngine = lazily(() => sandbox({}));

/** Liquid in a sandbox, for HTML: whatever comes out of data is escaped. */
export const htmlEngine = lazily(() => {
  const engine = sandbox({ outputEscape: 'escape' });
  engine.registerFilter('escape', { raw: true, handler: escapeHtml });
  engine.registerFilter('newline_to_br', {
    raw: true,
    handler: (value: unknown) => escapeHtml(value).replaceAll(/\r?\n/g, '<br>\n'),
  });
  return engine;
});

function sandbox(more: { outputEscape?: 'escape' }): Liquid {
  const engine = new Liquid({
    ...limits,
    ...more,
    ownPropertyOnly: true,
    strictVariables: true,
    strictFilters: true,
    lenientIf: true, // `{% if note %}` asks whether there is a note; misspelt names are found when a template is saved
    templates: {}, // no files
    timezoneOffset: 0,
  });
  for (const tag of Object.keys(engine.tags)) if (!allowedTags.has(tag)) Reflect.deleteProperty(engine.tags, tag);
  for (const filter of refusedFilters) engine.unregisterFilter(filter);
  registerLocaleFilters(engine);
  return engine;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
};

function escapeHtml(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** Renders parsed Liquid; `locale` is what dates and numbers follow. */
export function renderTemplate(engine: Liquid, template: Template[], scope: object, locale: string): string {
  const rendered: unknown = engine.renderSync(template, scope, { globals: { locale } });
  return String(rendered);
}
