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

/** What became of one thing. */
export function OutcomeMark({ outcome }: { readonly outcome: string }): JSX.Element {
  return <Mark tone={tones[outcome] ?? 'plain'}>{jobRuns.outcome(outcome)}</Mark>;
}
