import { List, Modal, Text } from '@mantine/core';
import { useState, type JSX } from 'react';
import { producerJobs } from '../../messages/en/producer-jobs.ts';
import type { Reason } from '../../shared/api/problem.ts';
import { OperationForm } from '../../shared/OperationForm.tsx';
import { useMay } from '../../shared/session.ts';
import { Verb } from '../../shared/Verb.tsx';
import { RunCounts } from './RunCounts.tsx';
import { isOpen, type JobRun } from './RunStatus.tsx';

const texts = producerJobs.runs;

/** Ends a run before its time, after it said what that means. */
export function CancelRun({ run }: { readonly run: JobRun }): JSX.Element | null {
  const may = useMay();
  const [isAsking, setAsking] = useState(false);
  if (!may('manageJobs')) return null;
  const close = (): void => setAsking(false);
  return (
    <>
      <Verb variant="default" onClick={() => setAsking(true)} reasonsAgainst={reasonsAgainstCancelling(run)}>
        {texts.cancel}
      </Verb>
      <Modal opened={isAsking} onClose={close} title={texts.cancelTitle}>
        <OperationForm
          operation="cancelJobRun"
          request={{ path: { runId: run.runId } }}
          submitLabel={texts.cancel}
          onDone={close}
        >
          {() => <Consequences run={run} />}
        </OperationForm>
      </Modal>
    </>
  );
}

function reasonsAgainstCancelling(run: JobRun): readonly Reason[] {
  if (!isOpen(run))
    return [
      {
        code: 'run_has_ended',
        message: texts.endedAlready(texts.statuses[run.status].toLowerCase()),
        remedy: texts.endedRemedy,
      },
    ];
  if (!run.cancelRequested) return [];
  return [{ code: 'cancel_requested', message: texts.cancelAsked, remedy: texts.cancelAskedRemedy }];
}

function Consequences({ run }: { readonly run: JobRun }): JSX.Element {
  const { done, total } = run.progress;
  return (
    <List size="sm" spacing={4}>
      <List.Item>
        {texts.cancelText} {total !== null && texts.soFar(texts.progressOf(done, total))}
      </List.Item>
      <List.Item>
        {texts.cancelKeeps}{' '}
        <Text component="span" size="sm">
          <RunCounts summary={run.summary} emails={run.emails} none={texts.notYet} />.
        </Text>
      </List.Item>
      <List.Item>{texts.cancelRest}</List.Item>
    </List>
  );
}
