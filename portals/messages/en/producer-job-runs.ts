import { plural } from '../plural.ts';

const number = new Intl.NumberFormat('en');

const outcomes: Readonly<Record<string, string>> = {
  mailed: 'mailed',
  producer_notified: 'told to the producer',
  no_subscribers: 'without a subscriber',
  no_holder: 'without a holder',
  outside_window: 'outside the window',
  within_frequency: 'within the frequency',
  template_inactive: 'held up by an inactive template',
  sent: 'sent',
  failed: 'failed',
  suppressed: 'suppressed',
};

const wouldBe: Readonly<Record<string, string>> = {
  ...outcomes,
  mailed: 'would be mailed',
  producer_notified: 'would be told to the producer',
};

/** The runs of jobs: what they came to, and what can be done about one. */
export const jobRuns = {
  outcome: (code: string, isPreview = false) => (isPreview ? wouldBe : outcomes)[code] ?? code.replaceAll('_', ' '),
  statuses: {
    queued: 'Queued',
    running: 'Running',
    succeeded: 'Succeeded',
    failed: 'Failed',
    cancelled: 'Cancelled',
  },
  cancelling: 'Ends after the chunk in hand',
  title: (title: string, day: string | null) => (day === null ? title : `${title}, ${day}`),
  run: 'Run',
  status: 'Status',
  requested: 'Requested',
  requestedBy: 'By',
  businessDay: 'Business day',
  started: 'Started',
  ended: 'Ended',
  took: 'Took',
  options: 'Options',
  counts: 'Came to',
  emails: 'Emails',
  emailsOf: (count: number) => plural('en', count, { one: '1 email', other: `${number.format(count)} emails` }),
  itemsOf: (count: number) => plural('en', count, { one: '1 item', other: `${number.format(count)} items` }),
  seconds: (seconds: number) =>
    seconds < 90
      ? `${number.format(Math.round(seconds * 10) / 10)} s`
      : `${number.format(Math.floor(seconds / 60))} min ${Math.round(seconds % 60)} s`,
  nothing: 'nothing',
  notYet: 'nothing yet',
  all: 'all',
  filterByOutcome: 'Show one outcome',
  progress: 'Progress',
  progressOf: (done: number, total: number) => `${number.format(done)} of ${number.format(total)}`,
  progressSoFar: (done: number) => `${number.format(done)} so far; how many there are is not known yet`,
  waiting: 'It waits for a worker.',
  failedTitle: 'The run failed',
  failedText: 'What it did before stays done. When the cause is mended, run the job again: it does what is left.',
  stumbledTitle: 'The run has stumbled',
  stumbled: (attempts: number) =>
    plural('en', attempts, { one: 'One attempt has failed.', other: `${attempts} attempts in a row have failed.` }),
  triedAgain: 'It is tried again',
  triedAgainNow: 'It is being tried again.',
  lastAttempt: 'The fifth failure in a row ends it.',
  items: 'What it acted on',
  noItems: 'The run keeps no list',
  noItemsText: 'It acted on nothing, or it only counts what it does.',
  noItemsYet: 'It has acted on nothing so far',
  noItemsYetText: 'What it acts on appears here while it goes on.',
  account: 'Account',
  item: 'Item',
  outcomeColumn: 'Outcome',
  reasons: 'Why',
  receivers: 'Receivers',
  listed: 'Listed',
  cancel: 'Cancel the run',
  cancelTitle: 'Cancel the run?',
  cancelText: 'It ends after the chunk in hand.',
  soFar: (progress: string) => `So far ${progress} are done.`,
  cancelKeeps: 'What it did stays done, and emails that were written will be sent.',
  cancelRest: 'What is left is done by the next run.',
  keepRunning: 'Let it go on',
  endedAlready: (status: string) => `The run has ended already (${status}).`,
  endedRemedy: 'There is nothing to cancel.',
  cancelAsked: 'Somebody has asked for it to end.',
  cancelAskedRemedy: 'It ends after the chunk in hand.',
  toJob: (title: string) => `All runs of ${title}`,
  shown: 'Receivers and list',
};
