import { z } from 'zod';
import { getOverview } from '../overview/overview-operations.ts';
import { instant } from './answers.ts';
import { get, type Api } from './operation.ts';

const count = z.int();

const overview = z
  .strictObject({
    attention: z.strictObject({
      failedEmails: count.nullable(),
      openRenewalRequests: count.nullable(),
      inactiveUsers: count.nullable(),
      jobs: z.array(z.strictObject({ key: z.string(), title: z.string(), warning: z.string() })).nullable(),
    }),
    expiringByMonth: z
      .array(z.strictObject({ month: z.string(), lineItems: count, maintenance: count }))
      .nullable()
      .meta({ description: 'Deployed items that end in this month and each of the eleven after it.' }),
    lastSevenDays: z
      .strictObject({
        since: instant.meta({
          description: 'With this as createdFrom or requestedFrom, the lists show what is counted here.',
        }),
        reminders: count.meta({ description: 'Emails of the types renewal-reminder and renewal-reminder-expired.' }),
        requests: count,
        renewals: count.meta({ description: 'Line items of the type renewal.' }),
      })
      .nullable(),
  })
  .meta({ id: 'Overview' });

/** The first page of the Producer Portal. */
export function overviewRoutes({ add }: Api): void {
  add({
    ...get,
    id: 'getOverview',
    url: '/overview',
    summary: 'What needs attention, what ends in the coming year, and what was done lately',
    description: 'For the producer. Parts are null where the permission to view them is missing.',
    permission: null,
    answer: overview,
    run: ({ app, actor }) => getOverview(app, actor),
  });
}
