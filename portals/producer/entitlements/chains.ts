interface ChainItem {
  readonly activationId: string;
  readonly parentActivationId: string | null;
  readonly state: string;
}

/** A live end of a chain, and what it was made from, the newest of them first. */
export interface Chain<Item> {
  readonly newest: Item;
  readonly earlier: readonly Item[];
}

/** The chains of an entitlement's line items. Each item stands in exactly one: with the first of its live ends. */
export function chainsOf<Item extends ChainItem>(items: readonly Item[]): readonly Chain<Item>[] {
  const known = new Map(items.map((item) => [item.activationId, item]));
  const continued = new Set(
    items.flatMap(({ parentActivationId, state }) => (state === 'obsolete' ? [] : [parentActivationId])),
  );
  const ends = items.filter(({ activationId }) => !continued.has(activationId));
  const taken = new Set(ends.map(({ activationId }) => activationId));
  return ends.map((newest) => ({
    newest,
    earlier: ancestorsOf(newest, known).filter((item) => takes(taken, item)),
  }));
}

/** What an item was made from, its parent first. */
export function ancestorsOf<Item extends ChainItem>(item: Item, known: ReadonlyMap<string, Item>): readonly Item[] {
  const found: Item[] = [];
  let parent = known.get(item.parentActivationId ?? '');
  while (parent !== undefined && parent !== item && !found.includes(parent)) {
    found.push(parent);
    parent = known.get(parent.parentActivationId ?? '');
  }
  return found;
}

function takes(taken: Set<string>, { activationId }: ChainItem): boolean {
  if (taken.has(activationId)) return false;
  taken.add(activationId);
  return true;
}
