import { Text } from '@mantine/core';
import type { JSX } from 'react';
import { useMessages } from '../messages/messages.ts';
import { useFormat } from './days.ts';

/** A calendar day, told twice: the date, and how far away it is. */
export function Day({
  day,
  distance = true,
}: {
  readonly day: string | null;
  readonly distance?: boolean;
}): JSX.Element {
  const format = useFormat();
  const { general } = useMessages();
  if (day === null) return <span className="licet-quiet">{general.noDate}</span>;
  return (
    <span>
      <time dateTime={day}>{format.day(day)}</time>
      {distance && (
        <Text component="span" size="xs" className="licet-quiet">
          {' '}
          {format.distance(day)}
        </Text>
      )}
    </span>
  );
}

/** An instant in the reader's time zone, and how long ago it was. */
export function Instant({ at, ago = true }: { readonly at: string | null; readonly ago?: boolean }): JSX.Element {
  const format = useFormat();
  const { general } = useMessages();
  if (at === null) return <span className="licet-quiet">{general.never}</span>;
  return (
    <span>
      <time dateTime={at}>{format.instant(at)}</time>
      {ago && (
        <Text component="span" size="xs" className="licet-quiet">
          {' '}
          {format.ago(at)}
        </Text>
      )}
    </span>
  );
}
