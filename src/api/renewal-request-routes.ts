import { z } from 'zod';
import {
  closeRenewalRequest,
  getRenewalRequest,
  listRenewalRequests,
  requestRenewal,
} from '../renewals/renewal-request-operations.ts';
import { requestOrder } from '../renewals/renewal-request-order.ts';
import { keySchema, rightIdSchema, text } from '../shared/schemas.ts';
import { itemKinds, renewalRequestStatuses } from '../shared/vocabulary.ts';
import { beginning, day, instant, nullableText, pageOf, paging, sorting, versioned } from './answers.ts';
import { get, post, type Api } from './operation.ts';

const item = z.strictObject({
  activationId: z.string(),
  entitlementId: z.string(),
  kind: z.enum(itemKinds),
  productName: z.string(),
  quantity: z.int().nullable().meta({ description: 'Copies that nothing covers; null for maintenance.' }),
  expirationDate: day,
});

const renewalRequest = z
  .strictObject({
    renewalRequestId: z.string(),
    accountId: z.string(),
    accountName: z.string(),
    requestedBy: z
      .strictObject({ userId: nullableText, name: z.string(), email: nullableText })
      .meta({ description: 'Of a program only the name.' }),
    requestedAt: instant,
    note: nullableText,
    status: z.enum(renewalRequestStatuses),
    closedAt: instant.nullable(),
    closedBy: nullableText,
    closeReason: nullableText,
    items: z.array(item).meta({ description: 'As they were when they were asked for, the most urgent first.' }),
    ...versioned,
  })
  .meta({ id: 'RenewalRequest' });

const requested = z.union([
  z.strictObject({ requests: z.array(renewalRequest) }).meta({ id: 'RenewalRequests' }),
  z
    .strictObject({
      emails: z.array(z.strictObject({ to: z.string(), subject: z.string(), text: z.string(), html: z.string() })),
      items: z.array(item),
    })
    .meta({ id: 'RenewalRequestPreview' }),
]);

const path = { renewalRequestId: keySchema };
const looking = 'At the producer, viewEntitlements will do as well.';

/** What customers ask to renew. */
export function renewalRequestRoutes({ add }: Api): void {
  addAsking({ add });
  add({
    ...get,
    id: 'listRenewalRequests',
    url: '/renewal-requests',
    summary: 'Requests to renew, the newest first unless told',
    description: looking,
    permission: 'viewExpiringEntitlements',
    query: {
      ...paging,
      ...sorting(requestOrder),
      status: z.enum(renewalRequestStatuses).optional(),
      accountId: keySchema.optional(),
      requestedFrom: beginning,
    },
    answer: pageOf(renewalRequest),
    run: ({ app, actor, query }) => listRenewalRequests(app, actor, query),
  });
  add({
    ...get,
    id: 'getRenewalRequest',
    url: '/renewal-requests/{renewalRequestId}',
    summary: 'One request to renew',
    description: looking,
    permission: 'viewExpiringEntitlements',
    path,
    answer: renewalRequest,
    run: (call) => getRenewalRequest(call.app, call.actor, call.path.renewalRequestId),
    version: (found) => found.version,
  });
  addClosing({ add });
}

function addAsking({ add }: Api): void {
  add({
    ...post,
    id: 'requestRenewal',
    url: '/renewal-requests',
    summary: 'Ask the producer to renew what ends soon or has ended',
    description:
      'Makes one request for each account that holds some of it, tells the producer, and sends a copy to whoever asks. With preview, answers the emails.',
    permission: 'viewExpiringEntitlements',
    body: z
      .strictObject({
        activationIds: z.array(rightIdSchema).min(1).max(500),
        note: text(2000, 1).optional().meta({ description: 'What the producer should know.' }),
      })
      .meta({ id: 'NewRenewalRequest' }),
    takesPreview: true,
    status: 201,
    answer: requested,
    run: async ({ app, actor, body, preview }) => {
      const answer = await requestRenewal(app, actor, { ...body, preview });
      if (!preview) app.nudgeWorkers();
      return answer;
    },
  });
}

function addClosing({ add }: Api): void {
  add({
    ...post,
    id: 'closeRenewalRequest',
    url: '/renewal-requests/{renewalRequestId}/close',
    summary: 'Close a request, so that its items may be asked for again',
    permission: 'updateEntitlements',
    path,
    body: z
      .strictObject({ reason: text(1000, 1).optional().meta({ description: 'What became of it.' }) })
      .meta({ id: 'RequestClosing' }),
    takesIfMatch: true,
    answer: renewalRequest,
    run: ({ app, actor, path: { renewalRequestId }, body, expectedVersion }) =>
      closeRenewalRequest(app, actor, renewalRequestId, { ...body, expectedVersion }),
    version: (closed) => closed.version,
  });
}
