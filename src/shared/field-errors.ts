import type { z } from 'zod';
import { nearestName } from './nearest-name.ts';
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
      message: `There is no field ${key} here.${known.length > 0 ? ` Did you mean ${nearestName(key, known)}?` : ''}`,
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

function sentenceOf(issue: z.core.$ZodIssue): string {
  const name = issue.path.length === 0 ? 'The record' : issue.path.map(String).join('.');
  if (codeOf(issue) === 'required') return `${name} is required.`;
  if (issue.code === 'invalid_type') return `${name} must be ${issue.expected}.`;
  if (issue.code === 'invalid_value') return `${name} must be one of ${issue.values.map(String).join(', ')}.`;
  if (issue.code === 'custom' && /^(A key|The ID)/.test(issue.message)) return `${name}: ${issue.message}`;
  const sentence = `${name} ${issue.message.charAt(0).toLowerCase()}${issue.message.slice(1)}`;
  return sentence.endsWith('.') ? sentence : `${sentence}.`;
}
