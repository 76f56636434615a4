const collator = new Intl.Collator('en', { numeric: true });

interface Versioned {
  readonly productId: string;
  readonly name: string;
  readonly version: string;
}

interface Step {
  readonly fromProductId: string;
  readonly toProductId: string;
}

/** Products in the order in which one becomes the next; where nothing says so, by name and version, `9` before `10`. */
export function inVersionOrder<Product extends Versioned>(
  products: readonly Product[],
  upgrades: readonly Step[],
): readonly Product[] {
  const left = products.toSorted((one, other) => byName(one, other));
  const placed: Product[] = [];
  while (left.length > 0) {
    const waiting = new Set(left.map(({ productId }) => productId));
    const isNext = ({ productId }: Product): boolean =>
      !upgrades.some(
        ({ fromProductId, toProductId }) =>
          toProductId === productId && fromProductId !== productId && waiting.has(fromProductId),
      );
    // In a circle of upgrades nobody is first; then the oldest name begins.
    const index = Math.max(0, left.findIndex(isNext));
    placed.push(...left.splice(index, 1));
  }
  return placed;
}

function byName(one: Versioned, other: Versioned): number {
  return collator.compare(one.name, other.name) || collator.compare(one.version, other.version);
}
