import { sql } from 'kysely';
import { systemActor } from './accounts/rules/permissions.ts';
import { listJobs } from './jobs/job-operations.ts';
import type { JobsApp } from './jobs/job-definition.ts';
import { mailServerFault } from './notifications/mail-check.ts';

/** One thing that was looked at; `attention` where somebody should do something, `wrong` where Licet cannot work. */
export interface Finding {
  readonly check: string;
  readonly result: 'good' | 'attention' | 'wrong';
  readonly message: string;
}

/** Looks at everything that the operator can mend: database, mail, jobs, days. */
export async function examine(app: JobsApp): Promise<readonly Finding[]> {
  return [await databaseFinding(app), ...(await mailFindings(app)), ...(await jobFindings(app)), ...dayFindings(app)];
}

async function databaseFinding(app: JobsApp): Promise<Finding> {
  const { rows } = await sql<{ version: string; size: string }>`
    select current_setting('server_version') as version, pg_size_pretty(pg_database_size(current_database())) as size`.execute(
    app.database,
  );
  const where = app.config.databaseUrl === undefined ? `embedded, in ${app.config.dataFolder}` : 'by DATABASE_URL';
  return {
    check: 'database',
    result: 'good',
    message: `PostgreSQL ${rows[0]?.version} (${where}), ${rows[0]?.size}, schema current`,
  };
}

async function mailFindings(app: JobsApp): Promise<readonly Finding[]> {
  const { rows } = await sql<{ status: string; count: number; oldest: Date }>`
    select email.status, count(*) as count, min(email.created_at) as oldest from email where email.status <> 'sent' group by email.status`.execute(
    app.database,
  );
  const waiting = rows.find((row) => row.status === 'queued')?.count ?? 0;
  const failed = rows.find((row) => row.status === 'failed')?.count ?? 0;
  const undeliverable: readonly Finding[] =
    failed === 0
      ? []
      : [
          {
            check: 'outbox',
            result: 'attention',
            message: `${failed} email${failed === 1 ? '' : 's'} could not be delivered: GET /api/v1/emails?status=failed`,
          },
        ];
  if (app.config.smtpUrl === undefined)
    return [
      {
        check: 'mail',
        result: 'attention',
        message: `LICET_SMTP_URL is not set here. Where it is not set for the servers and workers either, no email is sent; ${counted(waiting)} now`,
      },
      ...undeliverable,
    ];
  const fault = await mailServerFault(app.config.smtpUrl);
  return [
    fault === undefined
      ? { check: 'mail', result: 'good', message: `the mail server answers; ${counted(waiting)}` }
      : {
          check: 'mail',
          result: 'wrong',
          message: `the mail server does not answer (${fault}); ${counted(waiting)}. Look at LICET_SMTP_URL`,
        },
    ...undeliverable,
    ...unsubscribeFindings(app),
  ];
}

// Mail programs offer one-click unsubscribe by an https address only (RFC 8058).
function unsubscribeFindings({ config: { publicUrl } }: JobsApp): readonly Finding[] {
  if (publicUrl.startsWith('https:')) return [];
  return [
    {
      check: 'unsubscribe',
      result: 'attention',
      message: `LICET_PUBLIC_URL is ${publicUrl}, so mail programs offer no one-click unsubscribe, and may take reminders for junk. Put https in front of Licet and set LICET_PUBLIC_URL to that address`,
    },
  ];
}

async function jobFindings(app: JobsApp): Promise<readonly Finding[]> {
  const jobs = await listJobs(app, systemActor('doctor'));
  return jobs.flatMap((job): readonly Finding[] => {
    const inactive: readonly Finding[] =
      job.warning === null ? [] : [{ check: job.key, result: 'attention', message: job.warning }];
    const failed: readonly Finding[] =
      job.lastRun?.status === 'failed'
        ? [
            {
              check: job.key,
              result: 'wrong',
              message: `the last run of ${job.title} failed: ${job.lastRun.error ?? ''}`,
            },
          ]
        : [];
    return [...inactive, ...failed];
  });
}

function dayFindings(app: JobsApp): readonly Finding[] {
  if (app.config.today === undefined) return [];
  return [
    {
      check: 'today',
      result: 'attention',
      message: `every business day is ${app.config.today} by LICET_TODAY; never do this in production`,
    },
  ];
}

function counted(waiting: number): string {
  return waiting === 1 ? '1 email waits in the outbox' : `${waiting} emails wait in the outbox`;
}
