import { parseDay } from '../../shared/day.ts';
import type { Reason } from '../../shared/decision.ts';
import type { AttributeTime, AttributeType, Json } from '../../shared/vocabulary.ts';

export type AttributeValue = string | number | boolean | readonly string[];

/** What licenses of a model carry beside the rest, and when its value is given (reference 1.9). */
export interface LicenseModelAttribute {
  readonly name: string;
  readonly type: AttributeType;
  readonly when: AttributeTime;
  /** of attributes whose time is `model`; null for the others */
  readonly value: AttributeValue | null;
  readonly required: boolean;
  /** the only texts that it takes; empty where it takes any */
  readonly validValues: readonly string[];
}

/** True where a value is given at all: null and an empty text or list are none. */
export function isGiven(value: Json | undefined): boolean {
  return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

/** What speaks against a value of an attribute: it is of another type, or none of the valid values. */
export function reasonsAgainstValue(
  { name, type, validValues }: Pick<LicenseModelAttribute, 'name' | 'type' | 'validValues'>,
  value: Json,
  pointer: string,
): readonly Reason[] {
  if (!isOfType[type](value))
    return [{ code: 'wrong_type', message: `${name} is ${words[type]}.`, remedy: 'Give such a value.', pointer }];
  const texts: readonly Json[] = Array.isArray(value) ? value : [value];
  const others = validValues.length === 0 ? [] : texts.filter((text) => !validValues.some((valid) => valid === text));
  return others.map((text) => ({
    code: 'value_not_valid',
    message: `${name} does not take ${JSON.stringify(text)}.`,
    remedy: `Choose from ${validValues.slice(0, 20).join(', ')}${validValues.length > 20 ? ' and others' : ''}.`,
    pointer,
  }));
}

const textMax = 255;

const isOfType: Readonly<Record<AttributeType, (value: Json) => boolean>> = {
  text: (value) => typeof value === 'string' && value.length <= textMax && !/[\r\n]/.test(value),
  longText: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  number: (value) => Number.isSafeInteger(value),
  date: (value) => typeof value === 'string' && parseDay(value) !== undefined,
  multiValuedText: (value) =>
    Array.isArray(value) && value.every((one) => typeof one === 'string') && new Set(value).size === value.length,
};

const words: Readonly<Record<AttributeType, string>> = {
  text: `a text of one line and at most ${textMax} characters`,
  longText: 'a text',
  boolean: 'true or false',
  number: 'a whole number',
  date: 'a calendar day such as 2026-03-01',
  multiValuedText: 'a list of different texts',
};
