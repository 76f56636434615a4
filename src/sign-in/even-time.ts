import { setTimeout } from 'node:timers/promises';

/** What depends on who is named ends only at multiples of this: longer than any of it takes on an idle machine. */
export const evenMilliseconds = 250;

/**
 * Does something, and answers or throws only when a multiple of the same time has passed, so that nobody learns from a watch what
 * was done. Not to be called in a transaction, which would wait too.
 */
export async function inEvenTime<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  const begin = performance.now();
  try {
    return await work();
  } finally {
    await setTimeout(evenMilliseconds - ((performance.now() - begin) % evenMilliseconds));
  }
}
