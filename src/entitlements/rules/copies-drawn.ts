import type { Reason } from '../../shared/decision.ts';
import type { Entitlement, EntitlementFacts, LineItem } from './entitlement.ts';

/** The copies that a child takes from its parent: all but those that were sold with it. */
export function copiesDrawn(item: Pick<LineItem, 'quantity' | 'additionalCopies'>): number {
  return item.quantity - item.additionalCopies;
}

/**
 * What speaks against the copies of an entitlement: children that are not obsolete never draw more than their parent
 * has (`product.md` 4).
 */
export function reasonsAgainstCopies(
  entitlement: Entitlement,
  facts: Pick<EntitlementFacts, 'items' | 'childrenOf'>,
): readonly Reason[] {
  const here = new Map(entitlement.lineItems.map((item) => [item.activationId, item]));
  const parents = new Set(
    entitlement.lineItems.flatMap((item) => [
      item.activationId,
      ...(item.parentActivationId === null ? [] : [item.parentActivationId]),
    ]),
  );
  return [...parents].flatMap((parent) => {
    const quantity = here.get(parent)?.quantity ?? facts.items.get(parent)?.quantity;
    if (quantity === undefined || isForeign(parent, here.has(parent), entitlement, facts)) return [];
    const drawn = copiesDrawnFrom(parent, entitlement, facts, here);
    if (drawn <= quantity) return [];
    const index = entitlement.lineItems.findIndex(
      (item) => item.activationId === parent || item.parentActivationId === parent,
    );
    const reason: Reason = {
      code: 'insufficient_copies',
      message: `The children of ${parent} draw ${drawn} copies, but it has ${quantity}.`,
      remedy: `Take ${drawn - quantity} fewer, or sell the growth as additionalCopies.`,
      pointer: `/lineItems/${index}/quantity`,
    };
    return [reason];
  });
}

function copiesDrawnFrom(
  parent: string,
  entitlement: Entitlement,
  facts: Pick<EntitlementFacts, 'childrenOf'>,
  here: ReadonlyMap<string, LineItem>,
): number {
  const own = entitlement.lineItems
    .filter((item) => item.parentActivationId === parent && item.state !== 'obsolete')
    .map(copiesDrawn);
  const others = (facts.childrenOf.get(parent) ?? [])
    .filter((child) => !here.has(child.activationId))
    .map((child) => child.drawn);
  return [...own, ...others].reduce((sum, copies) => sum + copies, 0);
}

// An ID of this entitlement that belongs to another one is refused for that; whose children it has is not our business.
function isForeign(
  id: string,
  isOwn: boolean,
  entitlement: Entitlement,
  facts: Pick<EntitlementFacts, 'items'>,
): boolean {
  const owner = facts.items.get(id)?.entitlementId;
  return isOwn && owner !== undefined && owner !== entitlement.entitlementId;
}
