import { z } from 'zod';
import { fieldErrors } from '../shared/field-errors.ts';
import { Problem, type FieldError } from '../shared/problems.ts';

/** One part of a request (path, query, body, a header) that is not as it must be. */
export type WrongPart =
  | { readonly error: z.core.$ZodError; readonly known: readonly string[] }
  | { readonly errors: readonly FieldError[] };

// A hundred mistakes are enough to know that something is wrong with the whole; and no answer grows with the request.
const errorsMax = 100;
const lengthMax = 500;

/** The problem that names every wrong field of every part of a request. */
export function invalidInput(wrong: readonly WrongPart[]): Problem {
  const all = wrong.flatMap((part) => ('errors' in part ? part.errors : fieldErrors(abridged(part.error), part.known)));
  const errors = all
    .slice(0, errorsMax)
    .map((error) => ({ ...error, pointer: cut(error.pointer), message: cut(error.message) }));
  const count = `${all.length} field${all.length === 1 ? ' is' : 's are'} wrong`;
  const detail =
    all.length > errorsMax
      ? `More than ${errorsMax} fields are wrong, these are the first.`
      : `${count}; nothing was changed.`;
  return new Problem('invalid_input', detail, { errors });
}

function abridged(error: z.core.$ZodError): z.core.$ZodError {
  const issues = error.issues
    .slice(0, errorsMax + 1)
    .map((issue) =>
      issue.code === 'unrecognized_keys' ? { ...issue, keys: issue.keys.slice(0, errorsMax + 1).map(cut) } : issue,
    );
  return new z.ZodError(issues);
}

function cut(text: string): string {
  return text.length <= lengthMax ? text : `${text.slice(0, lengthMax)}…`;
}
