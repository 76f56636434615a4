import { settingsText } from '../../messages/en/producer-settings.ts';
import type { AnswerOf, BodyOf } from '../../shared/api/call.ts';

export type Settings = AnswerOf<'listSettings'>;
export type Value = BodyOf<'changeSettings'>[string];
export type Changes = Readonly<Record<string, Value>>;

/** One setting with its name. */
export interface Setting {
  readonly name: string;
  readonly value: Value;
  readonly default: Value;
  readonly description: string;
  readonly kind: Settings[string][string]['kind'];
  readonly advice: string;
  readonly changedBy: string | null;
  readonly changedAt: string | null;
}

const names: Readonly<Record<string, string>> = settingsText.names;

/** A setting as people call it; of one that has no words here, its name in words. */
export function settingTitle(name: string): string {
  const words = name.replaceAll(/([A-Z])/g, ' $1').toLowerCase();
  return names[name] ?? `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** True for equal values; lists are, where they name the same in the same order. */
export function isSameValue(one: Value | undefined, other: Value | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** A value as people read it. */
export function valueText(value: Value, kind: Setting['kind'] | undefined): string {
  if (Array.isArray(value)) return value.length === 0 ? settingsText.nothing : value.join(', ');
  if (typeof value === 'boolean') return value ? settingsText.on : settingsText.off;
  if (value === '' || value === null) return settingsText.nothing;
  return kind === 'days' && typeof value === 'number' ? settingsText.days(value) : String(value);
}

/** Settings by group, those that have the words in name, title or sentence. */
export function groupsWith(
  settings: Settings,
  words: string,
): readonly { readonly group: string; readonly settings: readonly Setting[] }[] {
  const wanted = words.toLowerCase().trim();
  return Object.entries(settings).flatMap(([group, byName]) => {
    const found = Object.entries(byName)
      .map(([name, setting]) => ({ name, ...setting }))
      .filter(({ name, description }) =>
        `${group} ${name} ${settingTitle(name)} ${description}`.toLowerCase().includes(wanted),
      );
    return found.length === 0 ? [] : [{ group, settings: found }];
  });
}

/** Every setting by its name. */
export function settingsByName(settings: Settings): ReadonlyMap<string, Setting> {
  return new Map(
    groupsWith(settings, '').flatMap(({ settings: some }) => some.map((setting) => [setting.name, setting] as const)),
  );
}
