import type { Context, Liquid } from 'liquidjs';

// One Intl object costs 70 microseconds and a garbage collection later, so each is made once for a locale and kept.
// A bound on what is kept, as locales come from users.
const keptMax = 2_000;

function kept<Formatter>(
  make: (locale: string, style: string) => Formatter,
): (locale: string, style?: string) => Formatter {
  const made = new Map<string, Formatter>();
  return (locale, style = '') => {
    const key = `${locale} ${style}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    if (made.size >= keptMax) made.clear();
    const formatter = make(locale, style);
    made.set(key, formatter);
    return formatter;
  };
}

const dayFormat = kept(
  (locale, style) => new Intl.DateTimeFormat(locale, { dateStyle: dateStyle(style), timeZone: 'UTC' }),
);
const relativeFormat = kept((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
const numberFormat = kept((locale) => new Intl.NumberFormat(locale));
const pluralRules = kept((locale) => new Intl.PluralRules(locale));

function dateStyle(style: string): 'full' | 'long' | 'medium' | 'short' {
  return style === 'full' || style === 'medium' || style === 'short' ? style : 'long';
}

/**
 * Filters that follow the reader's locale: `{{ item.expirationDate | day }}` (also `day: "short"`),
 * `{{ item.daysRemaining | days_away }}` ("in 12 days", "today"), `{{ items.size | number }}`, and
 * `{{ items.size | plural: one: "# license", other: "# licenses" }}` with `#` for the number.
 */
export function registerLocaleFilters(engine: Liquid): void {
  engine.registerFilter('day', function day(value: unknown, style: unknown) {
    const instant = Date.parse(`${String(value)}T00:00:00Z`);
    if (Number.isNaN(instant)) throw new TypeError(`"${String(value)}" is not a calendar day`);
    const locale = localeOf(this.context);
    return asWritten(locale, dayFormat(locale, typeof style === 'string' ? style : 'long').format(instant));
  });
  engine.registerFilter('days_away', function daysAway(value: unknown) {
    const locale = localeOf(this.context);
    return asWritten(locale, relativeFormat(locale).format(numberFrom(value), 'day'));
  });
  engine.registerFilter('number', function number(value: unknown) {
    return numberFormat(localeOf(this.context)).format(numberFrom(value));
  });
  engine.registerFilter('plural', function plural(value: unknown, ...forms: unknown[]) {
    const count = numberFrom(value);
    const locale = localeOf(this.context);
    const words = new Map(forms.flatMap(namedForm));
    const form = words.get(pluralRules(locale).select(count)) ?? words.get('other');
    if (form === undefined) throw new TypeError('plural needs a form named "other"');
    return form.replaceAll('#', numberFormat(locale).format(count));
  });
}

/** What people write and Intl does not: "1er mars" in French, and no blank after a number in Japanese. */
function asWritten(locale: string, text: string): string {
  if (/^fr\b/i.test(locale)) return text.replace(/(^|\s)1 (?=\p{L})/u, '$11er ');
  return /^ja\b/i.test(locale) ? text.replaceAll(/(?<=\d) /g, '') : text;
}

function namedForm(form: unknown): readonly [string, string][] {
  return Array.isArray(form) ? [[String(form[0]), String(form[1])]] : [];
}

function localeOf(context: Context): string {
  const locale: unknown = Reflect.get(context.globals, 'locale');
  return typeof locale === 'string' ? locale : 'en';
}

function numberFrom(value: unknown): number {
  const number = typeof value === 'number' ? value : Number.NaN;
  if (!Number.isFinite(number)) throw new TypeError(`"${String(value)}" is not a number`);
  return number;
}
