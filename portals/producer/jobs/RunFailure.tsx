import { Alert, Text } from '@mantine/core';
import type { JSX } from 'react';
import { producerJobs } from '../../messages/en/producer-jobs.ts';
import { Instant } from '../../shared/Day.tsx';
import { isOpen, type JobRun } from './RunStatus.tsx';

const texts = producerJobs.runs;

/** What went wrong with a run, and what happens next. */
export function RunFailure({ run }: { readonly run: JobRun }): JSX.Element | null {
  if (run.status === 'failed')
    return (
      <Alert color="red" variant="outline" title={texts.failedTitle}>
        <Text size="sm">{run.error}</Text>
        <Text size="sm">{texts.failedText}</Text>
      </Alert>
    );
  if (!isOpen(run) || run.failedAttempts === 0) return null;
  return (
    <Alert color="yellow" variant="outline" title={texts.stumbledTitle}>
      <Text size="sm">{texts.stumbled(run.failedAttempts)}</Text>
      <Text size="sm">{run.error}</Text>
      <Text size="sm">
        {run.nextAttemptAt === null ? (
          texts.triedAgainNow
        ) : (
          <>
            {texts.triedAgain} <Instant at={run.nextAttemptAt} />.
          </>
        )}{' '}
        {texts.lastAttempt}
      </Text>
    </Alert>
  );
}
