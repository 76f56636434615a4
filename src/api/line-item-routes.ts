import { z } from 'zod';
import { lineItemOrder } from '../entitlements/entitlement-orders.ts';
import { getLineItem, getMaintenanceLineItem, listLineItems } from '../entitlements/entitlement-reading.ts';
import { changeLineItemState, changeMaintenanceLineItemState } from '../entitlements/state-operations.ts';
import { daySchema, keySchema, rightIdSchema, text } from '../shared/schemas.ts';
import { lineItemTypes, rightStates } from '../shared/vocabulary.ts';
import { beginning, pageOf, paging, searchOfRights, sorting } from './answers.ts';
import { changedOrPlanned, lineItem, maintenanceLineItem, versionIfChanged } from './entitlement-answers.ts';
import { stateChange } from './entitlement-routes.ts';
import { get, post, type Api } from './operation.ts';

const path = { activationId: rightIdSchema };

const filters = {
  accountId: keySchema.optional(),
  productId: keySchema.optional(),
  state: z.enum(rightStates).optional(),
  type: z.enum(lineItemTypes).optional(),
  expiresFrom: daySchema.optional(),
  expiresUntil: daySchema.optional(),
  orderId: text(255, 1).optional(),
  parentActivationId: rightIdSchema.optional(),
  createdFrom: beginning,
};

/** The units of entitlements: line items and maintenance. */
export function lineItemRoutes({ add }: Api): void {
  add({
    ...get,
    id: 'listLineItems',
    url: '/line-items',
    summary: 'Line items across entitlements, the newest first unless told',
    permission: 'viewEntitlements',
    query: { ...paging, ...sorting(lineItemOrder), ...searchOfRights, ...filters },
    answer: pageOf(lineItem),
    run: ({ app, actor, query }) => listLineItems(app, actor, query),
  });
  add({
    ...get,
    id: 'getLineItem',
    url: '/line-items/{activationId}',
    summary: 'One line item',
    permission: 'viewEntitlements',
    path,
    answer: lineItem,
    run: (call) => getLineItem(call.app, call.actor, call.path.activationId),
    version: (found) => found.version,
  });
  add({
    ...post,
    id: 'changeLineItemState',
    url: '/line-items/{activationId}/state',
    summary: 'Deploy, withdraw or end a line item',
    permission: 'changeEntitlementState',
    path,
    body: stateChange,
    takesIfMatch: true,
    takesPreview: true,
    answer: changedOrPlanned(lineItem),
    run: ({ app, actor, path: { activationId }, body, expectedVersion, preview }) =>
      changeLineItemState(app, actor, activationId, { ...body, expectedVersion, preview }),
    version: versionIfChanged,
  });
  addMaintenance({ add });
}

function addMaintenance({ add }: Api): void {
  add({
    ...get,
    id: 'getMaintenanceLineItem',
    url: '/maintenance-line-items/{activationId}',
    summary: 'One maintenance line item',
    permission: 'viewEntitlements',
    path,
    answer: maintenanceLineItem,
    run: (call) => getMaintenanceLineItem(call.app, call.actor, call.path.activationId),
    version: (found) => found.version,
  });
  add({
    ...post,
    id: 'changeMaintenanceLineItemState',
    url: '/maintenance-line-items/{activationId}/state',
    summary: 'Deploy, withdraw or end a maintenance line item',
    permission: 'changeEntitlementState',
    path,
    body: stateChange,
    takesIfMatch: true,
    takesPreview: true,
    answer: changedOrPlanned(maintenanceLineItem),
    version: versionIfChanged,
    run: ({ app, actor, path: { activationId }, body, expectedVersion, preview }) =>
      changeMaintenanceLineItemState(app, actor, activationId, { ...body, expectedVersion, preview }),
  });
}
