import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { producerJobs } from '../../messages/en/producer-jobs.ts';
import { Day, Instant } from '../../shared/Day.tsx';
import { useMay } from '../../shared/session.ts';
import { Facts, type Fact } from '../../shared/Facts.tsx';
import { told } from './option-values.ts';
import { RunStatus, type JobRun } from './RunStatus.tsx';

const texts = producerJobs.runs;

/** When a run was, who asked for it, and what it was told. */
export function RunFacts({ run }: { readonly run: JobRun }): JSX.Element {
  const options = Object.entries(run.options).map(([name, value]) => `${name}: ${told(value)}`);
  const facts: readonly Fact[] = [
    [texts.status, <RunStatus key="status" run={run} />],
    [texts.emails, <Emails key="emails" run={run} />],
    [texts.businessDay, <Day key="day" day={run.businessDay} distance={false} />],
    [texts.requestedBy, run.requestedBy],
    [texts.requested, <Instant key="requested" at={run.requestedAt} />],
    [texts.started, <Instant key="started" at={run.startedAt} ago={false} />],
    ...(run.endedAt === null ? [] : [[texts.ended, <Instant key="ended" at={run.endedAt} ago={false} />] as const]),
    ...(run.endedAt === null || run.startedAt === null
      ? []
      : [[texts.took, texts.seconds((Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000)] as const]),
    ...(options.length === 0 ? [] : [[texts.options, options.join(', ')] as const]),
  ];
  return <Facts facts={facts} />;
}

function Emails({ run }: { readonly run: JobRun }): JSX.Element {
  const mayView = useMay()('viewEmails');
  const words = texts.emailsOf(run.emails);
  if (run.emails === 0 || !mayView) return <>{words}</>;
  return (
    <Link to="/emails" search={{ runId: run.runId }}>
      {words}
    </Link>
  );
}
