import { Stack } from '@mantine/core';
import type { JSX } from 'react';
import { producerJobs as texts } from '../../messages/en/producer-jobs.ts';
import { Facts, type Fact } from '../../shared/Facts.tsx';
import type { Job } from './JobSwitch.tsx';
import { told, type OptionField } from './option-values.ts';
import { scheduleWords } from './schedule-words.ts';
import { ScheduleTimes } from './ScheduleTimes.tsx';

/** How a job is set up: when it runs, with which options, and who may subscribe to what it tells. */
export function JobFacts({ job }: { readonly job: Job }): JSX.Element {
  const roles = job.subscriberRoles.length === 0 ? texts.allRoles : job.subscriberRoles.join(', ');
  const facts: readonly Fact[] = [
    [texts.scheduleColumn, scheduleWords(job.schedule)],
    ...(job.nextRuns.length === 0
      ? []
      : [
          [
            texts.schedule.nextFive,
            <ScheduleTimes key="times" times={job.nextRuns} timeZone={job.schedule.timeZone} />,
          ] as const,
        ]),
    [texts.subscribers, roles],
    [texts.options, <Options key="options" job={job} />],
    ...(job.status === 'active' ? [[texts.whileInactive, job.whileInactive] as const] : []),
  ];
  return <Facts facts={facts} />;
}

function Options({ job }: { readonly job: Job }): JSX.Element {
  if (job.optionFields.length === 0) return <span className="licet-quiet">{texts.noOptions}</span>;
  return (
    <Stack gap={2}>
      {job.optionFields.map((field) => (
        <span key={field.name}>
          {field.title}: {valueInWords(field, job.options[field.name])}
        </span>
      ))}
    </Stack>
  );
}

function valueInWords(field: OptionField, value: unknown): string {
  return value === undefined || value === null ? texts.asItComes(told(field.default)) : told(value);
}
