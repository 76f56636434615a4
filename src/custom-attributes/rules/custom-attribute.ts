import type { Reason } from '../../shared/decision.ts';
import type { CustomAttributeEntity, CustomAttributeStatus, CustomAttributeType } from '../../shared/vocabulary.ts';

/** An attribute that the producer defines for what one kind of entity carries (reference 2.3). */
export interface CustomAttribute {
  readonly entity: CustomAttributeEntity;
  readonly name: string;
  /** what people read in place of the name */
  readonly label: string;
  readonly description: string | null;
  readonly type: CustomAttributeType;
  readonly required: boolean;
  /** the only texts that it takes, one or several by its type; empty where it takes any */
  readonly validValues: readonly string[];
  /** how many characters a text has at most; null for no such limit */
  readonly maxLength: number | null;
  /** inactive: not offered and not asked for any more; values stay */
  readonly status: CustomAttributeStatus;
  /** where it stands among those of its entity; of two at one place the older one comes first */
  readonly position: number;
}

export interface CustomAttributeFacts {
  /** how many attributes each entity has */
  readonly counts: ReadonlyMap<CustomAttributeEntity, number>;
}

/** As many as one record carries values (`attributesSchema`). */
export const customAttributesMax = 200;

/** The key of a definition: its name is free once for each entity. */
export function customAttributeKey({ entity, name }: Pick<CustomAttribute, 'entity' | 'name'>): string {
  return `${entity}/${name}`;
}

/** What speaks against a definition, whether it is new or was there before: its limits fit its type, which stays. */
export function reasonsAgainstCustomAttribute(
  attribute: CustomAttribute,
  { counts }: CustomAttributeFacts,
  before: CustomAttribute | undefined,
): readonly Reason[] {
  return [
    ...reasonsAgainstOtherType(attribute, before),
    ...reasonsAgainstLimits(attribute),
    ...reasonsAgainstValidValues(attribute),
    ...(before === undefined && (counts.get(attribute.entity) ?? 0) >= customAttributesMax
      ? [
          {
            code: 'too_many_custom_attributes',
            message: `There are ${customAttributesMax} custom attributes of this entity, and no more than that.`,
            remedy: 'Delete one that nobody uses.',
            pointer: '/entity',
          },
        ]
      : []),
  ];
}

// The values that are stored are of the type that it had.
function reasonsAgainstOtherType({ type }: CustomAttribute, before: CustomAttribute | undefined): readonly Reason[] {
  if (before === undefined || before.type === type) return [];
  const message = `The type of a custom attribute stays as it was made: ${before.type}.`;
  return [{ code: 'type_fixed', message, remedy: 'Define another attribute.', pointer: '/type' }];
}

function reasonsAgainstLimits({ type, validValues, maxLength }: CustomAttribute): readonly Reason[] {
  const reasons: Reason[] = [];
  if (validValues.length > 0 && type !== 'text' && type !== 'multiValued')
    reasons.push({
      code: 'valid_values_not_allowed',
      message: `An attribute of type ${type} has no valid values; only text and multiValued do.`,
      pointer: '/validValues',
    });
  if (maxLength !== null && type !== 'text')
    reasons.push({
      code: 'max_length_not_allowed',
      message: `An attribute of type ${type} has no greatest length; only text has.`,
      pointer: '/maxLength',
    });
  return reasons;
}

function reasonsAgainstValidValues({ validValues, maxLength }: CustomAttribute): readonly Reason[] {
  return validValues.flatMap((value, index): readonly Reason[] => {
    const pointer = `/validValues/${index}`;
    if (validValues.indexOf(value) < index)
      return [{ code: 'repeated', message: `The value ${value} is named twice.`, remedy: 'Name it once.', pointer }];
    const isLonger = maxLength !== null && value.length > maxLength;
    const message = `The value ${value} is longer than the ${maxLength} characters that are allowed.`;
    return isLonger ? [{ code: 'valid_value_too_long', message, remedy: 'Allow more, or shorten it.', pointer }] : [];
  });
}

/** What speaks against deleting a definition: each of the first few records that have a value of it, in words. */
export function reasonsAgainstDeletingCustomAttribute(users: readonly string[]): readonly Reason[] {
  return users.map((user) => ({
    code: 'in_use',
    message: `It has a value in ${user}.`,
    remedy: 'Take the value away there, or make the attribute inactive: then nobody is offered it any more.',
  }));
}
