import type { Database } from '../platform/database.ts';
import { noteProgress, renewLease, type Fence } from './job-run-store.ts';

/** What a worker that holds a run says of itself while a chunk takes its time. */
export interface SignsOfLife {
  readonly reportProgress: (done: number, total: number | null) => void;
  /** resolves when nothing is being said any more */
  readonly stop: () => Promise<void>;
}

/**
 * Renews the lease and notes progress, without making anybody wait: a chunk in its transaction must never stand in the queue for a
 * second connection, as the others may all wait for what it has locked. Only the latest progress is noted.
 */
export function giveSignsOfLife(heartbeat: Database, held: Fence, leaseSeconds: number): SignsOfLife {
  let renewing: Promise<boolean> | undefined;
  const renew = (): void => {
    renewing ??= renewLease(heartbeat, held, leaseSeconds)
      .catch(() => false)
      .finally(() => (renewing = undefined));
  };
  const timer = setInterval(renew, (leaseSeconds * 1000) / 3);
  let latest: readonly [number, number | null] | undefined;
  let noting: Promise<void> | undefined;
  const note = async (): Promise<void> => {
    for (; latest !== undefined;) {
      const [done, total] = latest;
      latest = undefined;
      await noteProgress(heartbeat, held, done, total).catch(() => undefined);
    }
    noting = undefined;
  };
  return {
    reportProgress: (done, total) => {
      latest = [done, total];
      noting ??= note();
    },
    stop: async () => {
      clearInterval(timer);
      latest = undefined;
      await Promise.all([noting, renewing]);
    },
  };
}
