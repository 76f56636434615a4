import { z } from 'zod';
import {
  countOldEmails,
  deleteOldEmails,
  selectOldEmails,
  type EmailsBefore,
} from '../notifications/email-history-store.ts';
import type { Transaction } from '../platform/database.ts';
import { readSettings } from '../settings/setting-store.ts';
import { addDays } from '../shared/day.ts';
import { countNames } from './counts.ts';
import { savedBy } from './job-chunks.ts';
import type { DecidedChunk, FrozenRun, JobDecisions, JobDefinition, JobPlace } from './job-definition.ts';
import { errorsInOptionFields, type OptionField } from './rules/option-fields.ts';

const defaultDays = 183;
const optionFields: readonly OptionField[] = [
  {
    name: 'olderThanDays',
    title: 'Older than, in days',
    description: 'How many days a message is kept after it came to its end.',
    type: 'integer',
    minimum: 1,
    maximum: 36_500,
    default: defaultDays,
  },
];
const emailsAtOnce = 1_000;

const decisions: JobDecisions = {
  decide: decideChunks,
  decideEnd: async () => ({ counts: {}, save: async () => {}, digest: async () => null }),
};

/** Purge Email History: deletes messages that came to their end long ago; the outbox is no archive. */
export const purgeEmailHistoryJob: JobDefinition = {
  key: 'purge-email-history',
  exclusive: true,
  title: 'Purge Email History',
  description: `Deletes messages that were sent, given up or suppressed more than olderThanDays (${defaultDays}) days ago.`,
  whileInactive: 'Messages that were sent are kept for good, and the database grows with them.',
  freeze: async (transaction) => ({ timeZone: (await readSettings(transaction)).businessTimeZone }),
  ...decisions,
  ...savedBy(decisions),
  optionFields,
  errorsInOptions: (options) => errorsInOptionFields(optionFields, options),
};

// Counted and not listed: a row for each deleted message would only move the heap.
async function* decideChunks(
  transaction: Transaction,
  run: FrozenRun,
  from: JobPlace,
): AsyncGenerator<DecidedChunk, void> {
  const before = emailsBefore(run);
  let { after } = from;
  for (let done = false; !done;) {
    const emails = await selectOldEmails(transaction, before, { after, limit: emailsAtOnce });
    const isFirst = after === 0;
    after = emails.at(-1)?.id ?? after;
    done = emails.length < emailsAtOnce;
    yield {
      place: { after, tally: null },
      done,
      items: [],
      counts: countNames(emails.map((email) => email.status)),
      save: async (writing) => {
        const total = isFirst ? { progressTotal: await countOldEmails(writing, before) } : {};
        const ids = emails.map((email) => email.id);
        await deleteOldEmails(writing, before, ids);
        return { progressDone: ids.length, ...total };
      },
      emailsOf: async () => [],
    };
  }
}

function emailsBefore({ businessDay, options, frozen }: FrozenRun): EmailsBefore {
  const { timeZone } = z.object({ timeZone: z.string() }).parse(frozen);
  const { olderThanDays } = optionsSchema.parse(options);
  return { day: addDays(businessDay, -olderThanDays), timeZone };
}

const optionsSchema = z.object({ olderThanDays: z.int().default(defaultDays) });
