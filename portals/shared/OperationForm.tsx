import { Button, Group, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type JSX, type ReactNode } from 'react';
import { useMessages } from '../messages/messages.ts';
import { call, type AnswerOf, type CallOptions, type OperationId } from './api/call.ts';
import { refreshAll } from './api/queries.ts';
import { ProblemNotice } from './ProblemNotice.tsx';

interface OperationFormProps<Id extends OperationId> {
  readonly operation: Id;
  /** the request as it stands, without the preview */
  readonly request: CallOptions<Id>;
  readonly submitLabel: string;
  /** what is asked; `problem` is what the server said last, for the fields that it concerns */
  readonly children?: ((problem: unknown) => ReactNode) | undefined;
  /** shows the plan: what will happen. Only for operations that have a preview */
  readonly plan?: ((answer: AnswerOf<Id>) => ReactNode) | undefined;
  readonly onDone: (answer: AnswerOf<Id>) => void;
  readonly onCancel?: (() => void) | undefined;
}

type Stage<Id extends OperationId> =
  | { readonly name: 'asking' }
  | { readonly name: 'planned'; readonly plan: AnswerOf<Id> };

/**
 * Asks what an operation must know, shows what will happen or every reason against it, and then does exactly that. The
 * preview is the operation itself, stopped before it saves.
 */
export function OperationForm<Id extends OperationId>(props: OperationFormProps<Id>): JSX.Element {
  const { common } = useMessages();
  const form = useOperation(props);
  const { stage, problem, isBusy } = form;
  const shown = stage.name === 'planned' ? props.plan?.(stage.plan) : undefined;
  return (
    <form onSubmit={form.submit} noValidate>
      <Stack gap="sm">
        {stage.name === 'asking' && props.children?.(problem)}
        {shown}
        {problem !== null && <ProblemNotice problem={problem} />}
        <Group gap="xs">
          <Button type="submit" loading={isBusy}>
            {props.plan !== undefined && stage.name === 'asking' ? common.preview : props.submitLabel}
          </Button>
          {stage.name === 'planned' && (
            <Button variant="default" onClick={form.askAgain}>
              {common.back}
            </Button>
          )}
          {props.onCancel !== undefined && (
            <Button variant="default" onClick={props.onCancel}>
              {common.cancel}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

function useOperation<Id extends OperationId>({ operation, request, plan, onDone }: OperationFormProps<Id>) {
  const queries = useQueryClient();
  const [stage, setStage] = useState<Stage<Id>>({ name: 'asking' });
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const step = async (): Promise<void> => {
    if (plan !== undefined && stage.name === 'asking') {
      setStage({ name: 'planned', plan: await call(operation, previewed(request)) });
      return;
    }
    const answer = await call(operation, request);
    await refreshAll(queries);
    onDone(answer);
  };
  const run = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await step();
    } catch (error) {
      setProblem(error);
      setStage({ name: 'asking' });
    }
    setBusy(false);
  };
  return {
    stage,
    problem,
    isBusy,
    askAgain: () => setStage({ name: 'asking' }),
    submit: (event: FormEvent) => {
      event.preventDefault();
      void run();
    },
  };
}

function previewed<Id extends OperationId>(request: CallOptions<Id>): CallOptions<Id> {
  return { ...request, query: Object.assign({}, request.query, { preview: 'true' }) };
}
