import type { JSX } from 'react';
import { jobRuns } from '../../messages/en/producer-job-runs.ts';
import { Mark, type Tone } from '../../shared/Mark.tsx';

const tones: Readonly<Record<string, Tone>> = {
  mailed: 'good',
  producer_notified: 'good',
  no_subscribers: 'soon',
  no_holder: 'urgent',
  template_inactive: 'urgent',
  outside_window: 'quiet',
  within_frequency: 'quiet',
};

interface OutcomeMarkProps {
  readonly outcome: string;
  /** nothing has become of it yet */
  readonly isPreview?: boolean;
}

/** What became of one thing, or would. */
export function OutcomeMark({ outcome, isPreview = false }: OutcomeMarkProps): JSX.Element {
  return <Mark tone={tones[outcome] ?? 'plain'}>{jobRuns.outcome(outcome, isPreview)}</Mark>;
}
