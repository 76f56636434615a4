import { Skeleton, Stack, Text, Title } from '@mantine/core';
import type { JSX } from 'react';
import { producerJobs as texts } from '../../messages/en/producer-jobs.ts';
import { useApi } from '../../shared/api/queries.ts';
import { PageHead } from '../../shared/PageHead.tsx';
import { ProblemNotice } from '../../shared/ProblemNotice.tsx';
import { usePathPart } from '../../shared/search-text.ts';
import { Guarded } from '../../shared/SignedIn.tsx';
import { JobFacts } from './JobFacts.tsx';
import { JobRuns } from './JobRuns.tsx';
import { JobSwitch, type Job } from './JobSwitch.tsx';
import { JobWarning } from './JobWarning.tsx';
import { JobConfiguration } from './JobConfiguration.tsx';
import { PreviewPanel } from './PreviewPanel.tsx';
import { RunNow } from './RunNow.tsx';

/** One job: how it is set up, what it would do, what it did. */
export function Page(): JSX.Element {
  return (
    <Guarded permission="viewJobs">
      <Found />
    </Guarded>
  );
}

const asksAgainAfter = 5_000;

function Found(): JSX.Element {
  const key = usePathPart('key');
  const job = useApi('getJob', { path: { key } }, { refetchInterval: asksAgainAfter });
  if (job.data !== undefined) return <OneJob key={key} job={job.data} />;
  if (job.error !== null) return <ProblemNotice problem={job.error} onRetry={() => void job.refetch()} />;
  return <Skeleton height={320} />;
}

function OneJob({ job }: { readonly job: Job }): JSX.Element {
  return (
    <>
      <PageHead title={job.title}>
        <JobSwitch job={job} withWord />
        <JobConfiguration job={job} />
        <RunNow job={job} />
      </PageHead>
      <Stack gap="lg">
        <Stack gap={4} maw="46rem">
          <Text size="sm">{job.description}</Text>
          <JobWarning job={job} />
        </Stack>
        <JobFacts job={job} />
        <PreviewPanel job={job} />
        <section>
          <Title order={2} mb="xs">
            {texts.runsBelow}
          </Title>
          <JobRuns job={job} />
        </section>
      </Stack>
    </>
  );
}
