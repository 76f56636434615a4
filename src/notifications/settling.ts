import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from '../platform/app.ts';
import { isDatabaseGone } from '../platform/database.ts';
import { settleEmails, type Settlement } from './delivery-store.ts';

/** Resolves when the settlement is on record. */
export type Settle = (settlement: Settlement) => Promise<void>;

/**
 * Writes down what became of the messages of one lease. What comes in while a statement is under way is written together
 * by the next one, so that many senders cost few statements.
 */
export function makeSettle(app: App, token: string): Settle {
  let waiting: Settlement[] = [];
  let writing: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  const writeNext = async (before: Promise<void>): Promise<void> => {
    await before.catch(() => {}); // whoever waits for it is told
    const settlements = waiting;
    waiting = [];
    next = undefined;
    await settlePatiently(app, token, settlements);
  };
  return async (settlement) => {
    waiting.push(settlement);
    if (next === undefined) {
      next = writeNext(writing);
      writing = next;
    }
    return next;
  };
}

const attemptsMax = 40;

/** Repeats while the database is away: a message that is out must be on record, or it goes out again. */
async function settlePatiently(app: App, token: string, settlements: readonly Settlement[]): Promise<void> {
  for (let attempt = 1; ; attempt++)
    try {
      const settled = new Set(await settleEmails(app.database, token, settlements));
      const lost = settlements.filter((settlement) => !settled.has(settlement.id));
      for (const { id, outcome } of lost)
        app.log.warn({ emailId: id, outcome }, 'the lease of an email was lost before it was settled');
      return;
    } catch (error) {
      if (attempt === attemptsMax || !isDatabaseGone(error)) throw error;
      await sleep(250);
    }
}
