import { Text } from '@mantine/core';
import type { JSX } from 'react';
import { Mark } from '../../shared/Mark.tsx';
import type { Job } from './JobSwitch.tsx';

/** What does not happen while a job is inactive, or late. */
export function JobWarning({ job }: { readonly job: Job }): JSX.Element | null {
  if (job.warning === null) return null;
  return (
    <Text size="sm">
      <Mark tone={job.status === 'active' ? 'urgent' : 'soon'} isSentence>
        {job.warning}
      </Mark>
    </Text>
  );
}
