import { Modal, Skeleton, Stack, Text } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import type { JSX } from 'react';
import { producerJobs as texts } from '../../messages/en/producer-jobs.ts';
import { OperationForm } from '../../shared/OperationForm.tsx';
import { ProblemNotice } from '../../shared/ProblemNotice.tsx';
import { useMay } from '../../shared/session.ts';
import { useUrlState } from '../../shared/search-text.ts';
import { Verb } from '../../shared/Verb.tsx';
import type { Job } from './JobSwitch.tsx';
import { RunCounts } from './RunCounts.tsx';
import { isOpen, type JobRun } from './RunStatus.tsx';
import { useExpectation, useForgetPreviews } from './use-preview.ts';

/** Runs a job for real, after it said what that comes to. */
export function RunNow({ job }: { readonly job: Job }): JSX.Element | null {
  const may = useMay();
  const { search, setSearch } = useUrlState();
  if (!may('manageJobs')) return null;
  const open = job.lastRun !== null && isOpen(job.lastRun) ? job.lastRun : undefined;
  const reasons =
    open === undefined
      ? []
      : [
          {
            code: 'job_already_running',
            message: texts.alreadyRunning(job.title),
            remedy: texts.alreadyRunningRemedy,
          },
        ];
  const close = (): void => setSearch({ run: undefined }, { replace: true });
  return (
    <>
      {open !== undefined && <Link to={`/job-runs/${open.runId}`}>{texts.openRun}</Link>}
      <Verb onClick={() => setSearch({ run: '1' }, { replace: true })} reasonsAgainst={reasons}>
        {texts.runNow}
      </Verb>
      <Modal opened={search.run === '1' && open === undefined} onClose={close} title={texts.runNowTitle(job.title)}>
        <Confirmation job={job} onCancel={close} />
      </Modal>
    </>
  );
}

function Confirmation({ job, onCancel }: { readonly job: Job; readonly onCancel: () => void }): JSX.Element {
  const navigate = useNavigate();
  const forgetPreviews = useForgetPreviews();
  const goToRun = ({ runId }: JobRun): void => {
    void navigate({ to: `/job-runs/${runId}` });
    forgetPreviews(job.key);
  };
  return (
    <OperationForm
      operation="requestJobRun"
      request={{ path: { key: job.key }, body: {} }}
      submitLabel={texts.start}
      onDone={goToRun}
      onCancel={onCancel}
    >
      {() => <Expected job={job} />}
    </OperationForm>
  );
}

function Expected({ job }: { readonly job: Job }): JSX.Element {
  const preview = useExpectation(job.key);
  return (
    <Stack gap="xs">
      <Text size="sm">{texts.runNowText}</Text>
      <Text size="sm">{texts.runNowWould}</Text>
      {preview.error !== null && <ProblemNotice problem={preview.error} onRetry={() => void preview.refetch()} />}
      {preview.data === undefined ? (
        <Skeleton height={22} visible={preview.isPending} />
      ) : (
        <RunCounts
          isPreview
          summary={preview.data.summary ?? {}}
          emails={preview.data.emails ?? 0}
          none={texts.nothingToDo}
        />
      )}
    </Stack>
  );
}
