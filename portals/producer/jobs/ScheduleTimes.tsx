import { List, Text } from '@mantine/core';
import type { JSX } from 'react';
import { producerJobs } from '../../messages/en/producer-jobs.ts';
import { useLanguage } from '../../messages/messages.ts';
import { useFormat } from '../../shared/days.ts';
import { useSession } from '../../shared/session.ts';

interface ScheduleTimesProps {
  readonly times: readonly string[];
  /** the time zone of the schedule; where the reader's is another one, it is named */
  readonly timeZone: string;
}

/** When a job runs next: the day of the week, the time on the reader's clock, and how far away it is. */
export function ScheduleTimes({ times, timeZone }: ScheduleTimesProps): JSX.Element {
  const { formatLocale } = useLanguage();
  const { user } = useSession();
  const format = useFormat();
  const clock = new Intl.DateTimeFormat(formatLocale, { ...parts, timeZone: user.timeZone });
  return (
    <>
      <List size="sm" spacing={2} type="ordered">
        {times.map((time) => (
          <List.Item key={time}>
            <time dateTime={time}>{clock.format(new Date(time))}</time>{' '}
            <Text component="span" size="xs" className="licet-quiet">
              {format.ago(time)}
            </Text>
          </List.Item>
        ))}
      </List>
      {user.timeZone !== timeZone && times.length > 0 && (
        <Text size="xs" className="licet-quiet">
          {producerJobs.schedule.onYourClock(user.timeZone)}
        </Text>
      )}
    </>
  );
}

const parts = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
} as const;
