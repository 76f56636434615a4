import { addDays, daysBetween, type Day } from '../../shared/day.ts';
import type { Urgency } from '../../shared/vocabulary.ts';
import { willRenewItself, type ExpiringItem } from './coverage.ts';
import { candidateOf, urgencyOf, type Candidate, type ListedDays } from './expiry-notices.ts';

/** What decides about what the page of expiring entitlements shows, and how pressing it is. */
export interface ExpiringPagePolicy {
  readonly today: Day;
  readonly renewalLookAhead: number;
  readonly expiringWindow: number;
  readonly renewalCritical: number;
  /** how many days what has ended stays on the page */
  readonly expiredHistory: number;
  readonly includeAutoRenewing: boolean;
  readonly autoRenewalIsActive: boolean;
}

/** An item as the page shows it. */
export interface ShownItem extends Candidate {
  /** days from today to the last valid day; negative once that is over */
  readonly daysRemaining: number;
  readonly urgency: Urgency;
  readonly renewsItself: boolean;
}

/** The first and the last expiration day that the page shows; the first is after the last where it shows nothing. */
export function shownDays(
  policy: ExpiringPagePolicy,
  { urgency, expired }: { readonly urgency?: Urgency | undefined; readonly expired: boolean },
): ListedDays {
  const { renewalCritical: critical, expiringWindow: window, renewalLookAhead: lookAhead, expiredHistory } = policy;
  const between = (first: number, last: number): ListedDays => ({
    first: addDays(policy.today, first),
    last: addDays(policy.today, Math.min(last, lookAhead)),
  });
  if (urgency === 'expired') return between(-expiredHistory, -1);
  if (urgency === 'critical') return between(0, critical);
  if (urgency === 'window') return between(critical + 1, window);
  if (urgency === 'lookAhead') return between(Math.max(critical, window) + 1, lookAhead);
  return between(expired ? -expiredHistory : 0, lookAhead);
}

/**
 * An item as the page shows it, or nothing. It is listed exactly where a reminder would list it (`product.md` 5.1 steps 1
 * and 2, and 5.2): once it has ended, self-renewal covers nothing any more.
 */
export function shownItems(item: ExpiringItem, policy: ExpiringPagePolicy, days: ListedDays): readonly ShownItem[] {
  const { today } = policy;
  const kind = item.expirationDate !== null && item.expirationDate < today ? 'expired' : 'expiring';
  return candidateOf(item, days, { ...policy, kind }).map((listed) => ({
    ...listed,
    daysRemaining: daysBetween(today, listed.expirationDate),
    urgency: urgencyOf(listed.expirationDate, today, {
      critical: policy.renewalCritical,
      window: policy.expiringWindow,
    }),
    renewsItself: kind === 'expiring' && willRenewItself(item, policy.autoRenewalIsActive),
  }));
}
