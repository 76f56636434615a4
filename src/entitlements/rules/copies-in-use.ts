import type { Reason } from '../../shared/decision.ts';
import { countCopies, type ChainItem, type CopyCount } from './copies.ts';
import type { LineItem } from './entitlement.ts';

type Held = Pick<LineItem, 'activationId' | 'quantity' | 'additionalCopies'>;

/**
 * What speaks against new numbers of copies of line items whose chains are these: more would be active than they have, or they would
 * have fewer than are active (`product.md` 3, 4). What was too much before stands in nobody's way.
 */
export function reasonsAgainstCopiesInUse(lineItems: readonly Held[], chains: readonly ChainItem[]): readonly Reason[] {
  const now = new Map(lineItems.map((item, index) => [item.activationId, { item, index }]));
  const after = chains.map((item) => withCopiesOf(item, now.get(item.activationId)?.item));
  const [before, counted] = [countCopies(chains), countCopies(after)];
  return chains.flatMap((item, index) => {
    const then = after[index] ?? item;
    const load = counted.get(item.activationId)?.load ?? 0;
    if (!isTooFew(then, load, { item, load: loadOf(before, item) })) return [];
    const place = now.get(item.activationId)?.index;
    const reason: Reason = {
      code: 'below_activated',
      message: `${load} copies of ${item.activationId} are activated, with those of its descendants, so it cannot have ${then.quantity}.`,
      remedy: 'Return some of them first.',
      ...(place === undefined ? {} : { pointer: `/lineItems/${place}/quantity` }),
    };
    return [reason];
  });
}

function withCopiesOf(item: ChainItem, held: Held | undefined): ChainItem {
  if (held === undefined) return item;
  return { ...item, quantity: held.quantity, additionalCopies: held.additionalCopies };
}

function loadOf(counted: ReadonlyMap<string, CopyCount>, { activationId }: ChainItem): number {
  return counted.get(activationId)?.load ?? 0;
}

function isTooFew(then: ChainItem, load: number, before: { readonly item: ChainItem; readonly load: number }): boolean {
  if (then.quantity < before.item.quantity && then.quantity < load) return true;
  const overBefore = Math.max(0, before.load - before.item.quantity - before.item.extraCopies);
  return load - then.quantity - then.extraCopies > overBefore;
}
