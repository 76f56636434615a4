import { z } from 'zod';
import type { Json } from '../shared/vocabulary.ts';
import type { JobDecisions, JobPlace, RunDefinition } from './job-definition.ts';
import { insertJobRunItems } from './job-run-history-store.ts';

/** Where a job begins. */
export const startOfJob: JobPlace = { after: 0, tally: null };

/** How a run saves what a job decides: chunk by chunk its effects and one row for each thing, at last what it owes. */
export function savedBy({ decide, decideEnd }: JobDecisions): Pick<RunDefinition, 'chunk' | 'finish'> {
  return {
    chunk: async (transaction, run) => {
      for await (const { place, done, counts, items, save } of decide(transaction, run, placeOf(run.cursor))) {
        const progress = await save(transaction);
        await insertJobRunItems(transaction, run.id, items);
        return { cursor: { ...place }, done, counts, ...progress };
      }
      throw new Error(`run ${run.id} decided nothing, not even that it is done`);
    },
    finish: async (transaction, run) => {
      const end = await decideEnd(transaction, run, placeOf(run.cursor).tally);
      await end.save(transaction);
      return end.counts;
    },
  };
}

const placeSchema = z.strictObject({ after: z.int(), tally: z.json() }).nullable();

function placeOf(cursor: Json): JobPlace {
  return placeSchema.parse(cursor) ?? startOfJob;
}
