import type { Reason } from '../../shared/decision.ts';

/** What speaks against something that touches items: some are of product lines that whoever asks does not have. They are not named. */
export function reasonsAgainstUnseen(unseen: ReadonlySet<string>, touched: Iterable<string>): readonly Reason[] {
  const isHidden = [...touched].some((activationId) => unseen.has(activationId));
  if (!isHidden) return [];
  return [
    {
      code: 'concerns_other_product_lines',
      message: 'This also concerns items of product lines that you do not have.',
      remedy: 'Ask somebody who sees all of the entitlement, or do it item by item.',
    },
  ];
}
