const hour = 3_600_000;

/** A session ends this long after it began, whatever happens in it. */
export const sessionMilliseconds = 7 * 24 * hour;
/** It ends earlier where nobody asked anything in it for so long. */
export const idleMilliseconds = 12 * hour;
/** How exactly it is known when somebody asked last. */
export const seenEveryMilliseconds = 60_000;

interface SessionTimes {
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
}

/** True where a session is over: at its end, or after a long silence. */
export function isSessionOver({ lastSeenAt, expiresAt }: SessionTimes, now: Date): boolean {
  return now >= expiresAt || now.getTime() - lastSeenAt.getTime() >= idleMilliseconds;
}

/** True where it is time to note that somebody asked. */
export function mustNoteSeen({ lastSeenAt }: SessionTimes, now: Date): boolean {
  return now.getTime() - lastSeenAt.getTime() >= seenEveryMilliseconds;
}
