import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { failureKindOf } from '../platform/failure-kinds.ts';
import type { Logger } from '../platform/log.ts';
import { Problem, problemCatalog, type ProblemCode } from '../shared/problems.ts';

/** Every error as it is answered (RFC 9457). */
export const problemSchema = z
  .strictObject({
    type: z.string().meta({
      description: 'Where the code is explained, a path on this server.',
      examples: ['/problems/invalid_input'],
    }),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: 'Stable, for programs.' }),
    detail: z.string().meta({ description: 'What is wrong with this very request, for people.' }),
    requestId: z.string().meta({ description: 'Stands in the log beside everything that belongs to this request.' }),
    errors: z
      .array(z.strictObject({ pointer: z.string(), code: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'Each wrong field, by JSON pointer into the body, or / and the name of a parameter.' }),
    reasons: z
      .array(
        z.strictObject({
          code: z.string(),
          message: z.string(),
          remedy: z.string().optional(),
          pointer: z.string().optional(),
        }),
      )
      .optional()
      .meta({ description: 'Every reason against what was asked.' }),
  })
  .meta({ id: 'Problem' });

export type ProblemDocument = z.infer<typeof problemSchema>;

/** Seconds after which a client may try again while the database is away. */
const retryAfterSeconds = 2;

/** Answers an error as a problem document; what nobody expected is logged with its stack and told to nobody. */
export function answerProblem(log: Logger, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = brokeOff(request)
    ? new Problem('malformed', 'The request broke off before its end.')
    : problemOf(error);
  if (problem.status >= 500) log.error({ err: error, requestId: request.id }, problem.code);
  for (const [name, value] of Object.entries(headersOf(problem.code, request.headers.authorization !== undefined)))
    void reply.header(name, value);
  return reply
    .code(problem.status)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(problemDocument(problem, request.id));
}

/** The document of a problem. */
export function problemDocument(problem: Problem, requestId: string): ProblemDocument {
  const { code, title, status, message: detail, errors, reasons } = problem;
  return {
    type: `/problems/${code}`,
    title,
    status,
    code,
    detail,
    requestId,
    ...(errors.length > 0 ? { errors: [...errors] } : {}),
    ...(reasons.length > 0 ? { reasons: reasons.map((reason) => ({ ...reason })) } : {}),
  };
}

/** The problem that an error is to a caller. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const ofFramework = frameworkProblem(error);
  if (ofFramework) return ofFramework;
  const kind = failureKindOf(error);
  if (kind === 'databaseGone')
    return new Problem(
      'database_unavailable',
      `The database cannot be reached. Nothing was changed; try again in ${retryAfterSeconds} seconds.`,
    );
  if (kind === 'keyTaken')
    return new Problem('duplicate_key', 'Someone else has just used the same key. Nothing was changed.');
  return new Problem(
    'internal',
    'This is a fault of Licet, not of your request. The log has the details under the requestId.',
  );
}

/** True where the caller went away while sending: whatever failed then is no fault of ours. */
function brokeOff(request: FastifyRequest): boolean {
  return request.raw.destroyed && !request.raw.complete;
}

const frameworkCodes: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'payload_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
};

const details: Partial<Record<ProblemCode, string>> = {
  payload_too_large: 'A JSON body has at most 10 MB. Larger amounts go through /api/v1/imports, which takes any size.',
  unsupported_media_type: 'Send application/json in UTF-8 (imports: application/x-ndjson).',
};

function frameworkProblem(error: unknown): Problem | undefined {
  if (
    !(error instanceof Error) ||
    !('statusCode' in error) ||
    typeof error.statusCode !== 'number' ||
    error.statusCode >= 500
  )
    return undefined;
  const code = ('code' in error && frameworkCodes[String(error.code)]) || 'malformed';
  return new Problem(code, details[code] ?? error.message.slice(0, 300), { cause: error });
}

function headersOf(code: ProblemCode, hasCredential: boolean): Readonly<Record<string, string>> {
  if (problemCatalog[code].status === 503) return { 'retry-after': String(retryAfterSeconds) };
  if (problemCatalog[code].status !== 401) return {};
  return { 'www-authenticate': `Bearer realm="licet"${hasCredential ? ', error="invalid_token"' : ''}` };
}
