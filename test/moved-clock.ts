import type { Clock } from '../src/platform/clock.ts';
import { addDays } from '../src/shared/day.ts';

/** A clock that can be moved on: instants and business days alike. */
export interface MovedClock extends Clock {
  readonly move: (milliseconds: number) => void;
}

const dayMilliseconds = 24 * 60 * 60 * 1000;

/** The clock of a world, which stands where it stands until somebody moves it. */
export function movedClock(clock: Clock): MovedClock {
  const start = clock.now().getTime();
  let moved = 0;
  return {
    now: () => new Date(start + moved),
    today: (timeZone) => addDays(clock.today(timeZone), Math.floor(moved / dayMilliseconds)),
    move: (milliseconds) => void (moved += milliseconds),
  };
}
