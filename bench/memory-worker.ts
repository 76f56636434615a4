import { z } from 'zod';
import { systemActor } from '../src/accounts/rules/permissions.ts';
import { previewJob, previewWholeJob } from '../src/jobs/job-preview.ts';
import type { JobsApp } from '../src/jobs/job-definition.ts';
import { expiringEntitlementsJob } from '../src/renewals/renewal-jobs.ts';
import { timed } from './bench.ts';
import { closeBenchApp, openBenchApp } from './bench-site.ts';
import { runAfresh } from './expiring-run.ts';
import { importLineItems } from './import.ts';

/** What a process can be asked to do while its memory is watched. */
export type MemoryWork = keyof typeof works;

const actor = systemActor('bench');
const { key } = expiringEntitlementsJob;

const works = {
  preview: async (app: JobsApp) => void (await previewJob(app, actor, key, { limit: 50 })),
  'whole preview': async (app: JobsApp) => {
    for await (const _ of previewWholeJob(app, actor, key, { withEmails: false }));
  },
  run: async (app: JobsApp) => void (await runAfresh(app)),
  import: importLineItems,
};

const mebibyte = 1024 * 1024;
const connection = z.object({ host: z.string(), port: z.number(), user: z.string(), database: z.string() });
const [target, work, lineItems] = z
  .tuple([z.string(), z.enum(['preview', 'whole preview', 'run', 'import']), z.coerce.number()])
  .parse(process.argv.slice(2));

const app = openBenchApp(connection.parse(JSON.parse(target)));
await app.database.selectFrom('account').select('account.id').limit(1).execute();
const idle = process.memoryUsage().rss / mebibyte;
const milliseconds = await timed(() => works[work](app, lineItems));
const peak = process.resourceUsage().maxRSS / 1024; // which is in KiB
await closeBenchApp(app);
process.send?.({ idle, peak, milliseconds }, () => process.disconnect());
