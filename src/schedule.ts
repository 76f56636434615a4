import type { ScheduledJob } from './jobs/job-definition.ts';
import { purgeEmailHistoryJob } from './jobs/purge-email-history-job.ts';
import { expiredEntitlementsJob, expiringEntitlementsJob } from './renewals/renewal-jobs.ts';

// In the morning, before people come to work; the frequency settings keep a daily run from being a daily email.
const daily = { status: 'inactive', cron: '0 6 * * *' } as const;

/** Every job with the schedule that it comes with, on one page, in the order in which people read them. */
export const jobs: readonly ScheduledJob[] = [
  { ...expiringEntitlementsJob, shipped: daily },
  { ...expiredEntitlementsJob, shipped: daily },
  { ...purgeEmailHistoryJob, shipped: { status: 'active', cron: '0 3 * * *' } },
];
