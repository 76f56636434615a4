import type { DecidedItem } from '../jobs/job-definition.ts';
import type { Transaction } from '../platform/database.ts';
import type { Day } from '../shared/day.ts';
import type { Json } from '../shared/vocabulary.ts';
import { selectExpiringItems, type HeldItem } from './expiring-item-store.ts';
import {
  candidates,
  isTriggered,
  isWithinFrequency,
  listedDays,
  mayReceive,
  outcomeFor,
  type Candidate,
  type ListedDays,
  type NoticeOutcome,
  type NoticePolicy,
} from './rules/expiry-notices.ts';
import { selectAccountNames, selectPossibleReceivers, selectReminderMarks, type ReceiverRow } from './renewal-store.ts';

/** What was decided about one holder, and with it everything that a message to it needs. */
export interface AccountNotice {
  /** null where nobody holds the items */
  readonly account: { readonly id: number; readonly accountId: string; readonly name: string } | null;
  readonly outcome: NoticeOutcome;
  /** the most urgent candidates, at most `listedMax` */
  readonly listed: readonly Candidate[];
  /** how many candidates there are beyond those */
  readonly moreCount: number;
  readonly receivers: readonly ReceiverRow[];
}

/** So many things one message lists. Who has more than a person can read gets the number of the others. */
export const listedMax = 2_000;

// So many listed items a chunk holds in memory. Each chunk looks at everything that ends, so few and large ones are fast.
const itemsAtOnce = 40_000;

interface Holding {
  readonly holder: number | null;
  readonly listed: readonly Candidate[];
  readonly moreCount: number;
}

/** What becomes of the holders after a row, in chunks of flat size, each decided with a fixed number of queries. */
export async function* decideNotices(
  transaction: Transaction,
  policy: NoticePolicy,
  after: number,
): AsyncGenerator<{ readonly notices: readonly AccountNotice[]; readonly done: boolean }, void> {
  let open: readonly Holding[] = [];
  const options = { withoutNoticed: policy.kind === 'expired' };
  const days = listedDays(policy);
  for await (const items of selectExpiringItems(transaction, after, days, options)) {
    open = joined(open, holdingsOf(items, policy, days));
    if (open.reduce((sum, { listed }) => sum + listed.length, 0) < itemsAtOnce || open.length < 2) continue;
    // Of the last holder there may be more to come.
    yield { notices: await decideHoldings(transaction, open.slice(0, -1), policy), done: false };
    open = open.slice(-1);
  }
  yield { notices: await decideHoldings(transaction, open, policy), done: true };
}

function holdingsOf(items: readonly HeldItem[], policy: NoticePolicy, days: ListedDays): readonly Holding[] {
  return [...Map.groupBy(items, (item) => item.holder)].flatMap(([holder, own]) => {
    const listed = candidates(own, policy, days);
    return listed.length === 0 ? [] : [holding(holder, listed, 0)];
  });
}

// A holder with very many items comes in several pages, the most urgent items in the first.
function joined(open: readonly Holding[], next: readonly Holding[]): readonly Holding[] {
  const [last, first] = [open.at(-1), next[0]];
  if (last === undefined || first === undefined || last.holder !== first.holder) return [...open, ...next];
  const both = holding(last.holder, [...last.listed, ...first.listed], last.moreCount + first.moreCount);
  return [...open.slice(0, -1), both, ...next.slice(1)];
}

function holding(holder: number | null, candidates: readonly Candidate[], moreCount: number): Holding {
  const listed = candidates.slice(0, listedMax);
  return { holder, listed, moreCount: moreCount + candidates.length - listed.length };
}

async function decideHoldings(
  transaction: Transaction,
  holdings: readonly Holding[],
  policy: NoticePolicy,
): Promise<readonly AccountNotice[]> {
  const ids = holdings.flatMap(({ holder }) => (holder === null ? [] : [holder]));
  const names = await selectAccountNames(transaction, ids);
  const marks = await selectReminderMarks(transaction, policy.kind, ids);
  const asked = holdings.flatMap(({ holder, listed }) =>
    holder !== null && mayBeMailed(listed, marks.get(holder) ?? null, policy) ? [holder] : [],
  );
  const receivers = Map.groupBy(await selectPossibleReceivers(transaction, asked), (row) => row.account);
  return holdings.map(({ holder, listed, moreCount }): AccountNotice => {
    const willing =
      holder === null ? [] : (receivers.get(holder) ?? []).filter((user) => mayReceive(user, policy.today));
    const lastMessage = holder === null ? null : (marks.get(holder) ?? null);
    const outcome = outcomeFor({ hasHolder: holder !== null, listed, lastMessage, receivers: willing.length }, policy);
    return {
      account: holder === null ? null : (names.get(holder) ?? null),
      outcome,
      listed,
      moreCount,
      receivers: outcome === 'mailed' ? willing : [],
    };
  });
}

// Only a necessary condition, so that nobody's users are loaded in vain; the outcome is the rule's.
function mayBeMailed(listed: readonly Candidate[], lastMessage: Day | null, policy: NoticePolicy): boolean {
  return isTriggered(listed, policy) && policy.templatesAreActive && !isWithinFrequency(lastMessage, policy);
}

// After every account.
const rowOfNobody = 999_999_999_999_999;

/** The row of a notice's account. */
export function rowOf({ account }: AccountNotice): number {
  return account?.id ?? rowOfNobody;
}

/** The row that a run keeps of a notice. */
export function itemOf(notice: AccountNotice): DecidedItem {
  return {
    row: rowOf(notice),
    outcome: notice.outcome,
    accountId: notice.account?.accountId ?? 'unknown',
    activationId: null,
    reasons: reasonsFor(notice),
    receivers: notice.receivers.map((user) => user.email),
    // Made when it is asked for: a preview shows few of those that it counts.
    get listed() {
      return notice.outcome === 'outside_window' ? [] : notice.listed.map(listedItemOf);
    },
  };
}

function listedItemOf({ activationId, kind, expirationDate, quantity }: Candidate) {
  return { activationId, kind, expirationDate, quantity };
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
  const { moreCount } = notice;
  const more =
    moreCount > 0 && notice.outcome !== 'outside_window'
      ? [{ code: 'list_shortened', message: `${moreCount} more items are not listed here.` }]
      : [];
  return [...own, ...more];
}
