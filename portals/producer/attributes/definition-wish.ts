import type { CustomAttributeEntity, CustomAttributeType } from '../../../src/shared/vocabulary.ts';
import { attributesText as text } from '../../messages/en/producer-attributes.ts';
import type { Definition } from './use-definitions.ts';

/** What somebody types of a definition. */
export interface DefinitionWish {
  readonly entity: CustomAttributeEntity;
  readonly name: string;
  readonly type: CustomAttributeType;
  readonly label: string;
  readonly description: string;
  readonly required: boolean;
  /** one in each line */
  readonly validValues: string;
  readonly maxLength: number | string;
  readonly isActive: boolean;
  /** empty: behind the others */
  readonly position: number | string;
}

export function newDefinition(entity: CustomAttributeEntity): DefinitionWish {
  return {
    entity,
    name: '',
    type: 'text',
    label: '',
    description: '',
    required: false,
    validValues: '',
    maxLength: '',
    isActive: true,
    position: '',
  };
}

export function wishOf({ description, validValues, maxLength, status, ...definition }: Definition): DefinitionWish {
  return {
    ...definition,
    description: description ?? '',
    validValues: validValues.join('\n'),
    maxLength: maxLength ?? '',
    isActive: status === 'active',
  };
}

/** What can be changed of a definition, as the server takes it. */
export function changesOf(wish: DefinitionWish) {
  const values = wish.validValues.split('\n').map((value) => value.trim());
  return {
    ...labelOf(wish),
    description: wish.description.trim() === '' ? null : wish.description.trim(),
    required: wish.required,
    validValues: takesValues(wish.type) ? values.filter(Boolean) : [],
    maxLength: wish.type === 'text' && typeof wish.maxLength === 'number' ? wish.maxLength : null,
    status: wish.isActive ? ('active' as const) : ('inactive' as const),
    ...(typeof wish.position === 'number' ? { position: wish.position } : {}),
  };
}

// The name stands in for a label.
function labelOf({ label, name }: DefinitionWish): { readonly label?: string } {
  const given = label.trim() === '' ? name : label.trim();
  return given === '' ? {} : { label: given };
}

export function takesValues(type: CustomAttributeType): boolean {
  return type === 'text' || type === 'multiValued';
}

/** What a field of a definition holds, as people say it. */
export function inWords(field: string, value: unknown): unknown {
  if (field === 'required') return value === true ? text.required : text.optional;
  if (field === 'status') return value === 'active' ? text.status_active : text.status_inactive;
  return value;
}

/** What the fields of a definition are called. */
export const fieldNames: ReadonlyMap<string, string> = new Map([
  ['label', text.label],
  ['description', text.description],
  ['required', text.required],
  ['validValues', text.validValues],
  ['maxLength', text.maxLength],
  ['status', text.status],
  ['position', text.position],
]);
