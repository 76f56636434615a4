import type { Json } from '../../shared/vocabulary.ts';
import type { EmailType } from './email-types.ts';
import { sampleLook, samplesOf } from './sample-data.ts';

/** Something that a template may name: `account.name`; `items[].quantity` is a part of each element of the list `items`. */
export interface TemplateVariable {
  readonly path: string;
  /** made up; null for a list */
  readonly example: string | null;
}

/** Everything that the templates of a type may name, in the order of the data: the richest sample, and the look. */
export function templateVariables(type: EmailType): readonly TemplateVariable[] {
  return variablesBelow({ ...samplesOf(type)[0], ...sampleLook(true), locale: 'en' }, '');
}

function variablesBelow(value: Json, path: string): readonly TemplateVariable[] {
  if (isList(value)) return [{ path, example: null }, ...variablesBelow(value[0] ?? null, `${path}[]`)];
  if (typeof value !== 'object' || value === null) return [{ path, example: String(value) }];
  return Object.entries(value).flatMap(([name, inner]) =>
    variablesBelow(inner, path === '' ? name : `${path}.${name}`),
  );
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
