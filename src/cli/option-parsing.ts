import type { z } from 'zod';
import { fieldErrors } from '../shared/field-errors.ts';
import { UsageError } from './explanation.ts';

/**
 * The input of an operation out of options, by the schema that REST holds its bodies against. Throws `UsageError` with a
 * line for each wrong option; `optionOf` names the option of a field by the field's pointer, or by the beginning of it.
 */
export function parseOptions<Input>(
  schema: z.ZodType<Input>,
  given: object,
  optionOf: Readonly<Record<string, string>>,
): Input {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = fieldErrors(parsed.error).map(({ pointer, message }) => {
    const beginning = Object.keys(optionOf).find((one) => pointer === one || pointer.startsWith(`${one}/`));
    const field = pointer.slice(1).replaceAll('/', '.');
    const sentence = message.startsWith(field) ? message.slice(field.length) : ` ${message}`;
    return `${optionOf[beginning ?? ''] ?? pointer}${sentence}`;
  });
  throw new UsageError([...new Set(lines)].join('\n'));
}
