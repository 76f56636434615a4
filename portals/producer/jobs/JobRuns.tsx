import { Link, useNavigate } from '@tanstack/react-router';
import type { JSX } from 'react';
import { producerJobs as texts } from '../../messages/en/producer-jobs.ts';
import { Instant, Day } from '../../shared/Day.tsx';
import { EmptyState } from '../../shared/EmptyState.tsx';
import { ResourceTable, type ResourceColumn } from '../../shared/ResourceTable.tsx';
import type { Job } from './JobSwitch.tsx';
import { RunCounts } from './RunCounts.tsx';
import { isOpen, RunStatus, type JobRun } from './RunStatus.tsx';

const { runs } = texts;

const columns: readonly ResourceColumn<JobRun>[] = [
  { key: 'run', header: runs.run, cell: (run) => <Link to={`/job-runs/${run.runId}`}>{run.runId}</Link> },
  { key: 'status', header: runs.status, cell: (run) => <RunStatus run={run} /> },
  { key: 'requested', header: runs.requested, cell: (run) => <Instant at={run.requestedAt} /> },
  { key: 'by', header: runs.requestedBy, cell: (run) => run.requestedBy },
  { key: 'day', header: runs.businessDay, cell: (run) => <Day day={run.businessDay} distance={false} /> },
  {
    key: 'counts',
    header: runs.counts,
    cell: (run) => <RunCounts summary={run.summary} emails={run.emails} none={runs.nothing} />,
  },
];

/** The runs of a job, the newest first. */
export function JobRuns({ job }: { readonly job: Job }): JSX.Element {
  const navigate = useNavigate();
  const isRunning = job.lastRun !== null && isOpen(job.lastRun);
  return (
    <ResourceTable
      operation="listJobRuns"
      path={{ key: job.key }}
      label={texts.runsBelow}
      columns={columns}
      rowKey={(run) => run.runId}
      prefix="runs."
      limit={10}
      refetchInterval={isRunning ? 2_000 : false}
      onOpen={(run) => void navigate({ to: `/job-runs/${run.runId}` })}
      empty={<EmptyState title={texts.noRuns}>{texts.noRunsText}</EmptyState>}
    />
  );
}
