import { z } from 'zod';
import { fulfillmentFilters } from '../activation/fulfillment-filters.ts';
import { getFulfillment, listFulfillments } from '../activation/fulfillment-reading.ts';
import { filterParameters } from '../platform/list-filters.ts';
import { keySchema } from '../shared/schemas.ts';
import { fulfillmentSources, fulfillmentStates, supportTypes } from '../shared/vocabulary.ts';
import { day, instant, nullableText, pageOf, paging, search, versioned } from './answers.ts';
import { get, type Api } from './operation.ts';

const fulfillment = z
  .strictObject({
    fulfillmentId: z.string(),
    activationId: z.string(),
    entitlementId: z.string(),
    accountId: z.string(),
    accountName: z.string(),
    host: z.strictObject({ type: z.string(), id: z.string(), name: nullableText }),
    count: z.int().meta({ description: 'Copies of the line item that it takes.' }),
    startDate: day,
    expirationDate: day.nullable().meta({ description: 'The last valid day; null where it never ends.' }),
    state: z.enum(fulfillmentStates),
    supportType: z
      .enum(supportTypes)
      .meta({ description: 'What became of it; `master` is the license that is valid now.' }),
    parentFulfillmentId: nullableText.meta({ description: 'The one that it replaced.' }),
    source: z.enum(fulfillmentSources),
    ...versioned,
    createdAt: instant,
    createdBy: z.string(),
  })
  .meta({ id: 'Fulfillment' });

/** What was activated. */
export function fulfillmentRoutes({ add }: Api): void {
  add({
    ...get,
    id: 'listFulfillments',
    url: '/fulfillments',
    summary: 'What was activated where, the newest first',
    permission: 'viewLicenses',
    query: { ...paging, ...search, ...filterParameters(fulfillmentFilters) },
    answer: pageOf(fulfillment),
    run: ({ app, actor, query }) => listFulfillments(app, actor, query),
  });
  add({
    ...get,
    id: 'getFulfillment',
    url: '/fulfillments/{fulfillmentId}',
    summary: 'One fulfillment',
    permission: 'viewLicenses',
    path: { fulfillmentId: keySchema },
    answer: fulfillment,
    run: (call) => getFulfillment(call.app, call.actor, call.path.fulfillmentId),
    version: (found) => found.version,
  });
}
