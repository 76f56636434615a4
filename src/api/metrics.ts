import type { FastifyInstance } from 'fastify';
import type { Gauge as GaugeClass, Registry } from 'prom-client';
import type { App } from '../platform/app.ts';
import { lazily } from '../shared/lazily.ts';
import { countWaitingWork } from '../platform/waiting-work.ts';
import { routeOf } from './request-log.ts';

/** Serves /metrics in the format of Prometheus: the process, each request, and the work that waits. */
export function measureRequests(server: FastifyInstance, app: App): void {
  const meters = lazily(() => openMeters(app)); // loaded behind the first answer
  server.addHook('onResponse', async (request, reply) => {
    const labels = { method: request.method, route: routeOf(request), status: reply.statusCode };
    const { durations } = await meters();
    durations.observe(labels, reply.elapsedTime / 1000);
  });
  server.get('/metrics', async (_request, reply) => {
    const { registry, measureWork } = await meters();
    await measureWork();
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

async function openMeters(app: App) {
  const { collectDefaultMetrics, Gauge, Histogram, Registry } = await import('prom-client');
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'licet_http_request_duration_seconds',
    help: 'Time from a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  return { registry, durations, measureWork: workGauges(registry, app, Gauge) };
}

/** The numbers that only the database knows. While it is away they are left out, not repeated from before. */
function workGauges(registry: Registry, app: App, Gauge: typeof GaugeClass): () => Promise<void> {
  const common = { labelNames: ['status'] as const, registers: [registry] };
  const emails = new Gauge({ name: 'licet_emails', help: 'Emails in the outbox that wait, by status', ...common });
  const jobRuns = new Gauge({ name: 'licet_job_runs', help: 'Runs that are not over, by status', ...common });
  const lateJobs = new Gauge({
    name: 'licet_late_jobs',
    help: 'Active jobs whose time is over without anybody having taken it',
    registers: [registry],
  });
  const up = new Gauge({ name: 'licet_database_up', help: '1 while the database answers', registers: [registry] });
  return async () => {
    emails.reset();
    jobRuns.reset();
    try {
      const waiting = await countWaitingWork(app);
      for (const [status, count] of Object.entries(waiting.emails)) emails.set({ status }, count);
      for (const [status, count] of Object.entries(waiting.jobRuns)) jobRuns.set({ status }, count);
      lateJobs.set(waiting.lateJobs);
      up.set(1);
    } catch (error) {
      app.log.warn({ err: error }, 'the work that waits could not be counted');
      up.set(0);
    }
  };
}
