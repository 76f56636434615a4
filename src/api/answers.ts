import type { FastifySchema, FastifySerializerCompiler } from 'fastify';
import { z } from 'zod';
import type { ListOrder, SortBy } from '../platform/sorting.ts';
import { daySchema, text } from '../shared/schemas.ts';
import type { DeclaredOperation } from './operation.ts';

/** Fastify's own compilers of schemas are never loaded: each server is given others. */
export const noCompilers = { compilersFactory: { buildValidator: refuseToCompile, buildSerializer: refuseToCompile } };

function refuseToCompile(): never {
  throw new Error('the compilers of schemas must be set');
}

/** What Fastify is told of an operation. */
export function answerSchema({ facts: { status, answer } }: DeclaredOperation): FastifySchema {
  return { response: { [status ?? 200]: answer } };
}

/** What an answer is turned into text by: plainly, or only after it was held against its documented schema. */
export function serializerFor(checked: boolean): FastifySerializerCompiler<unknown> {
  return ({ schema, method, url }) => {
    if (!checked || !(schema instanceof z.ZodType)) return (answer) => JSON.stringify(answer);
    return (answer) => {
      const text = JSON.stringify(answer);
      const parsed = schema.safeParse(JSON.parse(text));
      if (!parsed.success)
        throw new Error(`The answer of ${method} ${url} is not as documented: ${z.prettifyError(parsed.error)}`);
      return text;
    };
  };
}

/** A page of a list. */
export function pageOf(item: z.ZodType) {
  return z.strictObject({
    items: z.array(item),
    nextCursor: z.string().nullable().meta({ description: 'The cursor of the next page; null on the last one.' }),
  });
}

/** The parameters that every list takes. */
export const paging = {
  limit: z.coerce.number().int().min(1).max(500).default(50).meta({ description: 'How many at most.' }),
  cursor: z
    .string()
    .max(4000)
    .optional()
    .meta({ description: 'nextCursor of the page before; none for the first page.' }),
};

/** An instant in UTC, such as 2026-03-01T12:00:00.000Z. */
export const instant = z.iso.datetime();

/** A calendar day, as it is answered. */
export const day = z.iso.date();

export const nullableText = z.string().nullable();

/** Custom attributes and other values by name, as they are answered. */
export const attributes = z.record(z.string(), z.unknown());

/** The number of an entity's changes, also its ETag. */
export const versioned = { version: z.int().meta({ description: 'How often it was changed, and the ETag of it.' }) };

/** Who made an entity and who changed it last. */
export const stamps = { createdAt: instant, createdBy: z.string(), updatedAt: instant, updatedBy: z.string() };

/** `true` or `false` as a parameter. */
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** The parameter that finds by any part of an ID or name. */
export const search = { q: text(255, 1).optional().meta({ description: 'Any part of an ID or name.' }) };

/** The same where there are millions of rights. */
export const searchOfRights = {
  q: search.q.meta({ description: 'Any part of an ID or name; of one or two letters only the beginning of an ID.' }),
};

/** The parameter of a list that begins at an instant, or with a day in the producer's time zone. */
export const beginning = z
  .union([daySchema, z.iso.datetime({ offset: true }).transform((text) => new Date(text))])
  .optional()
  .meta({
    description: "From an instant on, or from a day on, which begins when it does in the producer's time zone.",
  });

/** The parameter that says in which order a list comes: by one of its few fields, each also the other way round. */
export function sorting<Field extends string>({ usual, keys }: Pick<ListOrder<Field, never>, 'usual' | 'keys'>) {
  const sorts = keys.flatMap(([field]): readonly SortBy<Field>[] => [field, `-${field}`]);
  const description = 'The field by which the list is sorted; with a minus sign, the other way round.';
  return { sort: z.enum(sorts).optional().meta({ description, default: usual }) };
}

/** The orders that a list with such parameters comes in; none where it comes in one order only. */
export function sortsOf({ sort }: Readonly<Record<string, unknown>>): readonly string[] {
  const given = sort instanceof z.ZodOptional ? sort.unwrap() : undefined;
  return given instanceof z.ZodEnum ? given.options.map(String) : [];
}
