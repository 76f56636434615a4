import type { JobDefinition } from './jobs/job-definition.ts';
import { expiredEntitlementsJob, expiringEntitlementsJob } from './renewals/renewal-jobs.ts';

/** Every job, on one page, in the order in which people read them. */
export const jobs: readonly JobDefinition[] = [expiringEntitlementsJob, expiredEntitlementsJob];
