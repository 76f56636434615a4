import { parseDay } from '../../shared/day.ts';
import type { Reason } from '../../shared/decision.ts';
import { pointerOf } from '../../shared/field-errors.ts';
import { suggestion } from '../../shared/nearest-name.ts';
import type { CustomAttributeEntity, CustomAttributeType, Json, JsonObject } from '../../shared/vocabulary.ts';
import { customAttributeKey, type CustomAttribute } from './custom-attribute.ts';

/** What rules are told of the custom attributes that are defined. */
export interface DefinedAttributes {
  /** by their keys: of the entities that are asked about all of them, also the inactive ones */
  readonly definitions: ReadonlyMap<string, CustomAttribute>;
  /** the setting `onlyDefinedAttributes`: names without a definition are refused */
  readonly onlyDefined: boolean;
}

/** Nothing is defined, and every name is free. */
export const noDefinedAttributes: DefinedAttributes = { definitions: new Map(), onlyDefined: false };

/** The attributes of a record, and those that it has stored. */
export interface GivenAttributes {
  readonly entity: CustomAttributeEntity;
  readonly attributes: JsonObject;
  /** undefined for what is new */
  readonly before: JsonObject | undefined;
  /** where the record stands in the request: nowhere, or `/lineItems/3` */
  readonly pointer?: string;
}

/**
 * What speaks against the attributes of a record: each value that it did not have before is of the type of its definition, and
 * one of the valid ones. `null` is no value. Asked in every door alike.
 */
export function reasonsAgainstAttributes(given: GivenAttributes, defined: DefinedAttributes): readonly Reason[] {
  const before = new Map(Object.entries(given.before ?? {}));
  return Object.entries(given.attributes).flatMap(([name, value]) => {
    if (value === null || isSame(value, before.get(name))) return [];
    const definition = defined.definitions.get(customAttributeKey({ entity: given.entity, name }));
    const pointer = pointerTo(given, name);
    if (definition !== undefined) return reasonsAgainstValue(definition, value, pointer);
    return defined.onlyDefined ? [unknownAttribute(given.entity, name, pointer, defined)] : [];
  });
}

/**
 * What speaks against leaving attributes away: each active one that is required has a value, where the record is new or any of
 * its attributes changes. Not asked of what a file brings, which records what is.
 */
export function reasonsAgainstMissingAttributes(given: GivenAttributes, defined: DefinedAttributes): readonly Reason[] {
  if (given.before !== undefined && isSame(given.attributes, given.before)) return [];
  const values = new Map(Object.entries(given.attributes));
  return definitionsOf(given.entity, defined)
    .filter(({ required, status }) => required && status === 'active')
    .filter(({ name }) => !isValue(values.get(name)))
    .map(({ name, label }) => ({
      code: 'attribute_required',
      message: `${label} is required.`,
      remedy: `Give a value to ${name} in attributes.`,
      pointer: pointerTo(given, name),
    }));
}

/** What speaks against one value of an attribute. Codes: `attribute_wrong_type`, `attribute_too_long`, `attribute_not_of_valid_values`. */
export function reasonsAgainstValue(attribute: CustomAttribute, value: Json, pointer: string): readonly Reason[] {
  const { label, type, maxLength, validValues } = attribute;
  if (!isOfType[type](value)) {
    const message = `${label} must be ${wordsOfType[type]}.`;
    return [{ code: 'attribute_wrong_type', message, remedy: 'Give such a value.', pointer }];
  }
  const texts: readonly Json[] = Array.isArray(value) ? value : [value];
  const others = validValues.length === 0 ? [] : texts.filter((text) => !validValues.some((valid) => valid === text));
  const isTooLong = typeof value === 'string' && maxLength !== null && value.length > maxLength;
  return [
    ...(isTooLong
      ? [
          {
            code: 'attribute_too_long',
            message: `${label} has at most ${maxLength} characters, and this has ${value.length}.`,
            remedy: 'Shorten it.',
            pointer,
          },
        ]
      : []),
    ...others.map((text) => ({
      code: 'attribute_not_of_valid_values',
      message: `${label} does not take ${JSON.stringify(text)}.`,
      remedy: `Choose from ${validValues.slice(0, 20).join(', ')}${validValues.length > 20 ? ' and others' : ''}.`,
      pointer,
    })),
  ];
}

const isOfType: Readonly<Record<CustomAttributeType, (value: Json) => boolean>> = {
  text: (value) => typeof value === 'string' && !/[\r\n]/.test(value),
  longText: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  date: (value) => typeof value === 'string' && parseDay(value) !== undefined,
  multiValued: (value) =>
    Array.isArray(value) && value.every((one) => typeof one === 'string') && new Set(value).size === value.length,
};

const wordsOfType: Readonly<Record<CustomAttributeType, string>> = {
  text: 'a text of one line',
  longText: 'a text',
  boolean: 'true or false',
  number: 'a number',
  date: 'a calendar day such as 2026-03-01',
  multiValued: 'a list of different texts',
};

function unknownAttribute(
  entity: CustomAttributeEntity,
  name: string,
  pointer: string,
  defined: DefinedAttributes,
): Reason {
  const known = definitionsOf(entity, defined).map((definition) => definition.name);
  return {
    code: 'attribute_unknown',
    message: `No attribute ${name} is defined here.${suggestion(name, known)}`,
    remedy: 'Leave it away, or have it defined first.',
    pointer,
  };
}

function definitionsOf(entity: CustomAttributeEntity, { definitions }: DefinedAttributes): readonly CustomAttribute[] {
  return [...definitions.values()].filter((definition) => definition.entity === entity);
}

function pointerTo({ pointer = '' }: GivenAttributes, name: string): string {
  return `${pointer}/attributes${pointerOf([name])}`;
}

/** True where there is a value at all: null and an empty text or list are none. */
function isValue(value: Json | undefined): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}

/** True for the same JSON; the order of names says nothing. */
function isSame(value: Json, other: Json | undefined): boolean {
  return other !== undefined && inOrder(value) === inOrder(other);
}

function inOrder(value: Json): string {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return JSON.stringify(isObject ? Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)) : value);
}
