import type { AnswerOf } from '../../../shared/api/call.ts';

type Overdraft = AnswerOf<'getLicenseModel'>['overdraft'];

export const overdraftKinds = ['none', 'unlimited', 'count', 'percent'] as const;

/** How much more than its count may be in use, as somebody types it. */
export interface OverdraftWish {
  readonly kind: (typeof overdraftKinds)[number];
  /** copies or percent */
  readonly amount: string;
}

export function overdraftWishOf(overdraft: Overdraft): OverdraftWish {
  if (overdraft === null) return { kind: 'none', amount: '' };
  if ('unlimited' in overdraft) return { kind: 'unlimited', amount: '' };
  return 'count' in overdraft
    ? { kind: 'count', amount: String(overdraft.count) }
    : { kind: 'percent', amount: String(overdraft.percent) };
}

/** The overdraft as the server takes it. */
export function overdraftOf({ kind, amount }: OverdraftWish): Overdraft {
  const given = Number(amount);
  if (kind === 'none') return null;
  if (kind === 'unlimited') return { unlimited: true };
  return kind === 'count' ? { count: given } : { percent: given };
}
