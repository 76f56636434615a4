import { z } from 'zod';
import { listExpiringItems } from '../renewals/expiring-operations.ts';
import { keySchema } from '../shared/schemas.ts';
import { itemKinds, renewalRequestStatuses, urgencies } from '../shared/vocabulary.ts';
import { day, flag, instant, pageOf, paging, searchOfRights } from './answers.ts';
import { get, type Api } from './operation.ts';

const expiringItem = z
  .strictObject({
    activationId: z.string(),
    kind: z.enum(itemKinds),
    entitlementId: z.string(),
    accountId: z.string(),
    accountName: z.string(),
    productName: z.string(),
    quantity: z.int().nullable().meta({ description: 'Copies that nothing covers; null for maintenance.' }),
    expirationDate: day,
    daysRemaining: z.int().meta({ description: 'Negative once it has ended.' }),
    urgency: z.enum(urgencies),
    renewsItself: z.boolean(),
    request: z
      .strictObject({ renewalRequestId: z.string(), requestedAt: instant, status: z.enum(renewalRequestStatuses) })
      .nullable()
      .meta({ description: 'The last request to renew it as it is now.' }),
  })
  .meta({ id: 'ExpiringItem' });

/** What ends soon. */
export function expiringRoutes({ add }: Api): void {
  add({
    ...get,
    id: 'listExpiringEntitlements',
    url: '/expiring-entitlements',
    summary: 'What ends soon and is not taken care of, fewest days first',
    description: 'Lists what the reminders list. At the producer, viewEntitlements will do as well.',
    permission: 'viewExpiringEntitlements',
    query: {
      ...paging,
      ...searchOfRights,
      accountId: keySchema.optional(),
      kind: z.enum(itemKinds).optional(),
      urgency: z.enum(urgencies).optional(),
      expired: flag.optional().meta({ description: 'true: also what has ended within the days of expiredHistory.' }),
    },
    answer: pageOf(expiringItem),
    run: ({ app, actor, query }) => listExpiringItems(app, actor, query),
  });
}
