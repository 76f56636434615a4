import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../shared/problems.ts';

interface KnownRoute {
  readonly method: string;
  readonly pattern: RegExp;
}

/** Remembers each route that is added from now on. */
export function collectRoutes(server: FastifyInstance): readonly KnownRoute[] {
  const routes: KnownRoute[] = [];
  server.addHook('onRoute', ({ method, url }) => {
    const pattern = new RegExp(`^${url.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`);
    for (const one of [method].flat()) routes.push({ method: one, pattern });
  });
  return routes;
}

/** The problem of a request that no route takes: another method would do (405, with `Allow`), or nothing is there (404). */
export function answerUnknownRoute(
  routes: readonly KnownRoute[],
  request: FastifyRequest,
  reply: FastifyReply,
): Problem {
  const path = request.url.split('?', 1)[0] ?? '';
  const methods = routes.filter((route) => route.pattern.test(path)).map((route) => route.method);
  const shown = path.slice(0, 200);
  if (methods.length === 0)
    return new Problem('not_found', `There is nothing at ${shown}. What there is stands in /api/v1/openapi.json.`);
  const allowed = [...new Set(methods)].toSorted().join(', ');
  void reply.header('allow', allowed);
  return new Problem('method_not_allowed', `${shown} takes ${allowed}, not ${request.method}.`);
}
