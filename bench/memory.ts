import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import type { DatabaseConnection } from '../src/platform/database.ts';
import type { Bench } from './bench.ts';
import { datasetName, type BenchSite } from './bench-site.ts';
import type { Size } from './dataset.ts';
import { forgetReminders } from './expiring-run.ts';
import { openEmpty } from './import.ts';
import type { MemoryWork } from './memory-worker.ts';

const works: readonly MemoryWork[] = ['preview', 'whole preview', 'run', 'import'];

/** The most resident memory that a job takes, each in a process of its own, against that process when it is idle. */
export const memory: Bench = {
  name: 'memory',
  title: 'peak of the hungriest job',
  baselineTitle: 'the idle process',
  unit: 'MiB',
  budget: 300,
  measure: async (site, { size, smoke }) => {
    const told = [];
    for (const work of works) told.push({ work, ...(await measureMemory(site, size, work, smoke)) });
    const hungriest = told.toSorted((a, b) => b.peak - b.idle - (a.peak - a.idle))[0];
    if (hungriest === undefined) throw new Error('there is no work to measure');
    const remarks = told.map(({ work, idle, peak }) => `${work} ${idle.toFixed(0)} to ${peak.toFixed(0)} MiB`);
    return { measured: [hungriest.peak], baseline: [hungriest.idle], remarks: [...remarks, 'measured once'] };
  },
};

const report = z.object({ idle: z.number(), peak: z.number(), milliseconds: z.number() });

/** Idle and peak resident memory in MiB of a process that does one work over a data set, and how long that took. */
export async function measureMemory(site: BenchSite, size: Size, work: MemoryWork, smoke: boolean) {
  const database = work === 'import' ? 'bench_import' : datasetName(size);
  const app = await (work === 'import' ? openEmpty(site, database) : site.dataset(size));
  await forgetReminders(app.database);
  const connection: DatabaseConnection = { ...site.connection, database };
  const child = fork(join(import.meta.dirname, 'memory-worker.ts'), [
    JSON.stringify(connection),
    work,
    smoke ? '200' : '100000',
  ]);
  const [message] = await Promise.all([once(child, 'message'), once(child, 'exit')]);
  return report.parse(message[0]);
}
