import type { App } from './app.ts';
import { inTransaction } from './database.ts';

/** One of many things to do, over the application or over a transaction of it. */
export type BatchStep<Working extends App, Made> = (app: Working) => Promise<Made>;

/** What became of it: what was made, or what speaks against it. */
export type BatchOutcome<Made> = { readonly made: Made } | { readonly refused: unknown };

/** Which errors are no answer to a step but faults: of the database, or of ours. */
export type IsFault = (error: unknown) => boolean;

/**
 * Does many things, all or none. Every step is tried, after earlier ones that succeeded, so that all that is wrong is told at
 * once; where anything is, nothing is kept. A fault is thrown.
 */
export async function doAllOrNothing<Working extends App, Made>(
  app: Working,
  steps: readonly BatchStep<Working, Made>[],
  isFault: IsFault,
): Promise<readonly BatchOutcome<Made>[]> {
  let undone: Undone<Made> | undefined;
  try {
    return await inTransaction(app.database, async (transaction) => {
      const outcomes = await doEach({ ...app, database: transaction }, steps, isFault);
      if (outcomes.every((outcome) => 'made' in outcome)) return outcomes;
      undone = new Undone(outcomes);
      throw undone;
    });
  } catch (error) {
    if (undone === undefined || error !== undone) throw error;
    return undone.outcomes;
  }
}

/**
 * Does many things, each for itself in a transaction of its own. A fault of one is its outcome; but within a larger
 * transaction it is one of the whole, and thrown.
 */
export async function doEach<Working extends App, Made>(
  app: Working,
  steps: readonly BatchStep<Working, Made>[],
  isFault: IsFault,
): Promise<readonly BatchOutcome<Made>[]> {
  const outcomes: BatchOutcome<Made>[] = [];
  for (const step of steps) outcomes.push(await doOne(app, step, isFault));
  return outcomes;
}

async function doOne<Working extends App, Made>(
  app: Working,
  step: BatchStep<Working, Made>,
  isFault: IsFault,
): Promise<BatchOutcome<Made>> {
  try {
    return { made: await inTransaction(app.database, (transaction) => step({ ...app, database: transaction })) };
  } catch (error) {
    if (app.database.isTransaction && isFault(error)) throw error;
    return { refused: error };
  }
}

/** Carries what became of the steps out of the transaction that is taken back. */
class Undone<Made> extends Error {
  readonly outcomes: readonly BatchOutcome<Made>[];
  constructor(outcomes: readonly BatchOutcome<Made>[]) {
    super('the batch is taken back');
    this.outcomes = outcomes;
  }
}
