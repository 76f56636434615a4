import type { Reason } from '../../shared/decision.ts';
import type { EntitlementFacts, KnownItem } from './entitlement.ts';

interface Child {
  readonly activationId: string;
  readonly parentActivationId: string | null;
}

/** What speaks against the parent of an item: it exists, is of the same kind, stays the same, and is no descendant. */
export function reasonsAgainstParent(
  item: Child,
  kind: KnownItem['kind'],
  siblings: readonly Child[],
  pointer: string,
  facts: Pick<EntitlementFacts, 'items'>,
): readonly Reason[] {
  const at = `${pointer}/parentActivationId`;
  const parent = item.parentActivationId;
  const stored = facts.items.get(item.activationId);
  if (stored !== undefined && stored.kind === kind && stored.parentActivationId !== parent)
    return [
      {
        code: 'parent_cannot_change',
        message: `${item.activationId} is the child of ${stored.parentActivationId ?? 'nothing'}, which cannot be changed.`,
        pointer: at,
      },
    ];
  if (parent === null) return [];
  const known = siblings.some((sibling) => sibling.activationId === parent) || facts.items.get(parent)?.kind === kind;
  if (!known)
    return [
      {
        code: 'unknown_reference',
        message: `There is no ${kind === 'lineItem' ? 'line item' : 'maintenance line item'} ${parent}.`,
        pointer: at,
      },
    ];
  return stored === undefined && isCircle(item, siblings)
    ? [{ code: 'parent_circle', message: `${item.activationId} would be its own ancestor.`, pointer: at }]
    : [];
}

// A stored item keeps its parent, so a circle can only be made of new siblings in one record.
function isCircle(item: Child, siblings: readonly Child[]): boolean {
  const byId = new Map(siblings.map((sibling) => [sibling.activationId, sibling]));
  const seen = new Set<string>();
  let above: Child | undefined = item;
  while (above !== undefined && above.parentActivationId !== null) {
    if (seen.has(above.activationId)) return true;
    seen.add(above.activationId);
    above = byId.get(above.parentActivationId);
  }
  return false;
}
