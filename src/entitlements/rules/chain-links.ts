interface Child {
  readonly activationId: string;
  readonly parentActivationId: string | null;
}

/** The rows above an item: its parent, none for the first of a chain, and the root of its chain. */
export interface ChainLink {
  readonly parentId: number | null;
  readonly rootId: number;
}

/**
 * The parent and the root of each new item's chain, as rows. A parent is another new item (in any order) or a stored one,
 * whose root is known. There are no circles.
 */
export function chainLinks(
  items: readonly Child[],
  rowOf: ReadonlyMap<string, number>,
  stored: ReadonlyMap<string, { readonly id: number; readonly rootId: number }>,
): readonly ChainLink[] {
  const byId = new Map(items.map((item) => [item.activationId, item]));
  const rootOf = (item: Child): number => {
    let top = item;
    while (top.parentActivationId !== null) {
      const above = byId.get(top.parentActivationId);
      if (above === undefined) return stored.get(top.parentActivationId)?.rootId ?? 0;
      top = above;
    }
    return rowOf.get(top.activationId) ?? 0;
  };
  return items.map((item) => ({
    parentId:
      item.parentActivationId === null
        ? null
        : (rowOf.get(item.parentActivationId) ?? stored.get(item.parentActivationId)?.id ?? null),
    rootId: rootOf(item),
  }));
}
