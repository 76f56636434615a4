import type { Reason } from '../../shared/decision.ts';
import type { RightState } from '../../shared/vocabulary.ts';
import type { Entitlement, LineItem, MaintenanceLineItem } from './entitlement.ts';
import { weakerState } from './line-item-states.ts';

/** What the rules must know before something is deleted for good. */
export interface DeletionFacts {
  /** activation IDs of the children of items, whatever their state, that are not deleted with them */
  readonly childrenOf: ReadonlyMap<string, readonly string[]>;
  /** copies that are activated, by activation ID; what is not here has none */
  readonly activated: ReadonlyMap<string, number>;
}

/** Which states things are deleted in (reference 2.7); what is on hold is rejected by it. Test takes its activations along. */
const deletable: Readonly<Record<'entitlement' | 'item', readonly RightState[]>> = {
  entitlement: ['draft', 'test', 'onHold'],
  item: ['draft', 'test'],
};

/** What speaks against deleting an entitlement with everything that it holds. */
export function reasonsAgainstDeletingEntitlement(entitlement: Entitlement, facts: DeletionFacts): readonly Reason[] {
  const { entitlementId, state } = entitlement;
  const items = [...entitlement.lineItems, ...entitlement.maintenanceLineItems];
  return [
    ...reasonsAgainstState(`The entitlement ${entitlementId}`, state, deletable.entitlement),
    ...items.flatMap((item) => reasonsAgainstUses(item.activationId, state, facts)),
  ];
}

/** What speaks against deleting one line item: maintenance does not stay alone. */
export function reasonsAgainstDeletingLineItem(
  entitlement: Entitlement,
  item: LineItem,
  facts: DeletionFacts,
): readonly Reason[] {
  const state = weakerState(entitlement.state, item.state);
  const isLast = entitlement.lineItems.length === 1;
  return [
    ...reasonsAgainstState(item.activationId, state, deletable.item),
    ...reasonsAgainstUses(item.activationId, state, facts),
    ...(isLast && entitlement.maintenanceLineItems.length > 0
      ? [
          {
            code: 'maintenance_alone',
            message: `${item.activationId} is the last line item, and maintenance cannot stand alone.`,
            remedy: 'Delete the maintenance first, or the whole entitlement.',
          },
        ]
      : []),
  ];
}

/** What speaks against deleting one maintenance line item: it covers something. */
export function reasonsAgainstDeletingMaintenance(
  entitlement: Entitlement,
  item: MaintenanceLineItem,
  facts: DeletionFacts,
): readonly Reason[] {
  const state = weakerState(entitlement.state, item.state);
  return [
    ...reasonsAgainstState(item.activationId, state, deletable.item),
    ...reasonsAgainstUses(item.activationId, state, facts),
    ...(item.covers.length === 0
      ? []
      : [
          {
            code: 'maintenance_linked',
            message: `${item.activationId} covers ${listed(item.covers)}.`,
            remedy: 'Take the links away first.',
          },
        ]),
  ];
}

function reasonsAgainstState(what: string, state: RightState, states: readonly RightState[]): readonly Reason[] {
  if (states.includes(state)) return [];
  return [
    {
      code: 'not_deletable',
      message: `${what} is ${state}; only what is ${states.join(', ')} is deleted.`,
      remedy: state === 'obsolete' ? 'It stays on record.' : 'Take it back to draft, or make it obsolete.',
    },
  ];
}

function reasonsAgainstUses(activationId: string, state: RightState, facts: DeletionFacts): readonly Reason[] {
  const children = facts.childrenOf.get(activationId) ?? [];
  const copies = state === 'test' ? 0 : (facts.activated.get(activationId) ?? 0);
  const reasons: Reason[] = [];
  if (children.length > 0)
    reasons.push({
      code: 'has_children',
      message: `${activationId} has been renewed, upgraded or upsold: ${listed(children)}.`,
      remedy: 'Delete its children first, or make it obsolete instead.',
    });
  if (copies > 0)
    reasons.push({
      code: 'has_activations',
      message: `${copies} copies of ${activationId} are activated.`,
      remedy: 'Return them first.',
    });
  return reasons;
}

const listedMax = 10;

function listed(keys: readonly string[]): string {
  const more = keys.length > listedMax ? ` and ${keys.length - listedMax} more` : '';
  return `${keys.slice(0, listedMax).join(', ')}${more}`;
}
