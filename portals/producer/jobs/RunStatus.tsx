import type { JSX } from 'react';
import { jobRuns } from '../../messages/en/producer-job-runs.ts';
import type { AnswerOf } from '../../shared/api/call.ts';
import { Mark, type Tone } from '../../shared/Mark.tsx';

export type JobRun = AnswerOf<'getJobRun'>;

const tones: Readonly<Record<JobRun['status'], Tone>> = {
  queued: 'quiet',
  running: 'soon',
  succeeded: 'good',
  failed: 'urgent',
  cancelled: 'quiet',
};

/** How a run stands. */
export function RunStatus({ run }: { readonly run: Pick<JobRun, 'status' | 'cancelRequested'> }): JSX.Element {
  const isEnding = run.cancelRequested && isOpen(run);
  return <Mark tone={tones[run.status]}>{isEnding ? jobRuns.cancelling : jobRuns.statuses[run.status]}</Mark>;
}

/** True while a run is still to do something. */
export function isOpen({ status }: Pick<JobRun, 'status'>): boolean {
  return status === 'queued' || status === 'running';
}
