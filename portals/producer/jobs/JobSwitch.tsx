import { Modal, Skeleton, Stack, Switch, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { producerJobs as texts } from '../../messages/en/producer-jobs.ts';
import type { AnswerOf } from '../../shared/api/call.ts';
import { useApi } from '../../shared/api/queries.ts';
import { Mark } from '../../shared/Mark.tsx';
import { OperationForm } from '../../shared/OperationForm.tsx';
import { useMay } from '../../shared/session.ts';
import { isOpen } from './RunStatus.tsx';
import { ScheduleTimes } from './ScheduleTimes.tsx';

export type Job = AnswerOf<'getJob'>;

/** Whether a job runs by itself. Switching it says first what follows. */
export function JobSwitch({ job, withWord = false }: { readonly job: Job; readonly withWord?: boolean }): JSX.Element {
  const may = useMay();
  const [isAsking, setAsking] = useState(false);
  const isActive = job.status === 'active';
  const word = isActive ? texts.isActive : texts.isInactive;
  if (!may('manageJobs')) return <Mark tone={isActive ? 'good' : 'quiet'}>{word}</Mark>;
  return (
    <>
      <Switch
        checked={isActive}
        onChange={() => setAsking(true)}
        aria-label={texts.switchLabel(job.title)}
        label={withWord ? word : undefined}
      />
      <Modal
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={isActive ? texts.switchOff(job.title) : texts.switchOn(job.title)}
      >
        <Switching job={job} onDone={() => setAsking(false)} />
      </Modal>
    </>
  );
}

function Switching({ job, onDone }: { readonly job: Job; readonly onDone: () => void }): JSX.Element {
  const isActive = job.status === 'active';
  return (
    <OperationForm
      operation="changeJob"
      request={{
        path: { key: job.key },
        body: { status: isActive ? 'inactive' : 'active' },
        version: job.version,
      }}
      submitLabel={isActive ? texts.deactivate : texts.activate}
      onDone={onDone}
      onCancel={onDone}
    >
      {() => (isActive ? <Ending job={job} /> : <Beginning job={job} />)}
    </OperationForm>
  );
}

function Ending({ job }: { readonly job: Job }): JSX.Element {
  const hasOpenRun = job.lastRun !== null && isOpen(job.lastRun);
  return (
    <Text size="sm">
      {texts.willNotRun(job.whileInactive)} {hasOpenRun && texts.openRunGoesOn}
    </Text>
  );
}

function Beginning({ job }: { readonly job: Job }): JSX.Element {
  const planned = useApi('changeJob', {
    path: { key: job.key },
    query: { preview: 'true' },
    body: { status: 'active' },
  });
  return (
    <Stack gap={4}>
      <Text size="sm">{texts.willRunFirst}</Text>
      {planned.data === undefined ? (
        <Skeleton height={110} />
      ) : (
        <ScheduleTimes times={planned.data.nextRuns} timeZone={planned.data.schedule.timeZone} />
      )}
      <Link to={`/jobs/${job.key}`} search={{ preview: '1' }}>
        {texts.previewBefore}
      </Link>
    </Stack>
  );
}
