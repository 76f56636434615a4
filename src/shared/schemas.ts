import { z } from 'zod';
import { parseDay, parseTerm, type Day, type Term } from './day.ts';
import { reasonsAgainstKey, reasonsAgainstRightId } from './identifier.ts';
import type { Reason } from './decision.ts';
import type { JsonObject } from './vocabulary.ts';

/** The shapes that requests and files are made of, one schema for both. */

// What PostgreSQL cannot keep as text, and what no person types on purpose.
const unstorable = /\0|\p{Cs}/u;

/** Text of a length; NUL and broken surrogate pairs are refused, as no database could keep them. */
export function text(max: number, min = 0) {
  return z
    .string()
    .min(min, min === 1 ? 'must not be empty' : `has at least ${min} characters`)
    .max(max, `has at most ${max} characters`)
    .refine((value) => min === 0 || value.trim() !== '', { error: 'must not be blank', params: { code: 'blank' } })
    .refine((value) => !unstorable.test(value), {
      error: 'has a character that cannot be stored',
      params: { code: 'forbidden_character' },
    });
}

function keyed(reasonsAgainst: (value: string, pointer: string) => readonly Reason[], description: string) {
  return z
    .string()
    .superRefine((value, context) => {
      for (const reason of reasonsAgainst(value, ''))
        context.addIssue({ code: 'custom', message: reason.message, params: { code: reason.code } });
    })
    .meta({ description, minLength: 1, maxLength: 255 });
}

/** The key of an entity: 1 to 255 characters, no control characters, no blanks at either end. */
export const keySchema = keyed(
  reasonsAgainstKey,
  'A key: 1 to 255 characters, no control characters, no blanks at either end.',
);

/** An entitlement ID, activation ID or web register key (reference 2.2). */
export const rightIdSchema = keyed(
  reasonsAgainstRightId,
  'An ID in the namespace of entitlement IDs, activation IDs and web register keys: 1 to 255 characters.',
);

// The two schemas below are the constructors of branded types, hence the casts.
export const daySchema = z
  .string()
  .refine((value) => parseDay(value) !== undefined, {
    error: 'is a calendar day such as 2026-03-01, one that exists',
    params: { code: 'wrong_date' },
  })
  .meta({ format: 'date', examples: ['2026-03-01'] }) as unknown as z.ZodType<Day, Day>;

export const termSchema = z
  .string()
  .refine((value) => parseTerm(value) !== undefined, {
    error: 'is a term of one unit: P30D, P12W, P1M or P3Y',
    params: { code: 'wrong_term' },
  })
  .meta({ examples: ['P1Y'] }) as unknown as z.ZodType<Term, Term>;

/** Custom attributes by name. */
export const attributesSchema = z
  .record(text(255, 1), z.union([text(4000), z.number(), z.boolean(), z.null(), z.array(text(4000)).max(1000)]))
  .refine((value) => Object.keys(value).length <= 200, 'has at most 200 attributes')
  .meta({ description: 'Custom attributes by name.' }) as unknown as z.ZodType<JsonObject, JsonObject>;

export const emailAddressSchema = text(320, 3)
  .refine((value) => /^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(value), {
    error: 'is an email address',
    params: { code: 'wrong_email' },
  })
  .meta({ format: 'email', examples: ['anna@example.com'] });
