import { countCopies, type ChainItem } from '../../entitlements/rules/copies.ts';

/** The line items below one in its chain of which copies are left that no child has drawn: where it is continued now. */
export function liveEndsBelow(chain: readonly ChainItem[], activationId: string): readonly string[] {
  const childrenOf = Map.groupBy(chain, (item) => item.parentActivationId);
  const below = [...(childrenOf.get(activationId) ?? [])];
  for (const item of below) below.push(...(childrenOf.get(item.activationId) ?? []));
  const counted = countCopies(chain);
  return below
    .filter((item) => item.state !== 'obsolete' && (counted.get(item.activationId)?.left ?? 0) > 0)
    .map((item) => item.activationId);
}
