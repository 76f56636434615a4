/** The clock of a time zone at an instant, as `2026-03-01T06:00`. */
export function clockAt(instant: string, timeZone: string): string {
  const parts = new Map(
    new Intl.DateTimeFormat('en', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
      .formatToParts(new Date(instant))
      .map(({ type, value }) => [type, value]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): string => parts.get(name) ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/** The instant at which the clock of a time zone shows a time; one that a change of the clocks leaves out is taken after it. */
export function instantOf(clock: string, timeZone: string): string {
  const asUtc = Date.parse(`${clock}:00Z`);
  const first = asUtc - offsetAt(asUtc, timeZone);
  return new Date(asUtc - offsetAt(first, timeZone)).toISOString();
}

function offsetAt(milliseconds: number, timeZone: string): number {
  const minutes = Math.floor(milliseconds / 60_000) * 60_000;
  return Date.parse(`${clockAt(new Date(minutes).toISOString(), timeZone)}:00Z`) - minutes;
}
