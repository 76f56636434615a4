import type { FastifyInstance } from 'fastify';
import type { App } from '../platform/app.ts';
import { readiness } from '../platform/readiness.ts';

/** `/livez`: the process answers. `/readyz`: it can serve, or what is wrong. Neither needs a key. */
export function probeRoutes(server: FastifyInstance, app: App, draining: (() => string | undefined) | undefined): void {
  server.get('/livez', async () => ({ status: 'alive' }));
  server.get('/readyz', async (_request, reply) => {
    const reason = draining?.();
    const answer = reason === undefined ? await readiness(app) : { ready: false as const, reason };
    if (answer.ready) return { status: 'ready' };
    return reply.code(503).header('retry-after', '2').send({ status: 'notReady', reason: answer.reason });
  });
}
