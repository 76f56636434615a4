import type { Reason } from '../../shared/decision.ts';
import { reasonsAgainstEditing, type EditedKind } from './editing.ts';
import type { Entitlement, LineItem, MaintenanceLineItem } from './entitlement.ts';
import { weakerState } from './line-item-states.ts';

/** An item with the entitlement that holds it. */
export interface HeldItem {
  readonly holder: Pick<Entitlement, 'entitlementId' | 'state'>;
  readonly item: LineItem | MaintenanceLineItem;
}

/** What speaks against linking a line item to maintenance (reference 2.6): both are of one entitlement, and neither is inactive or obsolete. */
export function reasonsAgainstLinking(lineItem: HeldItem, maintenance: HeldItem): readonly Reason[] {
  const [here, there] = [lineItem.holder.entitlementId, maintenance.holder.entitlementId];
  const { activationId } = maintenance.item;
  return [
    ...(here === there
      ? []
      : [
          {
            code: 'other_entitlement',
            message: `The line item is of the entitlement ${here}, ${activationId} of ${there}.`,
            remedy: 'Link maintenance of the same entitlement.',
          },
        ]),
    ...reasonsAgainstEditing(editedForLink('lineItem', lineItem), ['maintenance'], ''),
    ...reasonsAgainstUnlinking(maintenance),
  ];
}

/** What speaks against ending a link: the state of the maintenance alone, so that nothing obsolete is covered for ever. */
export function reasonsAgainstUnlinking(maintenance: HeldItem): readonly Reason[] {
  return reasonsAgainstEditing(editedForLink('maintenanceLineItem', maintenance), ['covers'], '');
}

/** A line item or maintenance as the table of editing is asked about a link between the two. */
export function editedForLink(kind: EditedKind, { holder, item }: HeldItem) {
  const state = weakerState(holder.state, item.state);
  return { kind, key: item.activationId, state, activated: 0, allowEditingOfDeployedEntities: false };
}
