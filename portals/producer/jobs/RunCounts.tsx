import { Text } from '@mantine/core';
import type { JSX } from 'react';
import { jobRuns } from '../../messages/en/producer-job-runs.ts';

interface RunCountsProps {
  readonly summary: Readonly<Record<string, number>>;
  readonly emails: number;
  /** it would come to that */
  readonly isPreview?: boolean;
  /** what to say where there is nothing to count */
  readonly none: string;
}

/** What a run came to, in one line. */
export function RunCounts({ summary, emails, isPreview = false, none }: RunCountsProps): JSX.Element {
  const counts = Object.entries(summary).filter(([, count]) => count > 0);
  const parts = [
    ...counts.map(([outcome, count]) => `${count.toLocaleString('en')} ${jobRuns.outcome(outcome, isPreview)}`),
    ...(emails > 0 ? [jobRuns.emailsOf(emails)] : []),
  ];
  if (parts.length === 0) return <span className="licet-quiet">{none}</span>;
  return (
    <Text component="span" size="sm">
      {parts.join(' · ')}
    </Text>
  );
}
