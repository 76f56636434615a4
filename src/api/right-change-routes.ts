import { changeEntitlement } from '../entitlements/entitlement-changing.ts';
import {
  entitlementChangesSchema,
  lineItemChangesSchema,
  maintenanceLineItemChangesSchema,
} from '../entitlements/entitlement-schemas.ts';
import { changeLineItem, changeMaintenanceLineItem } from '../entitlements/item-changing-operations.ts';
import { lineItemHistory, maintenanceLineItemHistory } from '../entitlements/item-history.ts';
import { rightIdSchema } from '../shared/schemas.ts';
import { pageOf, paging } from './answers.ts';
import { optionsOf } from './catalog-answers.ts';
import {
  editedOrPlanned,
  entitlement,
  lineItem,
  maintenanceLineItem,
  versionIfChanged,
} from './entitlement-answers.ts';
import { historyRecord } from './history-answers.ts';
import { get, patch, type Api } from './operation.ts';

const path = { activationId: rightIdSchema };

const editing =
  'In draft and test everything may be changed; once it is deployed, what changes no right, and with the setting ' +
  'allowEditingOfDeployedEntities also quantity, dates and terms. Each field that stays as it is is told.';

/** What changes of entitlements and their units, and what did. */
export function rightChangeRoutes({ add }: Api): void {
  add({
    ...patch,
    id: 'changeEntitlement',
    url: '/entitlements/{entitlementId}',
    summary: 'Change an entitlement, without what it holds',
    description: editing,
    permission: 'updateEntitlements',
    path: { entitlementId: rightIdSchema },
    body: entitlementChangesSchema,
    takesIfMatch: true,
    takesPreview: true,
    answer: editedOrPlanned(entitlement),
    run: (call) =>
      changeEntitlement(call.app, call.actor, call.path.entitlementId, { changes: call.body, ...optionsOf(call) }),
    version: versionIfChanged,
  });
  addItems({ add });
  addHistories({ add });
}

function addItems({ add }: Api): void {
  add({
    ...patch,
    id: 'changeLineItem',
    url: '/line-items/{activationId}',
    summary: 'Change a line item',
    description: editing,
    permission: 'updateEntitlements',
    path,
    body: lineItemChangesSchema,
    takesIfMatch: true,
    takesPreview: true,
    answer: editedOrPlanned(lineItem),
    run: (call) =>
      changeLineItem(call.app, call.actor, call.path.activationId, { changes: call.body, ...optionsOf(call) }),
    version: versionIfChanged,
  });
  add({
    ...patch,
    id: 'changeMaintenanceLineItem',
    url: '/maintenance-line-items/{activationId}',
    summary: 'Change a maintenance line item',
    description: editing,
    permission: 'updateEntitlements',
    path,
    body: maintenanceLineItemChangesSchema,
    takesIfMatch: true,
    takesPreview: true,
    answer: editedOrPlanned(maintenanceLineItem),
    run: (call) =>
      changeMaintenanceLineItem(call.app, call.actor, call.path.activationId, {
        changes: call.body,
        ...optionsOf(call),
      }),
    version: versionIfChanged,
  });
}

function addHistories({ add }: Api): void {
  add({
    ...get,
    id: 'getLineItemHistory',
    url: '/line-items/{activationId}/history',
    summary: 'Every change of a line item, the oldest first',
    permission: 'viewEntitlements',
    path,
    query: paging,
    answer: pageOf(historyRecord),
    run: (call) => lineItemHistory(call.app, call.actor, call.path.activationId, call.query),
  });
  add({
    ...get,
    id: 'getMaintenanceLineItemHistory',
    url: '/maintenance-line-items/{activationId}/history',
    summary: 'Every change of a maintenance line item, the oldest first',
    permission: 'viewEntitlements',
    path,
    query: paging,
    answer: pageOf(historyRecord),
    run: (call) => maintenanceLineItemHistory(call.app, call.actor, call.path.activationId, call.query),
  });
}
