/** The producer's time zone until it is set. */
export const zoneUnlessSet = 'UTC';

/** True for an IANA time zone such as Europe/Berlin. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
