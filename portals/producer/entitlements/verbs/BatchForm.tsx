import { Button, Checkbox, Stack } from '@mantine/core';
import { useState, type JSX, type ReactNode } from 'react';
import { entitlementVerbsText as text } from '../../../messages/en/producer-entitlements-verbs.ts';
import type { AnswerOf, BodyOf } from '../../../shared/api/call.ts';
import type { Reason } from '../../../shared/api/problem.ts';
import { OperationForm } from '../../../shared/OperationForm.tsx';
import { batchRows, isChanging } from './batch-rows.ts';
import { BatchPlan } from './BatchPlan.tsx';
import { VerbModal } from './VerbModal.tsx';

type Operation = BodyOf<'changeLineItemsBatch'>['operations'][number];

interface BatchFormProps {
  readonly title: string;
  readonly activationIds: readonly string[];
  readonly operationOf: (activationId: string) => Operation;
  readonly reasonsAgainst: readonly Reason[];
  readonly fields: (problem: unknown) => ReactNode;
  readonly onClose: () => void;
  /** something was changed */
  readonly onDone: () => void;
}

/** One change of many items: what becomes of each is shown first, and what became of each at the end, where some stayed. */
export function BatchForm(props: BatchFormProps): JSX.Element {
  const { title, operationOf, onClose, onDone } = props;
  // The selection may have changed since, when what was asked comes back.
  const [activationIds] = useState(props.activationIds);
  const [isAllOrNothing, setAllOrNothing] = useState(false);
  const [answer, setAnswer] = useState<AnswerOf<'changeLineItemsBatch'>>();
  return (
    <VerbModal onClose={onClose} title={title} size="xl">
      {answer !== undefined ? (
        <Stack gap="sm">
          <BatchPlan rows={batchRows(activationIds, answer)} isDone />
          <Button onClick={onClose} style={{ alignSelf: 'flex-start' }}>
            {text.close}
          </Button>
        </Stack>
      ) : (
        <OperationForm
          operation="changeLineItemsBatch"
          request={{ body: { operations: activationIds.map(operationOf), atomic: isAllOrNothing } }}
          submitLabel={text.batchApply}
          reasonsAgainst={props.reasonsAgainst}
          pointers={[]}
          plan={(plan) => <BatchPlan rows={batchRows(activationIds, plan)} isDone={false} />}
          reasonsAgainstPlan={(plan) => (batchRows(activationIds, plan).some(isChanging) ? [] : nothingChanges)}
          onDone={(done) => {
            onDone();
            if (done.done) onClose();
            else setAnswer(done);
          }}
          onCancel={onClose}
        >
          {(problem) => (
            <Stack gap="sm">
              {props.fields(problem)}
              <Checkbox
                label={text.batchAll}
                checked={isAllOrNothing}
                onChange={(event) => setAllOrNothing(event.currentTarget.checked)}
              />
            </Stack>
          )}
        </OperationForm>
      )}
    </VerbModal>
  );
}

const nothingChanges = [{ code: 'nothing_changes', message: text.batchNone, remedy: text.batchNoneRemedy }];
