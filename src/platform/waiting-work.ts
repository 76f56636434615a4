import { sql } from 'kysely';
import type { App } from './app.ts';

/** How much work waits, by status. Only what partial indexes count quickly: what is done is never counted. */
export interface WaitingWork {
  readonly emails: Readonly<Record<'queued', number>>;
  readonly jobRuns: Readonly<Record<'queued' | 'running', number>>;
  /** active jobs whose time is over without anybody having taken it */
  readonly lateJobs: number;
}

/** Counts what waits for workers: emails in the outbox, runs of jobs and imports. */
export async function countWaitingWork(app: Pick<App, 'database'>): Promise<WaitingWork> {
  const { rows } = await sql<{ emails: number; queued: number; running: number; late: number }>`
    select (select count(*) from email where email.status = 'queued') as emails,
           (select count(*) from job_run where job_run.status in ('queued', 'running') and job_run.status = 'queued') as queued,
           (select count(*) from job_run where job_run.status in ('queued', 'running') and job_run.status = 'running') as running,
           (select count(*) from job where job.status = 'active' and job.next_run_at < now() - interval '2 minutes') as late`.execute(
    app.database,
  );
  const [found] = rows;
  return {
    emails: { queued: found?.emails ?? 0 },
    lateJobs: found?.late ?? 0,
    jobRuns: { queued: found?.queued ?? 0, running: found?.running ?? 0 },
  };
}
