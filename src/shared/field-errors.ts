import type { z } from 'zod';
import { suggestion } from './nearest-name.ts';
import type { FieldError } from './problems.ts';

/** Every wrong field of a parsed input, as pointers, stable codes and sentences. */
export function fieldErrors(error: z.core.$ZodError, known: readonly string[] = []): readonly FieldError[] {
  return error.issues.flatMap((issue) => describe(issue, known));
}

/** The JSON pointer (RFC 6901) of a path. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function describe(issue: z.core.$ZodIssue, known: readonly string[]): readonly FieldError[] {
  const pointer = pointerOf(issue.path);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      pointer: pointerOf([...issue.path, key]),
      code: 'unknown_field',
      message: `There is no field ${key} here.${issue.path.length === 0 ? suggestion(key, known) : ''}`,
    }));
  if (issue.code === 'invalid_union') {
    const first = issue.errors.toSorted((a, b) => a.length - b.length)[0] ?? [];
    const inner = first.flatMap((one) => describe({ ...one, path: [...issue.path, ...one.path] }, known));
    if (inner.length > 0) return inner;
  }
  return [{ pointer, code: codeOf(issue), message: sentenceOf(issue) }];
}

function codeOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom') {
    const code: unknown = issue.params?.['code'];
    return typeof code === 'string' ? code : 'wrong_value';
  }
  if (issue.code === 'invalid_type') return issue.message.includes('received undefined') ? 'required' : 'wrong_type';
  if (issue.code === 'too_big') return issue.origin === 'string' ? 'too_long' : 'too_large';
  if (issue.code === 'too_small') return issue.origin === 'string' ? 'too_short' : 'too_small';
  return 'wrong_value';
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

function sentenceOf(issue: z.core.$ZodIssue): string {
  const name = issue.path.length === 0 ? 'The record' : issue.path.map(String).join('.');
  if (codeOf(issue) === 'required') return `${name} is required.`;
  return `${name}${predicateOf(issue)}`.replace(/([^.])$/, '$1.');
}

function predicateOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return ` must be ${kinds[issue.expected] ?? issue.expected}`;
  if (issue.code === 'invalid_value') return ` must be one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'too_big' && issue.origin !== 'string')
    return ` must ${sizeOf(issue.origin, 'at most', issue.maximum)}`;
  if (issue.code === 'too_small' && issue.origin !== 'string')
    return ` must ${sizeOf(issue.origin, 'at least', issue.minimum)}`;
  if (/^(A key|The ID)/.test(issue.message)) return `: ${issue.message}`;
  // Messages say what a right value is; told of a wrong one, that is what it must be.
  const message = `${issue.message.charAt(0).toLowerCase()}${issue.message.slice(1)}`;
  return ` ${message.replace(/^is /, 'must be ').replace(/^has at (most|least) /, 'must have at $1 ')}`;
}

function sizeOf(origin: string, bound: string, size: number | bigint): string {
  return origin === 'array' || origin === 'set' ? `have ${bound} ${size} entries` : `be ${bound} ${size}`;
}
