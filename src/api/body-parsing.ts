import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from '../shared/problems.ts';

/** A JSON body may be this long. Imports are streamed and have no limit. */
export const bodyBytesMax = 10 * 1024 * 1024;

/**
 * JSON in UTF-8 and nothing else. Bytes that are no UTF-8 are refused, where Node alone would quietly put replacement
 * characters into names and IDs. Keys like `__proto__` are refused too.
 */
export function parseJsonBodies(server: FastifyInstance): void {
  const parseJson = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    (request: FastifyRequest, bytes: Buffer, done) => {
      const text = decode(request.headers['content-type'], bytes);
      if (text instanceof Problem) return done(text);
      if (text === '') return done(null, undefined);
      return parseJson(request, text, (error, body) => (error === null ? done(null, body) : done(notJson(error))));
    },
  );
}

/** Bodies of these types are handed on as they come, never kept in memory. */
export function streamBodies(server: FastifyInstance, contentTypes: readonly string[]): void {
  server.addContentTypeParser([...contentTypes], (_request, payload, done) => done(null, payload));
}

function notJson(error: Error): Problem {
  return new Problem('malformed', `The body is not JSON: ${error.message.slice(0, 200)}`, { cause: error });
}

function decode(contentType: string | undefined, bytes: Buffer): string | Problem {
  const charset = /charset\s*=\s*"?([^\s;"]+)/i.exec(contentType ?? '')?.[1];
  if (charset !== undefined && !/^(utf-?8|us-ascii)$/i.test(charset))
    return new Problem('malformed', `JSON is in UTF-8, not in ${charset.slice(0, 50)}.`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new Problem('malformed', 'The body is not valid UTF-8.');
  }
}
