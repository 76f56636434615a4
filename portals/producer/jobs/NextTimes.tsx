import { Skeleton, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { JSX } from 'react';
import { producerJobs as texts } from '../../messages/en/producer-jobs.ts';
import { useApi } from '../../shared/api/queries.ts';
import { ProblemNotice } from '../../shared/ProblemNotice.tsx';
import type { Job } from './JobSwitch.tsx';
import { wishOf, type ScheduleForm } from './schedule-form.ts';
import { ScheduleTimes } from './ScheduleTimes.tsx';

/** The next five times of a schedule as it stands in a form, told by the server before anything is saved. */
export function NextTimes({ job, form }: { readonly job: Job; readonly form: ScheduleForm }): JSX.Element {
  const [settled] = useDebouncedValue(form, 300);
  const planned = useApi(
    'changeJob',
    {
      path: { key: job.key },
      query: { preview: 'true' },
      // Also of an inactive job: when it would run once it is active.
      body: { status: 'active', schedule: wishOf(settled) },
    },
    { keepPrevious: true },
  );
  const { schedule } = texts;
  return (
    <section aria-live="polite" aria-busy={planned.isFetching}>
      <Text size="sm" fw={600}>
        {job.status === 'active' ? schedule.nextFive : schedule.nextFiveOnceActive}
      </Text>
      {planned.error !== null && <ProblemNotice problem={planned.error} />}
      {planned.error === null && planned.data === undefined && <Skeleton height={110} />}
      {planned.error === null && planned.data !== undefined && (
        <ScheduleTimes times={planned.data.nextRuns} timeZone={planned.data.schedule.timeZone} />
      )}
    </section>
  );
}
