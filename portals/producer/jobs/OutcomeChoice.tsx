import { Button, Group } from '@mantine/core';
import type { JSX } from 'react';
import { jobRuns } from '../../messages/en/producer-job-runs.ts';
import { useFormat } from '../../shared/days.ts';
import { OutcomeMark } from './OutcomeMark.tsx';

interface OutcomeChoiceProps {
  readonly summary: Readonly<Record<string, number>>;
  readonly isPreview?: boolean;
  readonly chosen: string | undefined;
  readonly onChoose: (outcome: string | undefined) => void;
}

/** How many things had each outcome; each count shows the things that it counts. */
export function OutcomeChoice({ summary, isPreview = false, chosen, onChoose }: OutcomeChoiceProps): JSX.Element {
  const format = useFormat();
  const all = Object.values(summary).reduce((sum, count) => sum + count, 0);
  return (
    <Group gap={6} role="group" aria-label={jobRuns.filterByOutcome}>
      <Choice isChosen={chosen === undefined} onClick={() => onChoose(undefined)}>
        {format.number(all)} {jobRuns.all}
      </Choice>
      {Object.entries(summary).map(([outcome, count]) => (
        <Choice
          key={outcome}
          isChosen={chosen === outcome}
          onClick={() => onChoose(chosen === outcome ? undefined : outcome)}
        >
          <span>
            <b>{format.number(count)}</b> <OutcomeMark outcome={outcome} isPreview={isPreview} />
          </span>
        </Choice>
      ))}
    </Group>
  );
}

interface ChoiceProps {
  readonly isChosen: boolean;
  readonly onClick: () => void;
  readonly children: React.ReactNode;
}

function Choice({ isChosen, onClick, children }: ChoiceProps): JSX.Element {
  return (
    <Button
      variant="default"
      aria-pressed={isChosen}
      onClick={onClick}
      style={isChosen ? { borderColor: 'var(--mantine-primary-color-filled)', borderWidth: 2 } : undefined}
    >
      {children}
    </Button>
  );
}
