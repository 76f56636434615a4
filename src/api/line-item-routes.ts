import { lineItemOrder, maintenanceOrder } from '../entitlements/entitlement-orders.ts';
import { getLineItem, listLineItems } from '../entitlements/entitlement-reading.ts';
import { lineItemListFilters, maintenanceListFilters } from '../entitlements/item-filters.ts';
import { getMaintenanceLineItem, listMaintenanceLineItems } from '../entitlements/maintenance-reading.ts';
import { changeLineItemState, changeMaintenanceLineItemState } from '../entitlements/state-operations.ts';
import { filterParameters } from '../platform/list-filters.ts';
import { rightIdSchema } from '../shared/schemas.ts';
import { pageOf, paging, searchOfRights, sorting } from './answers.ts';
import {
  changedOrPlanned,
  includeChildren,
  lineItem,
  maintenanceLineItem,
  versionIfChanged,
} from './entitlement-answers.ts';
import { stateChange, toldStateChange } from './entitlement-routes.ts';
import { get, post, type Api } from './operation.ts';

const path = { activationId: rightIdSchema };

/** The units of entitlements: line items and maintenance. */
export function lineItemRoutes({ add }: Api): void {
  add({
    ...get,
    id: 'listLineItems',
    url: '/line-items',
    summary: 'Line items across entitlements, the newest first unless told',
    permission: 'viewEntitlements',
    query: { ...paging, ...sorting(lineItemOrder), ...searchOfRights, ...filterParameters(lineItemListFilters) },
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
    body: toldStateChange.extend({ includeChildren }).meta({ id: 'LineItemStateChange' }),
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
    id: 'listMaintenanceLineItems',
    url: '/maintenance-line-items',
    summary: 'Maintenance line items across entitlements, the newest first unless told',
    permission: 'viewEntitlements',
    query: {
      ...paging,
      ...sorting(maintenanceOrder),
      ...searchOfRights,
      ...filterParameters(maintenanceListFilters),
    },
    answer: pageOf(maintenanceLineItem),
    run: ({ app, actor, query }) => listMaintenanceLineItems(app, actor, query),
  });
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
