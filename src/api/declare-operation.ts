import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { JobsApp } from '../jobs/job-definition.ts';
import { pointerOf } from '../shared/field-errors.ts';
import { Problem } from '../shared/problems.ts';
import type { DeclaredOperation, Operation, Shape } from './operation.ts';
import { sortsOf } from './answers.ts';
import { invalidInput, type WrongPart } from './invalid-input.ts';
import { answerOnce, onceRequest, type PresentedAnswer } from './idempotent-writes.ts';

export const basePath = '/api/v1';

/** The parameter that every verb takes which can show its plan. */
export const previewParameter = z
  .enum(['true', 'false'])
  .transform((value) => value === 'true')
  .optional()
  .meta({ description: 'true: answer what would be done, or every reason against it, and write nothing' });

const previewQuery = z.object({ preview: previewParameter });

/** Parses every part of a request, calls, and presents the answer with its headers. */
export function declareOperation<Path extends Shape, Query extends Shape, Body extends z.ZodType, Answer>(
  operation: Operation<Path, Query, Body, Answer>,
): DeclaredOperation {
  const { run, location, version, isKept, sends, ...facts } = operation;
  const parse = parserOf(operation);
  const present = (answer: Answer): PresentedAnswer => {
    const number = version?.(answer);
    const place = location?.(answer);
    const sent = sends?.(answer) ?? { body: answer, headers: {} };
    const headers = {
      ...sent.headers,
      ...(place === undefined ? {} : { location: `${basePath}${place}` }),
      ...(number === undefined ? {} : { etag: `"${number}"` }),
    };
    return { status: operation.status ?? 200, headers, body: sent.body, isKept: isKept?.(answer) ?? true };
  };
  const handle: DeclaredOperation['handle'] = async (app, request, reply, actor) => {
    const parts = parse(request);
    const once = parts.preview ? undefined : onceRequest(facts, request, actor);
    const call = async (over: JobsApp): Promise<PresentedAnswer> =>
      present(await run({ app: over, actor, userAgent: request.headers['user-agent'] ?? '', ...parts }));
    const answer = once === undefined ? await call(app) : await answerOnce(app, once, call);
    void reply.code(answer.status).headers(answer.headers);
    return answer.body;
  };
  return { facts, hasVersion: version !== undefined, hasLocation: location !== undefined, handle };
}

function parserOf<Path extends Shape, Query extends Shape, Body extends z.ZodType, Answer>(
  operation: Operation<Path, Query, Body, Answer>,
) {
  const pathSchema = z.strictObject(operation.path);
  const querySchema = z.strictObject(operation.query);
  return (request: FastifyRequest) => {
    refuseSorting(operation.query, request.query);
    const wrong: WrongPart[] = [];
    const { preview, query: rest } = operation.takesPreview
      ? takePreview(request.query, wrong)
      : { preview: false, query: request.query };
    const path = read(pathSchema, request.params, wrong);
    const query = read(querySchema, rest, wrong);
    const body = read(operation.body, request.body, wrong);
    const expectedVersion = operation.takesIfMatch ? readIfMatch(request.headers['if-match'], wrong) : undefined;
    if (!path || !query || !body || wrong.length > 0) throw invalidInput(wrong);
    return { path: path.value, query: query.value, body: body.value, preview, expectedVersion };
  };
}

function refuseSorting(query: Shape, given: unknown): void {
  const isList = 'limit' in query;
  if (!isList || typeof given !== 'object' || given === null || !('sort' in given)) return;
  const sorts = sortsOf(query);
  if (typeof given.sort === 'string' && sorts.includes(given.sort)) return;
  const advice =
    sorts.length === 0
      ? 'This list comes in one order only, the one that its summary tells.'
      : `This list is sorted by one of ${sorts.join(', ')}.`;
  throw new Problem('not_sortable', advice);
}

function read<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  wrong: WrongPart[],
): { readonly value: z.output<Schema> } | undefined {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { value: parsed.data };
  wrong.push({ error: parsed.error, known: schema instanceof z.ZodObject ? Object.keys(schema.shape) : [] });
  return undefined;
}

function takePreview(given: unknown, wrong: WrongPart[]): { readonly preview: boolean; readonly query: unknown } {
  const preview = read(previewQuery, given, wrong)?.value.preview ?? false;
  const rest = Object.entries(given ?? {}).filter(([name]) => name !== 'preview');
  return { preview, query: Object.fromEntries(rest) };
}

function readIfMatch(header: string | undefined, wrong: WrongPart[]): number | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const version = /^"(\d{1,9})"$/.exec(header.trim())?.[1];
  if (version !== undefined) return Number(version);
  const message = 'If-Match is the ETag of the answer that you change, such as "3".';
  wrong.push({ errors: [{ pointer: pointerOf(['If-Match']), code: 'wrong_value', message }] });
  return undefined;
}
