import type { AttributeTime, AttributeType } from '../../../../src/shared/vocabulary.ts';
import type { AnswerOf } from '../../../shared/api/call.ts';

export type LicenseModelAttribute = AnswerOf<'getLicenseModel'>['attributes'][number];

/** What somebody types of an attribute of a license model. */
export interface AttributeWish {
  /** tells the rows apart while they are typed */
  readonly row: number;
  readonly name: string;
  readonly type: AttributeType;
  readonly when: AttributeTime;
  /** of every type but several texts; yes and no as `true` and `false` */
  readonly value: string;
  readonly values: readonly string[];
  readonly required: boolean;
  readonly validValues: readonly string[];
}

/** An attribute that is added to these. */
export function newAttribute(others: readonly AttributeWish[]): AttributeWish {
  const row = Math.max(-1, ...others.map((one) => one.row)) + 1;
  return { row, name: '', type: 'text', when: 'model', value: '', values: [], required: false, validValues: [] };
}

export function attributeWishOf(attribute: LicenseModelAttribute, row: number): AttributeWish {
  const { name, type, when, value, required, validValues } = attribute;
  const isList = Array.isArray(value);
  return {
    row,
    name,
    type,
    when,
    required,
    validValues,
    value: value === null || isList ? '' : String(value),
    values: isList ? value : [],
  };
}

/** The attribute as the server takes it, also where its value does not fit: then the server says what is wrong with it. */
export function attributeOf(wish: AttributeWish) {
  const { name, type, when, required, validValues } = wish;
  return {
    name: name.trim(),
    type,
    when,
    required,
    validValues: takesValidValues(type) ? [...validValues] : [],
    value: when === 'model' ? valueOf(wish) : null,
  };
}

/** True for the types whose values can be limited to some. */
export function takesValidValues(type: AttributeType): boolean {
  return type === 'text' || type === 'multiValuedText';
}

function valueOf({ type, value, values }: AttributeWish): string | number | boolean | string[] | null {
  if (type === 'multiValuedText') return values.length === 0 ? null : [...values];
  if (value.trim() === '') return null;
  if (type === 'boolean') return value === 'true';
  return type === 'number' && /^-?\d+$/.test(value.trim()) ? Number(value) : value;
}
