import type { Reason } from '../../shared/decision.ts';
import type { RightState } from '../../shared/vocabulary.ts';
import { reasonsAgainstCopies } from './copies-drawn.ts';
import { reasonsAgainstHeader } from './entitlement-header.ts';
import type { Entitlement, EntitlementFacts } from './entitlement.ts';
import { isFinal, mayHold } from './line-item-states.ts';
import { reasonsAgainstLineItem } from './line-item.ts';
import { reasonsAgainstMaintenance } from './maintenance.ts';

/**
 * What speaks against an entitlement with all its line items, every reason at once (reference 2). Asked alike of a new
 * one, a changed one and one that a file brings.
 */
export function reasonsAgainstEntitlement(
  entitlement: Entitlement,
  facts: EntitlementFacts,
  stored: Entitlement | undefined,
): readonly Reason[] {
  return [
    ...reasonsAgainstHeader(entitlement, facts, stored),
    ...reasonsAgainstIds(entitlement, facts),
    ...(stored === undefined ? [] : reasonsAgainstRevival(entitlement, stored)),
    ...entitlement.lineItems.flatMap((item, index) => [
      ...reasonsAgainstLineItem(item, `/lineItems/${index}`, entitlement, facts),
      ...reasonsAgainstHolding(entitlement, item, `/lineItems/${index}`),
    ]),
    ...entitlement.maintenanceLineItems.flatMap((item, index) => [
      ...reasonsAgainstMaintenance(item, `/maintenanceLineItems/${index}`, entitlement, facts),
      ...reasonsAgainstHolding(entitlement, item, `/maintenanceLineItems/${index}`),
    ]),
    ...(facts.checkCopies ? reasonsAgainstCopies(entitlement, facts) : []),
  ];
}

function reasonsAgainstIds(entitlement: Entitlement, facts: EntitlementFacts): readonly Reason[] {
  const owned = [
    { id: entitlement.entitlementId, kind: 'entitlement', pointer: '/entitlementId' },
    ...entitlement.lineItems.map((item, index) => ({
      id: item.activationId,
      kind: 'lineItem',
      pointer: `/lineItems/${index}/activationId`,
    })),
    ...entitlement.maintenanceLineItems.map((item, index) => ({
      id: item.activationId,
      kind: 'maintenanceLineItem',
      pointer: `/maintenanceLineItems/${index}/activationId`,
    })),
  ];
  const seen = new Set<string>();
  return owned.flatMap(({ id, kind, pointer }) => {
    const again = seen.has(id);
    seen.add(id);
    const taken = facts.identifiers.get(id);
    const elsewhere = facts.items.get(id);
    const foreign =
      taken !== undefined &&
      (taken !== kind || (elsewhere !== undefined && elsewhere.entitlementId !== entitlement.entitlementId));
    if (!again && !foreign) return [];
    const where = again ? 'twice in this entitlement' : 'already';
    const reason: Reason = {
      code: 'id_taken',
      message: `The ID ${id} is used ${where}; entitlement IDs, activation IDs and web register keys share one namespace.`,
      remedy: 'Choose another ID.',
      pointer,
    };
    return [reason];
  });
}

// Test and obsolete are final, also for a file that says otherwise of what is stored.
function reasonsAgainstRevival(entitlement: Entitlement, stored: Entitlement): readonly Reason[] {
  const before = new Map(
    [...stored.lineItems, ...stored.maintenanceLineItems].map((item) => [item.activationId, item.state]),
  );
  const pairs = [
    { key: entitlement.entitlementId, from: stored.state, to: entitlement.state, pointer: '/state' },
    ...entitlement.lineItems.map((item, index) => ({
      key: item.activationId,
      from: before.get(item.activationId),
      to: item.state,
      pointer: `/lineItems/${index}/state`,
    })),
    ...entitlement.maintenanceLineItems.map((item, index) => ({
      key: item.activationId,
      from: before.get(item.activationId),
      to: item.state,
      pointer: `/maintenanceLineItems/${index}/state`,
    })),
  ];
  return pairs.flatMap(({ key, from, to, pointer }) =>
    from !== undefined && from !== to && isFinal(from)
      ? [
          {
            code: 'state_is_final',
            message: `${key} is ${from}, which is final; it cannot become ${to}.`,
            remedy: 'Record it under another ID.',
            pointer,
          },
        ]
      : [],
  );
}

function reasonsAgainstHolding(
  entitlement: Entitlement,
  item: { readonly state: RightState },
  pointer: string,
): readonly Reason[] {
  if (mayHold(entitlement.state, item.state)) return [];
  return [
    {
      code: 'state_combination',
      message: `An entitlement in state ${entitlement.state} holds nothing in state ${item.state}.`,
      pointer: `${pointer}/state`,
    },
  ];
}
