import { sql } from 'kysely';
import { systemActor } from '../src/accounts/rules/permissions.ts';
import type { JobsApp } from '../src/jobs/job-definition.ts';
import { requestRun } from '../src/jobs/job-operations.ts';
import { getRun } from '../src/jobs/job-run-operations.ts';
import { workOnce } from '../src/jobs/job-worker.ts';
import type { Database } from '../src/platform/database.ts';
import { expiringEntitlementsJob } from '../src/renewals/renewal-jobs.ts';
import { alternate, timed, type Bench } from './bench.ts';
import { copyOnServer } from './server-copy.ts';

const storedTables = ['job_run_item', 'email', 'unsubscribe_token', 'reminder_mark'];

/** A run of the reminder job against the COPY of what it stores. */
export const expiringRun: Bench = {
  name: 'expiring-run',
  title: 'run of Expiring Entitlements: decisions, outbox, marks',
  baselineTitle: 'COPY of the same rows on the server, the same indexes',
  unit: 'x',
  budget: 4,
  measure: async (site, { size, smoke }) => {
    const app = await site.dataset(size);
    const emails = await runAfresh(app);
    const copy = await copyOnServer(app.database, storedTables);
    const rounds = smoke ? 1 : 5;
    const measured = async (): Promise<number> => {
      await forgetReminders(app.database);
      return timed(() => run(app));
    };
    const samples = await alternate({ rounds, measured, baseline: copy.time });
    return { ...samples, remarks: [`${emails} emails`] };
  },
};

/** Runs the reminder job as if it had never run; answers how many emails are in the outbox. */
export async function runAfresh(app: JobsApp): Promise<number> {
  await forgetReminders(app.database);
  return run(app);
}

/** The state before any run. */
export async function forgetReminders(database: Database): Promise<void> {
  await sql`truncate reminder_mark, unsubscribe_token, email, job_run_item, expired_notice, import_report, import, job_run`.execute(
    database,
  );
  await sql`checkpoint`.execute(database);
}

async function run(app: JobsApp): Promise<number> {
  const actor = systemActor('bench');
  const { runId } = await requestRun(app, actor, expiringEntitlementsJob.key);
  await workOnce(app, app.jobs);
  const { status, emails } = await getRun(app, actor, runId);
  if (status !== 'succeeded') throw new Error(`the run ended as ${status}`);
  return emails;
}
