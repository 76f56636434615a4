import type { FieldError } from '../../shared/problems.ts';
import type { Json, JsonObject } from '../../shared/vocabulary.ts';

/** One option of a job: what it means, and which values it takes. */
export type OptionField = {
  readonly name: string;
  readonly title: string;
  readonly description: string;
} & (
  | { readonly type: 'integer'; readonly minimum: number; readonly maximum: number; readonly default: number | null }
  | { readonly type: 'boolean'; readonly default: boolean }
  | { readonly type: 'keys'; readonly default: readonly string[] }
);

/** Everything that is wrong with options, held against what a job says of them; a name that it does not know is wrong too. */
export function errorsInOptionFields(fields: readonly OptionField[], options: JsonObject): readonly FieldError[] {
  return Object.entries(options).flatMap(([name, value]): readonly FieldError[] => {
    const field = fields.find((one) => one.name === name);
    if (field === undefined) {
      return [{ pointer: `/${name}`, code: 'unknown_option', message: `This job has no option ${name}.` }];
    }
    const wish = wishOf(field, value);
    return wish === undefined ? [] : [{ pointer: `/${name}`, code: 'invalid_value', message: `${name} is ${wish}.` }];
  });
}

function wishOf(field: OptionField, value: Json): string | undefined {
  switch (field.type) {
    case 'integer': {
      const { minimum, maximum } = field;
      const isRight = typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= maximum;
      return isRight ? undefined : `a whole number from ${minimum} to ${maximum}`;
    }
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'true or false';
    case 'keys':
      return Array.isArray(value) && value.every((key) => typeof key === 'string') ? undefined : 'a list of keys';
  }
}
