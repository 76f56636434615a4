import { Button, Group, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { JSX, ReactNode } from 'react';
import { homeText as text } from '../../messages/en/producer-home.ts';
import type { AnswerOf } from '../../shared/api/call.ts';
import { Mark, type Tone } from '../../shared/Mark.tsx';
import type { SearchText } from '../../shared/search-text.ts';
import { WouldHear } from './WouldHear.tsx';

type Parts = AnswerOf<'getOverview'>['attention'];

interface Step {
  readonly label: string;
  readonly to: string;
  readonly search?: SearchText;
}

/** What waits for somebody, each with the one next step. */
export function Attention({ attention }: { readonly attention: Parts }): JSX.Element {
  const { failedEmails, openRenewalRequests, inactiveUsers, jobs } = attention;
  const lines = [
    ...(jobs ?? []).map((job) => <JobLine key={job.key} job={job} />),
    counted('soon', openRenewalRequests, text.openRequests, { label: text.open, to: '/renewal-requests' }),
    counted('urgent', failedEmails, text.failedEmails, {
      label: text.open,
      to: '/emails',
      search: { status: 'failed' },
    }),
    counted('quiet', inactiveUsers, text.inactiveUsers, {
      label: text.open,
      to: '/users',
      search: { status: 'inactive' },
    }),
  ].filter((line) => line !== null);
  if (lines.length === 0) return <Mark tone="good">{text.allWell}</Mark>;
  return <Stack gap="sm">{lines}</Stack>;
}

function counted(
  tone: Tone,
  count: number | null,
  sentence: (count: number) => string,
  step: Step,
): JSX.Element | null {
  if (count === null || count === 0) return null;
  return (
    <Line key={step.to} tone={tone} steps={[step]}>
      {sentence(count)}
    </Line>
  );
}

// Of these it is worth counting who hears nothing because they are inactive.
const reminders: ReadonlySet<string> = new Set(['expiring-entitlements', 'expired-entitlements']);

function JobLine({ job }: { readonly job: NonNullable<Parts['jobs']>[number] }): JSX.Element {
  const to = `/jobs/${encodeURIComponent(job.key)}`;
  return (
    <Line
      tone="soon"
      steps={[{ label: text.open, to }]}
      below={reminders.has(job.key) && <WouldHear jobKey={job.key} />}
    >
      {job.warning}
    </Line>
  );
}

interface LineProps {
  readonly tone: Tone;
  readonly steps: readonly Step[];
  readonly below?: ReactNode;
  readonly children: string;
}

function Line({ tone, steps, below, children }: LineProps): JSX.Element {
  return (
    <Group gap="sm" wrap="nowrap" align="flex-start" justify="space-between">
      <div>
        <Mark tone={tone} isSentence>
          {children}
        </Mark>
        {below}
      </div>
      {steps.map(({ label, to, search }) => (
        <Button
          key={to}
          variant="default"
          aria-label={`${label}: ${children}`}
          style={{ flexShrink: 0 }}
          renderRoot={(props) => <Link {...props} to={to} search={search ?? {}} />}
        >
          {label}
        </Button>
      ))}
    </Group>
  );
}
