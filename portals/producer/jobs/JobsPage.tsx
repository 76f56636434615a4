import { Skeleton, Stack, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { producerJobs as texts } from '../../messages/en/producer-jobs.ts';
import { useApi } from '../../shared/api/queries.ts';
import { Instant } from '../../shared/Day.tsx';
import { useFormat } from '../../shared/days.ts';
import { PageHead } from '../../shared/PageHead.tsx';
import { ProblemNotice } from '../../shared/ProblemNotice.tsx';
import { Guarded } from '../../shared/SignedIn.tsx';
import { JobSwitch, type Job } from './JobSwitch.tsx';
import { JobWarning } from './JobWarning.tsx';
import { RunCounts } from './RunCounts.tsx';
import { RunStatus } from './RunStatus.tsx';
import { scheduleWords } from './schedule-words.ts';

/** Every job: whether and when it runs, and what it did last. */
export function Page(): JSX.Element {
  return (
    <>
      <PageHead title={texts.title} />
      <Guarded permission="viewJobs">
        <Jobs />
      </Guarded>
    </>
  );
}

const asksAgainAfter = 10_000;

function Jobs(): JSX.Element {
  const jobs = useApi('listJobs', {}, { refetchInterval: asksAgainAfter });
  if (jobs.error !== null) return <ProblemNotice problem={jobs.error} onRetry={() => void jobs.refetch()} />;
  if (jobs.data === undefined) return <Waiting />;
  return (
    <Table className="licet-table" aria-label={texts.title}>
      <Table.Thead>
        <Table.Tr>
          {[texts.name, texts.active, texts.scheduleColumn, texts.lastRun].map((header) => (
            <Table.Th key={header}>{header}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {jobs.data.items.map((job) => (
          <Row key={job.key} job={job} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Row({ job }: { readonly job: Job }): JSX.Element {
  return (
    <Table.Tr>
      <Table.Td data-wide maw={460}>
        <Link to={`/jobs/${job.key}`}>{job.title}</Link>
        <JobWarning job={job} />
      </Table.Td>
      <Table.Td data-label={texts.active}>
        <JobSwitch job={job} />
      </Table.Td>
      <Table.Td data-label={texts.scheduleColumn}>
        <Schedule job={job} />
      </Table.Td>
      <Table.Td data-label={texts.lastRun}>
        <LastRun job={job} />
      </Table.Td>
    </Table.Tr>
  );
}

function Schedule({ job }: { readonly job: Job }): JSX.Element {
  const format = useFormat();
  const words = scheduleWords(job.schedule);
  if (job.nextRunAt === null) return <span className="licet-quiet">{words}</span>;
  const distance = format.ago(job.nextRunAt);
  const isOver = Date.parse(job.nextRunAt) < Date.now();
  return (
    <span>
      {words},{' '}
      <time dateTime={job.nextRunAt} title={format.instant(job.nextRunAt)}>
        {isOver ? texts.late(distance) : texts.next(distance)}
      </time>
    </span>
  );
}

function LastRun({ job: { lastRun } }: { readonly job: Job }): JSX.Element {
  if (lastRun === null) return <span className="licet-quiet">{texts.neverRan}</span>;
  return (
    <Stack gap={0}>
      <Link to={`/job-runs/${lastRun.runId}`}>
        <Instant at={lastRun.startedAt ?? lastRun.requestedAt} />
      </Link>
      <span>
        <RunStatus run={lastRun} />{' '}
        <RunCounts summary={lastRun.summary} emails={lastRun.emails} none={texts.runs.nothing} />
      </span>
    </Stack>
  );
}

function Waiting(): JSX.Element {
  return (
    <Stack gap={8}>
      {[1, 2, 3].map((row) => (
        <Skeleton key={row} height={48} />
      ))}
    </Stack>
  );
}
