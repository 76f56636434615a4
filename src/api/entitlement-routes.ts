import { z } from 'zod';
import { entitlementOrder } from '../entitlements/entitlement-orders.ts';
import {
  addItems,
  createEntitlement,
  previewEntitlement,
  previewItems,
} from '../entitlements/entitlement-operations.ts';
import { entitlementHistory, getEntitlement, listEntitlements } from '../entitlements/entitlement-reading.ts';
import {
  newEntitlementSchema,
  newLineItemSchema,
  newMaintenanceLineItemSchema,
  sendEmailSchema,
} from '../entitlements/entitlement-schemas.ts';
import type { EntitlementView } from '../entitlements/entitlement-views.ts';
import { entitlementListFilters } from '../entitlements/item-filters.ts';
import type { SalePlan } from '../entitlements/sale-deciding.ts';
import { changeEntitlementState } from '../entitlements/state-operations.ts';
import { filterParameters } from '../platform/list-filters.ts';
import { rightIdSchema, text } from '../shared/schemas.ts';
import { rightStates } from '../shared/vocabulary.ts';
import { pageOf, paging, searchOfRights, sorting } from './answers.ts';
import { changedOrPlanned, entitlement, entitlementLine, versionIfChanged } from './entitlement-answers.ts';
import { historyRecord } from './history-answers.ts';
import { get, post, type Api } from './operation.ts';
import { soldOrPlanned } from './sale-answers.ts';

const path = { entitlementId: rightIdSchema };
const deployment = {
  deploy: z.boolean().optional().meta({ description: 'Deploy them at once; else they are drafts.' }),
  sendEmail: z.boolean().optional().meta({ description: 'Tells of the whole entitlement by email.' }),
};

/** The body of every change of a right's state. */
export const stateChange = z
  .strictObject({
    state: z.enum(rightStates),
    reason: text(1000, 1).optional().meta({ description: 'Why, for the history.' }),
  })
  .meta({ id: 'StateChange' });

/** The same of what can be told by email. */
export const toldStateChange = stateChange.extend({ sendEmail: sendEmailSchema }).meta({ id: 'ToldStateChange' });

const urlIfSold = (answer: EntitlementView | SalePlan): string | undefined =>
  'emails' in answer ? undefined : `/entitlements/${encodeURIComponent(answer.entitlementId)}`;

/** What customers bought. */
export function entitlementRoutes({ add }: Api): void {
  add({
    ...get,
    id: 'listEntitlements',
    url: '/entitlements',
    summary: 'Entitlements without what they hold, the newest first unless told',
    permission: 'viewEntitlements',
    query: { ...paging, ...sorting(entitlementOrder), ...searchOfRights, ...filterParameters(entitlementListFilters) },
    answer: pageOf(entitlementLine),
    run: ({ app, actor, query }) => listEntitlements(app, actor, query),
  });
  addSale({ add });
  add({
    ...get,
    id: 'getEntitlement',
    url: '/entitlements/{entitlementId}',
    summary: 'One entitlement with everything that it holds',
    permission: 'viewEntitlements',
    path,
    answer: entitlement,
    run: (call) => getEntitlement(call.app, call.actor, call.path.entitlementId),
    version: (found) => found.version,
  });
  add({
    ...get,
    id: 'getEntitlementHistory',
    url: '/entitlements/{entitlementId}/history',
    summary: 'Every change of an entitlement, the oldest first',
    permission: 'viewEntitlements',
    path,
    query: paging,
    answer: pageOf(historyRecord),
    run: (call) => entitlementHistory(call.app, call.actor, call.path.entitlementId, call.query),
  });
  addState({ add });
  addNewItems({ add });
}

function addSale({ add }: Api): void {
  add({
    ...post,
    id: 'createEntitlement',
    url: '/entitlements',
    summary: 'Make an entitlement with its line items and maintenance',
    permission: 'createEntitlements',
    body: newEntitlementSchema,
    takesPreview: true,
    status: 201,
    answer: soldOrPlanned,
    madeAnswer: entitlement,
    run: ({ app, actor, body, preview }) => (preview ? previewEntitlement : createEntitlement)(app, actor, body),
    location: urlIfSold,
    version: versionIfChanged,
  });
}

function addState({ add }: Api): void {
  add({
    ...post,
    id: 'changeEntitlementState',
    url: '/entitlements/{entitlementId}/state',
    summary: 'Deploy, withdraw or end an entitlement, with everything that follows from it',
    permission: 'changeEntitlementState',
    path,
    body: toldStateChange,
    takesIfMatch: true,
    takesPreview: true,
    answer: changedOrPlanned(entitlement),
    run: ({ app, actor, path: { entitlementId }, body, expectedVersion, preview }) =>
      changeEntitlementState(app, actor, entitlementId, { ...body, expectedVersion, preview }),
    version: versionIfChanged,
  });
}

function addNewItems({ add }: Api): void {
  add({
    ...post,
    id: 'addLineItems',
    url: '/entitlements/{entitlementId}/line-items',
    summary: 'Add line items to an entitlement',
    permission: 'updateEntitlements',
    path,
    body: z
      .strictObject({ lineItems: z.array(newLineItemSchema).min(1).max(10_000), ...deployment })
      .meta({ id: 'NewLineItems' }),
    takesIfMatch: true,
    takesPreview: true,
    status: 201,
    answer: soldOrPlanned,
    run: ({ app, actor, path: { entitlementId }, body, expectedVersion, preview }) =>
      (preview ? previewItems : addItems)(app, actor, entitlementId, { ...body, expectedVersion }),
    location: urlIfSold,
    version: versionIfChanged,
  });
  add({
    ...post,
    id: 'addMaintenanceLineItems',
    url: '/entitlements/{entitlementId}/maintenance-line-items',
    summary: 'Add maintenance to an entitlement',
    permission: 'updateEntitlements',
    path,
    body: z
      .strictObject({ maintenanceLineItems: z.array(newMaintenanceLineItemSchema).min(1).max(10_000), ...deployment })
      .meta({ id: 'NewMaintenanceLineItems' }),
    takesIfMatch: true,
    takesPreview: true,
    status: 201,
    answer: soldOrPlanned,
    run: ({ app, actor, path: { entitlementId }, body, expectedVersion, preview }) =>
      (preview ? previewItems : addItems)(app, actor, entitlementId, { ...body, expectedVersion }),
    location: urlIfSold,
    version: versionIfChanged,
  });
}
