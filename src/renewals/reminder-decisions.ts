import type { Transaction } from '../platform/database.ts';
import type { Day } from '../shared/day.ts';
import type { NewJobRunItem } from '../jobs/job-run-store.ts';
import type { Json } from '../shared/vocabulary.ts';
import {
  candidates,
  isTriggered,
  isWithinFrequency,
  listedDays,
  mayReceive,
  outcomeFor,
  type Candidate,
  type NoticeOutcome,
  type NoticePolicy,
} from './rules/expiry-notices.ts';
import {
  selectAccountNames,
  selectExpiringItems,
  selectPossibleReceivers,
  selectReminderMarks,
  type HeldItem,
  type Holders,
  type ReceiverRow,
} from './renewal-store.ts';

/** What was decided about one holder, and with it everything that a message to it needs. */
export interface AccountNotice {
  /** null where nobody holds the items */
  readonly account: { readonly id: number; readonly accountId: string; readonly name: string } | null;
  readonly outcome: NoticeOutcome;
  readonly listed: readonly Candidate[];
  readonly receivers: readonly ReceiverRow[];
}

/** What becomes of some accounts: load in a fixed number of queries, then let the rules decide each. */
export async function decideNotices(
  transaction: Transaction,
  holders: Holders,
  policy: NoticePolicy,
): Promise<readonly AccountNotice[]> {
  const items = await selectExpiringItems(transaction, holders, listedDays(policy), {
    withoutNoticed: policy.kind === 'expired',
  });
  const grouped = Map.groupBy(items, (item) => item.holder);
  const held = [...grouped].flatMap(([holder, own]) => listFor(holder, own, policy));
  const ids = held.flatMap((one) => (one.holder === null ? [] : [one.holder]));
  const names = await selectAccountNames(transaction, ids);
  const marks = await selectReminderMarks(transaction, policy.kind, ids);
  const asked = held.flatMap(({ holder, listed }) =>
    holder !== null && mayBeMailed(listed, marks.get(holder) ?? null, policy) ? [holder] : [],
  );
  const receivers = Map.groupBy(await selectPossibleReceivers(transaction, asked), (row) => row.account);
  return held
    .map(({ holder, listed }): AccountNotice => {
      const willing =
        holder === null ? [] : (receivers.get(holder) ?? []).filter((user) => mayReceive(user, policy.today));
      const lastMessage = holder === null ? null : (marks.get(holder) ?? null);
      const outcome = outcomeFor(
        { hasHolder: holder !== null, listed, lastMessage, receivers: willing.length },
        policy,
      );
      return {
        account: holder === null ? null : (names.get(holder) ?? null),
        outcome,
        listed,
        receivers: outcome === 'mailed' ? willing : [],
      };
    })
    .toSorted((a, b) => (a.account?.id ?? 0) - (b.account?.id ?? 0));
}

function listFor(holder: number | null, items: readonly HeldItem[], policy: NoticePolicy) {
  const listed = candidates(items, policy);
  return listed.length === 0 ? [] : [{ holder, listed }];
}

// Only a necessary condition, so that nobody's users are loaded in vain; the outcome is the rule's.
function mayBeMailed(listed: readonly Candidate[], lastMessage: Day | null, policy: NoticePolicy): boolean {
  return isTriggered(listed, policy) && policy.templatesAreActive && !isWithinFrequency(lastMessage, policy);
}

const listedMax = 10_000;

/** The row that a run keeps of a notice. */
export function itemOf(notice: AccountNotice): NewJobRunItem {
  const listed = notice.outcome === 'outside_window' ? [] : notice.listed.slice(0, listedMax);
  return {
    outcome: notice.outcome,
    accountId: notice.account?.accountId ?? 'unknown',
    activationId: null,
    reasons: reasonsFor(notice),
    receivers: notice.receivers.map((user) => user.email),
    listed: listed.map(({ activationId, kind, expirationDate, quantity }) => ({
      activationId,
      kind,
      expirationDate,
      quantity,
    })),
  };
}

const sentences: Readonly<
  Record<Exclude<NoticeOutcome, 'mailed'>, { readonly message: string; readonly remedy: string }>
> = {
  no_holder: {
    message: 'The end customer is not known, and no channel partner is the current owner.',
    remedy: 'Give the entitlements an account, or mark a current owner.',
  },
  outside_window: {
    message: 'Nothing ends inside the expiring window yet.',
    remedy: 'Wait, or widen the setting expiringWindow.',
  },
  template_inactive: {
    message: 'A template that the message needs is not active.',
    remedy: 'Activate renewal-intent and the reminder template.',
  },
  within_frequency: {
    message: 'The account had a message of this kind only a short time ago.',
    remedy: 'Wait, or lower the frequency in the settings.',
  },
  producer_notified: {
    message: 'Nobody in the account takes reminders; the producer is told in the digest.',
    remedy: 'Ask the account who should be told.',
  },
  no_subscribers: {
    message:
      'Nobody in the account takes reminders: no active user has the permission viewExpiringEntitlements there and ticks the box.',
    remedy: 'Give somebody the role and the box, or set noSubscriberNotificationEmail.',
  },
};

function reasonsFor(notice: AccountNotice): readonly Json[] {
  const own = notice.outcome === 'mailed' ? [] : [{ code: notice.outcome, ...sentences[notice.outcome] }];
  const rest = notice.listed.length - listedMax;
  const more =
    rest > 0 && notice.outcome !== 'outside_window'
      ? [{ code: 'list_shortened', message: `${rest} more items are not listed here.` }]
      : [];
  return [...own, ...more];
}
