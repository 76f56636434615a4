import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { routeOf } from './request-log.ts';

export interface StatusCounts {
  readonly emails?: Readonly<Record<string, number>>;
  readonly jobRuns?: Readonly<Record<string, number>>;
}

/** Asks how many emails and job runs there are by status, each time that /metrics is read. */
export type CountsForMetrics = () => Promise<StatusCounts>;

/** Serves /metrics in the format of Prometheus: the process, each request, and what is waiting. */
export function measureRequests(server: FastifyInstance, counts: CountsForMetrics | undefined): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'licet_http_request_duration_seconds',
    help: 'Time from a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  server.addHook('onResponse', async (request, reply) => {
    durations.observe(
      { method: request.method, route: routeOf(request), status: reply.statusCode },
      reply.elapsedTime / 1000,
    );
  });
  const gauges = {
    emails: statusGauge(registry, 'licet_emails', 'Emails in the outbox by status'),
    jobRuns: statusGauge(registry, 'licet_job_runs', 'Job runs by status'),
  };
  server.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
    const found = (await counts?.()) ?? {};
    for (const name of ['emails', 'jobRuns'] as const)
      for (const [status, count] of Object.entries(found[name] ?? {})) gauges[name].set({ status }, count);
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

function statusGauge(registry: Registry, name: string, help: string): Gauge<'status'> {
  return new Gauge({ name, help, labelNames: ['status'], registers: [registry] });
}
