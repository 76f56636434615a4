import { Progress, Stack, Text } from '@mantine/core';
import type { JSX } from 'react';
import { producerJobs } from '../../messages/en/producer-jobs.ts';
import { isOpen, type JobRun } from './RunStatus.tsx';

const texts = producerJobs.runs;

/** How far a run is, as the worker says it. */
export function RunProgress({ run }: { readonly run: JobRun }): JSX.Element | null {
  if (!isOpen(run)) return null;
  return (
    <Stack gap={4} role="status">
      <Text size="sm">{progressInWords(run)}</Text>
      {run.progress.total !== null && (
        <Progress.Root size="lg">
          <Progress.Section value={shareOf(run.progress.done, run.progress.total)} aria-label={texts.progress} />
        </Progress.Root>
      )}
    </Stack>
  );
}

function progressInWords({ status, progress: { done, total } }: JobRun): string {
  if (status === 'queued') return texts.waiting;
  return total === null ? texts.progressSoFar(done) : texts.progressOf(done, total);
}

function shareOf(done: number, total: number): number {
  return total === 0 ? 100 : Math.min(100, (done / total) * 100);
}
