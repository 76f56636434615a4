import { reasonsAgainstKey } from '../../shared/identifier.ts';
import { isTimeZone } from '../../shared/time-zone.ts';
import type { Json } from '../../shared/vocabulary.ts';

/** What the values of a setting look like. */
export const settingKinds = [
  'days',
  'switch',
  'text',
  'email',
  'sender',
  'webAddress',
  'colour',
  'timeZone',
  'keys',
] as const;
export type SettingKind = (typeof settingKinds)[number];

/** What the values of one setting must be; `advice` ends a sentence. */
export type Check = { readonly kind: SettingKind; readonly is: (value: Json) => boolean; readonly advice: string };

/** One setting: its group, default, what it does in a sentence, and what its values look like. */
export interface SettingDefinition {
  readonly group: string;
  readonly default: Json;
  readonly description: string;
  readonly check: Check;
}

export const days = (min: number, max = 3650): Check => ({
  kind: 'days',
  is: (value) => Number.isInteger(value) && Number(value) >= min && Number(value) <= max,
  advice: `a whole number of days from ${min} to ${max}`,
});
export const onOff: Check = { kind: 'switch', is: (value) => typeof value === 'boolean', advice: 'true or false' };
export const text = (max: number): Check => ({
  kind: 'text',
  // no line breaks: these texts go into mail headers
  is: (value) => typeof value === 'string' && value.length <= max && !/\p{Cc}/u.test(value),
  advice: `a text of at most ${max} characters on one line`,
});
const emailPattern = /^[^\s@<>,;"]+@[^\s@<>,;"]+$/;
export const email: Check = {
  kind: 'email',
  is: (value) => typeof value === 'string' && (value === '' || emailPattern.test(value)),
  advice: 'an email address, or empty for none',
};
export const sender: Check = {
  kind: 'sender',
  is: (value) =>
    typeof value === 'string' &&
    !/\p{Cc}/u.test(value) &&
    (emailPattern.test(value) || /^[^<>]+ <[^\s@<>,;"]+@[^\s@<>,;"]+>$/.test(value)),
  advice: 'an email address, or a name and an address such as "Acme Imaging <licenses@acme.example>"',
};
export const webAddress: Check = {
  kind: 'webAddress',
  is: (value) => typeof value === 'string' && (value === '' || /^https:\/\/[^\s"'<>]+$/.test(value)),
  advice: 'an https address, or empty for none',
};
export const colour: Check = {
  kind: 'colour',
  is: (value) => typeof value === 'string' && /^#[0-9a-fA-F]{6}$/.test(value),
  advice: 'a colour such as #1f5fa8',
};
export const timeZone: Check = {
  kind: 'timeZone',
  is: (value) => typeof value === 'string' && isTimeZone(value),
  advice: 'a time zone such as Europe/Berlin',
};
export const keys = (reserved: string): Check => ({
  kind: 'keys',
  is: (value) =>
    isKeys(value) &&
    value.length <= 50 &&
    new Set(value).size === value.length &&
    value.every((key) => reasonsAgainstKey(key, '').length === 0 && key !== reserved),
  advice: `a list of at most 50 different keys, none of them ${reserved}`,
});

/** True for a list of texts, which is what the values of kind `keys` are. */
export function isKeys(value: Json): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
