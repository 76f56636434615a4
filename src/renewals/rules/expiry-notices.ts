import { addDays, daysBetween, type Day } from '../../shared/day.ts';
import type { ItemKind, Urgency, UserStatus } from '../../shared/vocabulary.ts';
import { isDeployed, uncovered, willRenewItself, type ExpiringItem } from './coverage.ts';

export type NoticeKind = 'expiring' | 'expired';

/** What a run of a reminder job was told for good when it started. */
export interface NoticePolicy {
  readonly kind: NoticeKind;
  readonly today: Day;
  /** expiring: how far ahead items are listed, and how near one must be for a message at all */
  readonly renewalLookAhead: number;
  readonly expiringWindow: number;
  /** expired: the first expiration day that is ever looked at */
  readonly baseline: Day;
  readonly frequency: number;
  readonly includeAutoRenewing: boolean;
  readonly autoRenewalIsActive: boolean;
  readonly templatesAreActive: boolean;
  /** somebody at the producer is told of accounts without receivers */
  readonly producerIsTold: boolean;
}

/** An item as a message lists it. */
export interface ListedItem {
  readonly activationId: string;
  readonly kind: ItemKind;
  readonly expirationDate: Day;
  /** uncovered copies; null for maintenance */
  readonly quantity: number | null;
}

export interface Candidate extends ListedItem {
  readonly id: number;
  readonly entitlementId: string;
}

/** A user with a membership in the holder itself, as far as receiving reminders goes. */
export interface PossibleReceiver {
  readonly status: UserStatus;
  /** the last valid day of the membership */
  readonly membershipExpiresOn: Day | null;
  readonly mayViewExpiringEntitlements: boolean;
  readonly takesReminders: boolean;
}

export type NoticeOutcome =
  | 'no_holder'
  | 'outside_window'
  | 'template_inactive'
  | 'within_frequency'
  | 'mailed'
  | 'producer_notified'
  | 'no_subscribers';

export interface ListedDays {
  readonly first: Day;
  readonly last: Day;
}

/** The first and the last expiration day that a message of this kind can list. */
export function listedDays(policy: NoticePolicy): ListedDays {
  return policy.kind === 'expiring'
    ? { first: policy.today, last: addDays(policy.today, policy.renewalLookAhead) }
    : { first: policy.baseline, last: addDays(policy.today, -1) };
}

/**
 * The items of one holder that a message lists, the most urgent first (`product.md` 5.1 steps 1, 2 and 6, and 5.2): deployed,
 * not permanent, ending inside the days that are listed, with something left that nothing covers.
 */
export function candidates(
  items: readonly ExpiringItem[],
  policy: NoticePolicy,
  days: ListedDays = listedDays(policy),
): readonly Candidate[] {
  return items
    .flatMap((item) => candidateOf(item, days, policy))
    .toSorted((a, b) => compare(a.expirationDate, b.expirationDate) || compare(a.activationId, b.activationId));
}

/** What is told about self-renewal, and of which kind the message is. */
export type ListingPolicy = Pick<NoticePolicy, 'kind' | 'includeAutoRenewing' | 'autoRenewalIsActive'>;

/** An item as a message would list it, or nothing. */
export function candidateOf(
  item: ExpiringItem,
  { first, last }: ListedDays,
  policy: ListingPolicy,
): readonly Candidate[] {
  const { expirationDate } = item;
  if (!isDeployed(item) || item.permanent || expirationDate === null) return [];
  // Its end days are those of its fulfillments, each listed for itself; the line item as such has none.
  if (item.startDateOption === 'eachActivationDate') return [];
  if (expirationDate < first || expirationDate > last) return [];
  if (policy.kind === 'expiring' && !policy.includeAutoRenewing && willRenewItself(item, policy.autoRenewalIsActive))
    return [];
  const rest = uncovered(item);
  if (rest.covered) return [];
  const { id, kind, activationId, entitlementId } = item;
  return [{ id, kind, activationId, entitlementId, expirationDate, quantity: rest.quantity }];
}

/** True where one of an account's candidates is near enough for a message; an expired one always is. */
export function isTriggered(listed: readonly Pick<Candidate, 'expirationDate'>[], policy: NoticePolicy): boolean {
  if (policy.kind === 'expired') return true;
  return listed.some((item) => daysBetween(policy.today, item.expirationDate) <= policy.expiringWindow);
}

/** True where an account had its last message of this kind too short a time ago. */
export function isWithinFrequency(lastMessage: Day | null, policy: NoticePolicy): boolean {
  return lastMessage !== null && daysBetween(lastMessage, policy.today) < policy.frequency;
}

/** True where a user gets the reminders of an account (`product.md` 5.1 step 7). */
export function mayReceive(user: PossibleReceiver, today: Day): boolean {
  const isMember = user.membershipExpiresOn === null || user.membershipExpiresOn >= today;
  return user.status === 'active' && isMember && user.mayViewExpiringEntitlements && user.takesReminders;
}

/** What becomes of an account that has candidates: the first outcome that holds. */
export function outcomeFor(
  account: {
    readonly hasHolder: boolean;
    readonly listed: readonly Candidate[];
    readonly lastMessage: Day | null;
    readonly receivers: number;
  },
  policy: NoticePolicy,
): NoticeOutcome {
  if (!account.hasHolder) return 'no_holder';
  if (!isTriggered(account.listed, policy)) return 'outside_window';
  if (!policy.templatesAreActive) return 'template_inactive';
  if (isWithinFrequency(account.lastMessage, policy)) return 'within_frequency';
  if (account.receivers > 0) return 'mailed';
  return policy.producerIsTold ? 'producer_notified' : 'no_subscribers';
}

/** How pressing an item is, for the eye. */
export function urgencyOf(
  expirationDate: Day,
  today: Day,
  days: { readonly critical: number; readonly window: number },
): Urgency {
  const remaining = daysBetween(today, expirationDate);
  if (remaining < 0) return 'expired';
  if (remaining <= days.critical) return 'critical';
  return remaining <= days.window ? 'window' : 'lookAhead';
}

function compare(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}
