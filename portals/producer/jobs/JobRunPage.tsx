import { Skeleton, Stack, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState, type JSX } from 'react';
import { producerJobs } from '../../messages/en/producer-jobs.ts';
import { useApi } from '../../shared/api/queries.ts';
import { useFormat } from '../../shared/days.ts';
import { PageHead } from '../../shared/PageHead.tsx';
import { ProblemNotice } from '../../shared/ProblemNotice.tsx';
import { Guarded } from '../../shared/SignedIn.tsx';
import { usePathPart, useUrlState } from '../../shared/search-text.ts';
import { CancelRun } from './CancelRun.tsx';
import { OutcomeChoice } from './OutcomeChoice.tsx';
import { RunFacts } from './RunFacts.tsx';
import { RunFailure } from './RunFailure.tsx';
import { RunItems } from './RunItems.tsx';
import { RunProgress } from './RunProgress.tsx';
import { isOpen, type JobRun } from './RunStatus.tsx';

const texts = producerJobs.runs;

/** One run: how far it is, what it came to, and what it did to each thing. */
export function Page(): JSX.Element {
  return (
    <Guarded permission="viewJobs">
      <Found />
    </Guarded>
  );
}

const asksAgainAfter = 1_000;

function Found(): JSX.Element {
  const runId = usePathPart('runId');
  const [endedRun, setEndedRun] = useState<string>();
  const queries = useQueryClient();
  const hasEnded = endedRun === runId;
  const run = useApi('getJobRun', { path: { runId } }, { refetchInterval: hasEnded ? false : asksAgainAfter });
  const status = run.data?.status;
  useEffect(() => {
    if (status === undefined || isOpen({ status })) return;
    setEndedRun(runId);
    // The list was asked for while the run went on.
    void queries.invalidateQueries({ queryKey: ['listJobRunItems'] });
  }, [queries, runId, status]);
  if (run.data !== undefined) return <OneRun run={run.data} />;
  if (run.error !== null) return <ProblemNotice problem={run.error} onRetry={() => void run.refetch()} />;
  return <Skeleton height={320} />;
}

function OneRun({ run }: { readonly run: JobRun }): JSX.Element {
  const format = useFormat();
  const { search, setSearch } = useUrlState();
  const job = useApi('getJob', { path: { key: run.jobKey } });
  const title = job.data?.title ?? run.jobKey;
  const day = run.businessDay === null ? null : format.day(run.businessDay);
  return (
    <>
      <Link to={`/jobs/${run.jobKey}`}>{texts.toJob(title)}</Link>
      <PageHead title={texts.title(title, day)}>
        <CancelRun run={run} />
      </PageHead>
      <Stack gap="md">
        <RunFailure run={run} />
        <RunProgress run={run} />
        <RunFacts run={run} />
        <section>
          <Title order={2} mb="xs">
            {texts.items}
          </Title>
          <Stack gap="xs">
            {Object.keys(run.summary).length > 0 && (
              <OutcomeChoice
                summary={run.summary}
                chosen={search['outcome']}
                onChoose={(outcome) => setSearch({ outcome, cursor: undefined }, { replace: true })}
              />
            )}
            <RunItems run={run} outcome={search['outcome']} />
          </Stack>
        </section>
      </Stack>
    </>
  );
}
