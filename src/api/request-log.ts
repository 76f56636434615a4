import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { Logger } from '../platform/log.ts';

/**
 * One line for each request: what, how it ended, how long it took, who asked. Never headers, bodies or the address as it
 * was typed, in which people put what is nobody's business. The request's ID goes back to the caller.
 */
export function logRequests(server: FastifyInstance, log: Logger): void {
  server.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
  });
  server.addHook('onResponse', async (request, reply) => {
    const line = {
      method: request.method,
      route: routeOf(request),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      actor: request.getDecorator<Actor | null>('actor')?.name,
      requestId: request.id,
    };
    if (/^\/(livez|readyz|metrics)$/.test(line.route)) log.debug(line, 'request');
    else log.info(line, 'request');
  });
  server.addHook('onRequestAbort', async (request) => {
    log.info({ method: request.method, route: routeOf(request), requestId: request.id }, 'the caller went away');
  });
}

/** The pattern that a request met, never the address itself: few values, and no secrets. */
export function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'unknown';
}
