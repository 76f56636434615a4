import { linkMaintenance, unlinkMaintenance } from '../entitlements/maintenance-linking.ts';
import { deleteEntitlement, deleteLineItem, deleteMaintenanceLineItem } from '../entitlements/right-deleting.ts';
import { rightIdSchema } from '../shared/schemas.ts';
import { optionsOf } from './catalog-answers.ts';
import { editedOrPlanned, lineItem, rightDeletion, versionIfChanged } from './entitlement-answers.ts';
import { put, remove, type Api } from './operation.ts';

const path = { activationId: rightIdSchema };
const changing = { takesIfMatch: true, takesPreview: true, answer: rightDeletion } as const;

/** What is taken away of entitlements, and the links between line items and maintenance. */
export function rightDeletionRoutes({ add }: Api): void {
  add({
    ...remove,
    ...changing,
    id: 'deleteEntitlement',
    url: '/entitlements/{entitlementId}',
    summary: 'Delete an entitlement that is draft, test or on hold, with everything that it holds',
    permission: 'deleteEntitlements',
    path: { entitlementId: rightIdSchema },
    run: (call) => deleteEntitlement(call.app, call.actor, call.path.entitlementId, optionsOf(call)),
  });
  add({
    ...remove,
    ...changing,
    id: 'deleteLineItem',
    url: '/line-items/{activationId}',
    summary: 'Delete a draft or test line item',
    permission: 'updateEntitlements',
    path,
    run: (call) => deleteLineItem(call.app, call.actor, call.path.activationId, optionsOf(call)),
  });
  add({
    ...remove,
    ...changing,
    id: 'deleteMaintenanceLineItem',
    url: '/maintenance-line-items/{activationId}',
    summary: 'Delete a draft or test maintenance line item that covers nothing',
    permission: 'updateEntitlements',
    path,
    run: (call) => deleteMaintenanceLineItem(call.app, call.actor, call.path.activationId, optionsOf(call)),
  });
  addLinks({ add });
}

function addLinks({ add }: Api): void {
  const link = {
    url: '/line-items/{activationId}/maintenance/{maintenanceActivationId}',
    permission: 'updateEntitlements',
    path: { ...path, maintenanceActivationId: rightIdSchema },
    takesPreview: true,
    answer: editedOrPlanned(lineItem),
    version: versionIfChanged,
  } as const;
  add({
    ...put,
    ...link,
    id: 'linkMaintenance',
    summary: 'Let maintenance cover a line item of the same entitlement',
    description: 'Nothing happens where it does already. The plan tells what the maintenance covers.',
    run: (call) => linkMaintenance(call.app, call.actor, call.path, { preview: call.preview }),
  });
  add({
    ...remove,
    ...link,
    id: 'unlinkMaintenance',
    summary: 'Let maintenance cover a line item no longer',
    description: 'The plan tells what the maintenance covers.',
    run: (call) => unlinkMaintenance(call.app, call.actor, call.path, { preview: call.preview }),
  });
}
